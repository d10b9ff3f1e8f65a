package org.outrider.ui.feature.map

import androidx.compose.runtime.getValue
import java.io.DataInputStream

/** A line of the map in the square of the world. */
class Outline(val xs: DoubleArray, val ys: DoubleArray) {
    private val west = xs.min()
    private val east = xs.max()
    private val north = ys.min()
    private val south = ys.max()

    fun meets(first: Spot, last: Spot): Boolean = east >= first.x && west <= last.x && south >= first.y && north <= last.y

    /** The same with fewer points: none closer to the one before than that. */
    fun coarser(step: Double): Outline? {
        val kept = mutableListOf(0)
        for (place in 1 until xs.size) {
            val before = kept.last()
            val isLast = place == xs.lastIndex
            if (isLast || maxOf(kotlin.math.abs(xs[place] - xs[before]), kotlin.math.abs(ys[place] - ys[before])) >= step) kept += place
        }
        if (kept.size < 3 && maxOf(east - west, south - north) < step) return null
        return Outline(DoubleArray(kept.size) { xs[kept[it]] }, DoubleArray(kept.size) { ys[kept[it]] })
    }
}

/** Coasts as closed rings, and the borders of countries and states as lines. */
class Outlines(val land: List<Outline>, val borders: List<Outline>, val states: List<Outline>) {
    fun coarser(step: Double) = Outlines(
        land.mapNotNull { it.coarser(step) },
        borders.mapNotNull { it.coarser(step) },
        states.mapNotNull { it.coarser(step) },
    )

    companion object {
        /** As exact as they are known, and two for whoever looks from afar. */
        private val levels: List<Pair<Double, Outlines>> by lazy {
            val whole = read()
            listOf(3.5 to whole.coarser(1.0 / 2_048), 6.5 to whole.coarser(1.0 / 16_384), Double.MAX_VALUE to whole)
        }

        fun at(zoom: Double): Outlines = levels.first { zoom < it.first }.second
    }
}

private const val STEPS = 500.0

/** Reads what `android/ci/outlines.py` writes and tells of. */
private fun read(): Outlines {
    val stream = checkNotNull(Outlines::class.java.getResourceAsStream("/org/outrider/ui/outlines.bin"))
    return DataInputStream(stream.buffered()).use { Outlines(section(it), section(it), section(it)) }
}

private fun section(from: DataInputStream): List<Outline> = List(number(from)) {
    val points = number(from)
    val xs = DoubleArray(points)
    val ys = DoubleArray(points)
    var east = 0
    var north = 0
    for (point in 0 until points) {
        east += way(from)
        north += way(from)
        xs[point] = xOf(east / STEPS)
        ys[point] = yOf(north / STEPS)
    }
    Outline(xs, ys)
}

private fun number(from: DataInputStream): Int {
    var value = 0
    var shift = 0
    while (true) {
        val byte = from.readUnsignedByte()
        value = value or (byte and 0x7F shl shift)
        if (byte < 0x80) return value
        shift += 7
    }
}

private fun way(from: DataInputStream): Int = number(from).let { it ushr 1 xor -(it and 1) }
