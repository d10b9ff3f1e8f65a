package org.outrider.ui.feature.map

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.derivedStateOf
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.unit.IntSize
import androidx.compose.ui.unit.dp
import kotlin.math.floor
import org.outrider.core.MapView
import org.outrider.core.PlaceMark
import org.outrider.ui.design.Card
import org.outrider.ui.design.Empty
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Gap
import org.outrider.ui.design.IconAction
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Page
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.Tell
import org.outrider.ui.design.Tone
import org.outrider.ui.feature.customers.Here
import org.outrider.ui.feature.customers.HindranceNotice
import org.outrider.ui.feature.customers.rememberHere
import org.outrider.ui.shell.FailureNotice
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell

/** Whose work the outlines are. */
private const val SOURCE = "Natural Earth, US Census Bureau"

/** The customers on a map that needs no connection, and in a list of what is shown. */
@Composable
fun CustomerMapScreen(shell: Shell) {
    val words = shell.words
    val here = rememberHere(shell)
    val camera = rememberSaveable(saver = Camera.Keeper) { Camera(0.5, 0.5, 0.0) }
    var chosen by rememberSaveable { mutableStateOf<String?>(null) }
    Begin(shell, camera, here)
    val within by remember(camera) { derivedStateOf { if (camera.room == IntSize.Zero) null else camera.box() } }
    val look = shell.look(within, here.position) { it.mapView(within, here.position) }
    Frame(
        shell,
        words.customers.map,
        words.help.customers,
        actions = {
            IconAction(Icons.ListOf, words.customers.list, { leave(shell) }, Modifier.testTag("map/list"))
        },
    ) {
        when (look) {
            is Look.Shown -> MapPage(shell, look.view, camera, here, chosen) { chosen = it }
            is Look.Failed -> FailureNotice(shell, look.failure)
        }
    }
}

private fun leave(shell: Shell) {
    if (!shell.way.back()) shell.way.start(Screen.Customers)
}

/** Looks at where the person is, else at all customers; once, before anybody has moved the map. */
@Composable
private fun Begin(shell: Shell, camera: Camera, here: Here) {
    val room = camera.room
    LaunchedEffect(room != IntSize.Zero) {
        if (room == IntSize.Zero || camera.zoom > 0.5) return@LaunchedEffect
        val at = here.position
        val bounds = runCatching { shell.phone.mapView(null, null).bounds }.getOrNull()
        when {
            at != null -> camera.goTo(spotOf(at), closeness = 11.0)
            bounds != null -> camera.fit(bounds)
            else -> camera.goTo(Spot(0.5, 0.5), closeness = 1.0)
        }
    }
}

@Composable
private fun ColumnScope.MapPage(shell: Shell, view: MapView, camera: Camera, here: Here, chosen: String?, onChoose: (String?) -> Unit) {
    val zoom by remember(camera) { derivedStateOf { floor(camera.zoom) } }
    val clusters = remember(view, zoom) { clusters(view.places, zoom) }
    Box(Modifier.weight(1.3f).fillMaxWidth()) {
        Atlas(shell, camera, clusters, chosen, here.position) { cluster ->
            when {
                cluster == null -> onChoose(null)
                cluster.places.size > 1 && camera.canComeCloser -> camera.goTo(cluster.spot, camera.zoom + 2)
                else -> onChoose(cluster.places.first().site)
            }
        }
        Controls(shell, camera, here, Modifier.align(Alignment.BottomEnd))
    }
    val shown by remember(view, camera, chosen) {
        derivedStateOf { view.places.filter { camera.shows(spotOf(it.at)) }.sortedByDescending { it.site == chosen } }
    }
    Page(Modifier.weight(1f)) {
        here.hindrance?.let { item("hindrance") { HindranceNotice(shell, it) } }
        if (shown.isEmpty()) item("empty") { Empty(shell.words.customers.atlas.empty, icon = Icons.Map) }
        items(shown, key = { it.site }) { PlaceCard(shell, it, it.site == chosen) }
        if (view.more) item("more") { Quiet(shell.words.customers.atlas.more) }
        item("credit") { Quiet(shell.words.customers.atlas.credit(SOURCE)) }
    }
}

/** All that two fingers can do, for one thumb. */
@Composable
private fun Controls(shell: Shell, camera: Camera, here: Here, modifier: Modifier) {
    val words = shell.words.customers.atlas
    Column(modifier.padding(Gap), verticalArrangement = Arrangement.spacedBy(Gap)) {
        Control(Icons.Target, words.toMe, "me") { here.ask { camera.goTo(spotOf(it)) } }
        Control(Icons.Add, words.zoomIn, "closer", camera.canComeCloser) { camera.zoom(1.0) }
        Control(Icons.Remove, words.zoomOut, "further", camera.canGoAway) { camera.zoom(-1.0) }
    }
}

@Composable
private fun Control(icon: ImageVector, label: String, tag: String, enabled: Boolean = true, onTap: () -> Unit) {
    Surface(shape = CircleShape, color = MaterialTheme.colorScheme.surfaceContainerLow, shadowElevation = 2.dp) {
        IconAction(icon, label, onTap, Modifier.testTag("map/$tag"), enabled)
    }
}

/** A customer whose place is on the map. */
@Composable
private fun PlaceCard(shell: Shell, place: PlaceMark, isChosen: Boolean) {
    val words = shell.words
    Card(
        Modifier.testTag("map/place/${place.site}"),
        { shell.way.go(Screen.Customer(place.customer)) },
        words.label.openCustomer(place.name),
    ) {
        Text(place.name, style = MaterialTheme.typography.titleSmall)
        Flow {
            if (isChosen) Tell(words.label.selected, icon = Icons.Check, tone = Tone.Good)
            if (place.openTasks > 0uL) Tell(words.customers.atlas.tasks(place.openTasks), icon = Icons.Task)
            if (place.isMine) Quiet(words.customer.mine)
        }
    }
}
