package org.outrider.ui.feature.map

import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Path

/** A path under way: what lies beyond the edges is cut off, since far away a screen's numbers are not exact. */
class Clip(private val width: Float, private val height: Float) {
    private val beyond = 8f

    /** Adds a ring, with what is left of it within the edges. */
    fun ring(path: Path, outline: Outline, camera: Camera) {
        var points = (outline.xs.indices).map { camera.toScreen(Spot(outline.xs[it], outline.ys[it])) }
        points = cut(points, { it.x >= -beyond }) { from, to -> atX(from, to, -beyond) }
        points = cut(points, { it.x <= width + beyond }) { from, to -> atX(from, to, width + beyond) }
        points = cut(points, { it.y >= -beyond }) { from, to -> atY(from, to, -beyond) }
        points = cut(points, { it.y <= height + beyond }) { from, to -> atY(from, to, height + beyond) }
        if (points.size < 3) return
        path.moveTo(points.first().x, points.first().y)
        points.drop(1).forEach { path.lineTo(it.x, it.y) }
        path.close()
    }

    /** Adds those pieces of a line that may be seen. */
    fun line(path: Path, outline: Outline, camera: Camera) {
        var before: Offset? = null
        var isDrawn = false
        for (place in outline.xs.indices) {
            val at = camera.toScreen(Spot(outline.xs[place], outline.ys[place]))
            val from = before
            if (from != null) {
                if (isSeen(from, at)) {
                    if (!isDrawn) path.moveTo(from.x, from.y)
                    path.lineTo(at.x, at.y)
                    isDrawn = true
                } else {
                    isDrawn = false
                }
            }
            before = at
        }
    }

    private fun isSeen(from: Offset, to: Offset): Boolean =
        maxOf(from.x, to.x) >= -beyond && minOf(from.x, to.x) <= width + beyond &&
            maxOf(from.y, to.y) >= -beyond && minOf(from.y, to.y) <= height + beyond

    private fun cut(points: List<Offset>, isIn: (Offset) -> Boolean, meet: (Offset, Offset) -> Offset): List<Offset> {
        if (points.all(isIn)) return points
        val kept = ArrayList<Offset>(points.size)
        var before = points.lastOrNull() ?: return points
        for (point in points) {
            if (isIn(point) != isIn(before)) kept += meet(before, point)
            if (isIn(point)) kept += point
            before = point
        }
        return kept
    }

    private fun atX(from: Offset, to: Offset, x: Float) = Offset(x, from.y + (to.y - from.y) * ((x - from.x) / (to.x - from.x)))

    private fun atY(from: Offset, to: Offset, y: Float) = Offset(from.x + (to.x - from.x) * ((y - from.y) / (to.y - from.y)), y)
}
