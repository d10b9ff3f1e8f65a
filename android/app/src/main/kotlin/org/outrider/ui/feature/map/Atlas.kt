package org.outrider.ui.feature.map

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.gestures.detectTapGestures
import androidx.compose.foundation.gestures.detectTransformGestures
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.width
import androidx.compose.material3.ColorScheme
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.produceState
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clipToBounds
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.PathFillType
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.layout.onSizeChanged
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextMeasurer
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.drawText
import androidx.compose.ui.text.rememberTextMeasurer
import androidx.compose.ui.unit.dp
import kotlin.math.log2
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.outrider.model.Position
import org.outrider.ui.shell.Shell

/** How far from a sign a finger may come down, in dp. */
private const val NEAR = 32

/** The map itself: moved with a finger, brought closer with two. */
@Composable
fun Atlas(shell: Shell, camera: Camera, clusters: List<Cluster>, chosen: String?, here: Position?, onTap: (Cluster?) -> Unit) {
    val colours = MaterialTheme.colorScheme
    val style = MaterialTheme.typography.labelMedium
    val measurer = rememberTextMeasurer()
    val density = LocalDensity.current
    // Reading takes a moment; the points are there before the coasts.
    val isRead by produceState(false) {
        withContext(Dispatchers.Default) { Outlines.at(0.0) }
        value = true
    }
    Canvas(
        Modifier.fillMaxSize().clipToBounds().testTag("map/atlas").semantics { contentDescription = shell.words.label.map }
            .onSizeChanged { camera.room = it; camera.density = density.density }
            .pointerInput(camera) {
                detectTransformGestures { middle, pan, zoom, _ ->
                    camera.pan(pan)
                    if (zoom != 1f) camera.zoom(log2(zoom.toDouble()), middle)
                }
            }
            .pointerInput(camera, clusters) { detectTapGestures { onTap(nearest(camera, clusters, it, NEAR * density.density)) } },
    ) {
        drawRect(colours.surfaceContainerHighest)
        if (isRead) outlines(camera, colours)
        clusters.forEach { sign(camera, it, it.places.any { place -> place.site == chosen }, colours, measurer, style, shell) }
        here?.let { person(camera.toScreen(spotOf(it)), colours) }
    }
}

private fun nearest(camera: Camera, clusters: List<Cluster>, at: Offset, reach: Float): Cluster? =
    clusters.minByOrNull { (camera.toScreen(it.spot) - at).getDistance() }?.takeIf { (camera.toScreen(it.spot) - at).getDistance() <= reach }

private fun DrawScope.outlines(camera: Camera, colours: ColorScheme) {
    val outlines = Outlines.at(camera.zoom)
    val first = camera.toWorld(Offset.Zero)
    val last = camera.toWorld(Offset(size.width, size.height))
    val clip = Clip(size.width, size.height)
    val land = Path().apply { fillType = PathFillType.EvenOdd }
    outlines.land.forEach { if (it.meets(first, last)) clip.ring(land, it, camera) }
    drawPath(land, colours.surfaceContainerLow)
    drawPath(land, colours.outline, style = Stroke(1.dp.toPx(), join = StrokeJoin.Round))
    fun lines(lines: List<Outline>, width: Float, colour: Color) {
        val path = Path()
        lines.forEach { if (it.meets(first, last)) clip.line(path, it, camera) }
        drawPath(path, colour, style = Stroke(width, join = StrokeJoin.Round))
    }
    if (camera.zoom >= 3) lines(outlines.states, 1.dp.toPx(), colours.outlineVariant)
    lines(outlines.borders, 1.5.dp.toPx(), colours.outline)
}

/** One's own customers are full, those of others hollow; several together carry their number. */
private fun DrawScope.sign(
    camera: Camera,
    cluster: Cluster,
    isChosen: Boolean,
    colours: ColorScheme,
    measurer: TextMeasurer,
    style: TextStyle,
    shell: Shell,
) {
    val at = camera.toScreen(cluster.spot)
    val isMine = cluster.places.any { it.isMine }
    val several = cluster.places.size > 1
    val radius = (if (several) 17.dp else 10.dp).toPx()
    if (isChosen) drawCircle(colours.tertiary, radius + 6.dp.toPx(), at)
    drawCircle(colours.surfaceContainerLow, radius + 2.dp.toPx(), at)
    if (isMine) drawCircle(colours.primary, radius, at) else drawCircle(colours.primary, radius - 1.5.dp.toPx(), at, style = Stroke(3.dp.toPx()))
    if (!several) return
    val text = measurer.measure(shell.format.number(cluster.places.size), style.copy(color = if (isMine) colours.onPrimary else colours.onSurface))
    drawText(text, topLeft = at - Offset(text.size.width / 2f, text.size.height / 2f))
}

private fun DrawScope.person(at: Offset, colours: ColorScheme) {
    drawCircle(colours.surfaceContainerLow, 11.dp.toPx(), at)
    drawCircle(colours.tertiary, 8.dp.toPx(), at)
    drawCircle(colours.surfaceContainerLow, 3.dp.toPx(), at)
}
