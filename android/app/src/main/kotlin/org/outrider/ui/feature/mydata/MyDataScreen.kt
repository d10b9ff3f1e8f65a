package org.outrider.ui.feature.mydata

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import org.outrider.core.MyDataView
import org.outrider.core.WorkingHours
import org.outrider.model.Weekday
import org.outrider.ui.design.Body
import org.outrider.ui.design.Card
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Page
import org.outrider.ui.design.Quiet
import org.outrider.ui.shell.FailureNotice
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Shell
import org.outrider.words.Words

/** Everything that is kept about where the person was, and who looked at it. */
@Composable
fun MyDataScreen(shell: Shell) {
    val words = shell.words
    Frame(shell, words.myData.title, words.help.myData) {
        when (val look = shell.look { it.myDataView() }) {
            is Look.Shown -> Ledger(shell, look.view)
            is Look.Failed -> FailureNotice(shell, look.failure)
        }
    }
}

@Composable
private fun ColumnScope.Ledger(shell: Shell, view: MyDataView) {
    val words = shell.words.myData
    Page(Modifier.weight(1f)) {
        item("text") { Body(words.text) }
        item("consents") { Heading(words.consents) }
        items(view.consents.size, key = { "consent/$it" }) { ConsentCard(shell, view.consents[it]) }
        item("mode") { Modes(shell, view) }
        item("hours") { Hours(shell, view.hours) }
        looks(shell, view.looks)
        ways(shell, view)
        positions(shell, view.positions)
    }
}

/** When the person works; his organisation has set it. */
@Composable
private fun Hours(shell: Shell, hours: List<WorkingHours>) {
    val words = shell.words.myData.hours
    Heading(words.title)
    Card {
        Quiet(words.text)
        if (hours.isEmpty()) Body(words.none)
        hours.forEach { line ->
            val (from, until) = line.window.from.toInt() to line.window.to.toInt()
            Body(words.line(dayOf(shell.words, line.weekday), shell.format.minute(from), shell.format.minute(until)))
        }
    }
}

private fun dayOf(words: Words, day: Weekday): String = with(words.common.weekday) {
    when (day) {
        Weekday.Monday -> mon
        Weekday.Tuesday -> tue
        Weekday.Wednesday -> wed
        Weekday.Thursday -> thu
        Weekday.Friday -> fri
        Weekday.Saturday -> sat
        Weekday.Sunday -> sun
        is Weekday.Unknown -> invoke(day.v1)
    }
}
