package org.outrider.ui.feature.map

import org.outrider.core.SiteBox
import org.outrider.model.Position

// The world as a square of side 1: west and north are 0, as maps are drawn.

private const val DEGREE = 10_000_000.0

/** Beyond this Mercator's world is no square any more. */
private const val EDGE = 85.05112878

/** A place in the square. */
data class Spot(val x: Double, val y: Double)

fun spotOf(position: Position): Spot = Spot(xOf(position.lon / DEGREE), yOf(position.lat / DEGREE))

/** From west to east. */
fun xOf(degrees: Double): Double = degrees / 360 + 0.5

/** From north to south. */
fun yOf(degrees: Double): Double {
    val angle = Math.toRadians(degrees.coerceIn(-EDGE, EDGE))
    return 0.5 - kotlin.math.asinh(kotlin.math.tan(angle)) / (2 * Math.PI)
}

/** A part of the square as the core counts it. */
fun boxOf(west: Double, north: Double, east: Double, south: Double): SiteBox =
    SiteBox(south = latitude(south), north = latitude(north), west = longitude(west), east = longitude(east))

private fun longitude(x: Double): Int = ((x.coerceIn(0.0, 1.0) - 0.5) * 360 * DEGREE).toInt()

private fun latitude(y: Double): Int =
    (Math.toDegrees(kotlin.math.atan(kotlin.math.sinh((0.5 - y.coerceIn(0.0, 1.0)) * 2 * Math.PI))) * DEGREE).toInt()
