package org.outrider.ui.feature.map

import kotlin.math.floor
import kotlin.math.pow
import org.outrider.core.PlaceMark

/** How far apart two signs stand at least, in dp. */
private const val APART = 56.0

/** Places that lie too close together to be told apart, or one alone. */
class Cluster(val spot: Spot, val places: List<PlaceMark>)

/** Gathers places by squares that lie fast in the world, so that nothing jumps while the map is moved. */
fun clusters(places: List<PlaceMark>, zoom: Double): List<Cluster> {
    val squares = 256.0 * 2.0.pow(floor(zoom)) / APART
    return places.groupBy { place ->
        val spot = spotOf(place.at)
        floor(spot.x * squares) to floor(spot.y * squares)
    }.values.map { together ->
        val spots = together.map { spotOf(it.at) }
        Cluster(Spot(spots.sumOf { it.x } / spots.size, spots.sumOf { it.y } / spots.size), together)
    }
}
