package org.outrider.ui.feature.map

import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.width
import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableDoubleStateOf
import androidx.compose.runtime.mutableFloatStateOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.Saver
import androidx.compose.runtime.saveable.listSaver
import androidx.compose.runtime.setValue
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.unit.IntSize
import kotlin.math.ceil
import kotlin.math.floor
import kotlin.math.log2
import kotlin.math.pow
import org.outrider.core.SiteBox

private const val FURTHEST = 1.0
private const val CLOSEST = 18.0

/** How close one is that a few streets fill the map. */
private const val STREETS = 13.0

/** The side of the whole world at the distance 0, in dp. */
private const val WORLD = 256.0

/** What part of the world is looked at: its middle, and how close one is; each whole step doubles. */
@Stable
class Camera(x: Double, y: Double, zoom: Double) {
    var x by mutableDoubleStateOf(x)
        private set
    var y by mutableDoubleStateOf(y)
        private set
    var zoom by mutableDoubleStateOf(zoom)
        private set

    /** The room on the screen, in pixels, and how many of them a dp is. */
    var room by mutableStateOf(IntSize.Zero)
    var density by mutableFloatStateOf(1f)

    /** The side of the whole world, in pixels. */
    val side: Double get() = WORLD * density * 2.0.pow(zoom)

    val canComeCloser: Boolean get() = zoom < CLOSEST
    val canGoAway: Boolean get() = zoom > FURTHEST

    fun toScreen(spot: Spot): Offset =
        Offset(((spot.x - x) * side + room.width / 2.0).toFloat(), ((spot.y - y) * side + room.height / 2.0).toFloat())

    fun toWorld(at: Offset): Spot = Spot(x + (at.x - room.width / 2.0) / side, y + (at.y - room.height / 2.0) / side)

    fun pan(by: Offset) = move(x - by.x / side, y - by.y / side)

    /** Comes closer or goes away so that what is at a place stays there. */
    fun zoom(steps: Double, around: Offset = Offset(room.width / 2f, room.height / 2f)) {
        val before = toWorld(around)
        zoom = (zoom + steps).coerceIn(FURTHEST, CLOSEST)
        val after = toWorld(around)
        move(x + before.x - after.x, y + before.y - after.y)
    }

    fun goTo(spot: Spot, closeness: Double = maxOf(zoom, STREETS)) {
        zoom = closeness.coerceIn(FURTHEST, CLOSEST)
        move(spot.x, spot.y)
    }

    /** Shows a part of the world whole, with some room around it. */
    fun fit(box: SiteBox) {
        val (west, east) = xOf(box.west / 1e7) to xOf(box.east / 1e7)
        val (north, south) = yOf(box.north / 1e7) to yOf(box.south / 1e7)
        if (west > east || room == IntSize.Zero) {
            goTo(Spot(0.5, 0.5), FURTHEST)
            return
        }
        val wide = (room.width / density) / WORLD / maxOf((east - west) * 1.2, 1e-9)
        val high = (room.height / density) / WORLD / maxOf((south - north) * 1.2, 1e-9)
        goTo(Spot((west + east) / 2, (north + south) / 2), log2(minOf(wide, high)).coerceAtMost(STREETS))
    }

    /** What is on the screen. */
    fun shows(spot: Spot): Boolean = toScreen(spot).let { it.x >= 0 && it.y >= 0 && it.x <= room.width && it.y <= room.height }

    /** The part of the world to ask for: it grows by whole squares, so that not every move of a finger asks anew. */
    fun box(): SiteBox {
        val step = 2.0.pow(-floor(zoom) - 1)
        val (first, last) = toWorld(Offset.Zero) to toWorld(Offset(room.width.toFloat(), room.height.toFloat()))
        return boxOf(floor(first.x / step) * step, floor(first.y / step) * step, ceil(last.x / step) * step, ceil(last.y / step) * step)
    }

    private fun move(x: Double, y: Double) {
        this.x = x.coerceIn(0.0, 1.0)
        this.y = y.coerceIn(0.0, 1.0)
    }

    companion object {
        val Keeper: Saver<Camera, *> = listSaver({ listOf(it.x, it.y, it.zoom) }, { Camera(it[0], it[1], it[2]) })
    }
}
