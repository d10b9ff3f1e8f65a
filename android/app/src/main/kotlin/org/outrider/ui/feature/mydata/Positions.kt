package org.outrider.ui.feature.mydata

import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.LookLine
import org.outrider.core.MyDataView
import org.outrider.core.PositionLine
import org.outrider.core.WayLine
import org.outrider.model.Coarseness
import org.outrider.model.Looked
import org.outrider.model.Position
import org.outrider.ui.design.Body
import org.outrider.ui.design.Card
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Gap
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Line
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.Tell
import org.outrider.ui.design.TextAction
import org.outrider.ui.shell.Mark
import org.outrider.ui.shell.Shell
import org.outrider.words.Words

/** Who looked, at what, how often. */
internal fun LazyListScope.looks(shell: Shell, lines: List<LookLine>) {
    val words = shell.words.myData.looks
    item("looks") { Heading(words.title) }
    if (lines.isEmpty()) item("looks-empty") { Quiet(words.empty) }
    items(lines) { line ->
        Card(inner = Gap) {
            val name = line.viewer.name ?: shell.words.format.somebody
            val time = shell.format.moment(line.last)
            Line(words.line(name, what(shell.words, line.what)), text = shell.words.format.pair(time, words.times(line.times)), icon = Icons.Eye)
        }
    }
}

private fun what(words: Words, looked: Looked): String = with(words.myData.looks.what) {
    when (looked) {
        Looked.Position -> position
        Looked.Track -> track
        Looked.CheckIn -> checkIn
        Looked.Timeline -> timeline
        Looked.Export -> export
        is Looked.Unknown -> other
    }
}

/** The ways of the last days; each can be opened to every point of it. */
internal fun LazyListScope.ways(shell: Shell, view: MyDataView) {
    val words = shell.words.myData.ways
    item("ways") { Heading(words.title) }
    if (view.held > 0uL) item("held") { Quiet(words.held(view.held)) }
    if (view.ways.isEmpty()) item("ways-empty") { Quiet(words.empty) }
    items(view.ways.asReversed(), key = { "way/${it.track}" }) { WayCard(shell, it) }
}

@Composable
private fun WayCard(shell: Shell, line: WayLine) {
    val words = shell.words.myData.ways
    val format = shell.format
    var open by rememberSaveable(line.track) { mutableStateOf(false) }
    Card(Modifier.testTag("my-data/way/${line.track}")) {
        if (line.gapBefore) Quiet(words.gap)
        val span = line.points.takeIf { it.isNotEmpty() }?.let {
            shell.words.format.range(format.moment(it.first().time), format.clock(it.last().time))
        }
        span?.let { Body(it) }
        Flow {
            Tell(words.points(line.points.size), icon = Icons.Place)
            coarse(shell.words, line.coarsened)?.let { Tell(it) }
            Mark(shell, line.mark)
        }
        if (open) {
            line.points.forEach { point ->
                val place = shell.words.format.pair(degrees(point.position), shell.words.format.accuracy(format.distance(point.accuracyMm)))
                Quiet(shell.words.format.pair(format.clock(point.time), place))
            }
        }
        if (line.points.isNotEmpty()) {
            val action = shell.words.action
            TextAction(if (open) action.less else action.more, { open = !open }, Modifier.testTag("my-data/points/${line.track}"))
        }
    }
}

/** The positions that were kept of visits. */
internal fun LazyListScope.positions(shell: Shell, lines: List<PositionLine>) {
    val words = shell.words.myData.positions
    item("positions") { Heading(words.title) }
    if (lines.isEmpty()) item("positions-empty") { Quiet(words.empty) }
    items(lines, key = { "position/${it.checkIn}" }) { line ->
        Card {
            Body(line.customer ?: shell.words.format.somebody)
            Quiet(shell.format.moment(line.time))
            Quiet(line.position?.let { degrees(it) } ?: words.without)
            Flow {
                coarse(shell.words, line.coarsened)?.let { Tell(it) }
                Mark(shell, line.mark)
            }
        }
    }
}

private fun coarse(words: Words, coarseness: Coarseness?): String? =
    when (coarseness) {
        null -> null
        Coarseness.Kilometre -> words.myData.ways.kilometre
        Coarseness.Nothing -> words.myData.ways.nothing
        is Coarseness.Unknown -> coarseness.v1
    }

/** A position as maps write it, in the same digits everywhere so that it can be looked up. */
internal fun degrees(position: Position): String =
    listOf(position.lat, position.lon).joinToString(", ") { "%.5f".format(java.util.Locale.ROOT, it / DEGREE) }

private const val DEGREE = 10_000_000.0
