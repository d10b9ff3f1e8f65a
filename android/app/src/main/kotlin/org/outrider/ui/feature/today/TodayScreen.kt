package org.outrider.ui.feature.today

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.LaterDay
import org.outrider.core.SettledRow
import org.outrider.core.TodayRow
import org.outrider.core.TodayView
import org.outrider.core.UnfinishedNote
import org.outrider.ui.design.Body
import org.outrider.ui.design.Card
import org.outrider.ui.design.Empty
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Gap
import org.outrider.ui.design.Heading
import org.outrider.ui.design.IconAction
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Line
import org.outrider.ui.design.Page
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.Tell
import org.outrider.ui.design.TextAction
import org.outrider.ui.shell.FailureNotice
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Mark
import org.outrider.ui.shell.Primary
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.of

/** What to do today, in which order and why. */
@Composable
fun TodayScreen(shell: Shell) {
    val words = shell.words
    val at = remember { shell.platform.lastFix()?.position }
    Frame(
        shell,
        words.today.title,
        words.help.today,
        actions = {
            IconAction(Icons.Add, words.today.add, { shell.way.go(Screen.NewTask()) }, Modifier.testTag("today/add"))
        },
        // At a door there is one hand free, and this is what it wants.
        primary = Primary(words.checkIn.title, Icons.Place) { shell.way.go(Screen.CheckIn()) },
    ) {
        when (val look = shell.look(at) { it.todayView(at) }) {
            is Look.Shown -> Agenda(shell, look.view)
            is Look.Failed -> FailureNotice(shell, look.failure)
        }
    }
}

@Composable
private fun ColumnScope.Agenda(shell: Shell, view: TodayView) {
    val words = shell.words.today
    Page(Modifier.weight(1f)) {
        item("day") { Quiet(shell.format.day(view.day)) }
        unfinished(shell, view.unfinished)
        if (view.tasks.isEmpty()) item("empty") { Nothing(shell, view) }
        val (overdue, rest) = view.tasks.partition { isOverdue(it) }
        if (overdue.isNotEmpty()) item("overdue") { Heading(words.overdueTitle) }
        stops(shell, overdue, first = 1)
        if (overdue.isNotEmpty() && rest.isNotEmpty()) item("next") { Heading(words.next) }
        stops(shell, rest, first = overdue.size + 1)
        given(shell, view)
        settled(shell, view.settled)
        later(shell, view.later)
    }
}

/** Numbers say in which order they are to be gone to. */
private fun LazyListScope.stops(shell: Shell, rows: List<TodayRow>, first: Int) {
    items(rows.size, key = { "task/${rows[it].task}" }) { place ->
        TaskCard(shell, rows[place], number = first + place)
    }
}

private fun LazyListScope.given(shell: Shell, view: TodayView) {
    val words = shell.words.today
    if (view.toClaim.isNotEmpty()) {
        item("to-claim") { Heading(words.toClaim) }
        items(view.toClaim, key = { "claim/${it.task}" }) { row ->
            TaskCard(shell, row) {
                TextAction(
                    words.claim,
                    { shell.tap { it.claimTask(row.task) } },
                    Modifier.testTag("today/claim/${row.task}"),
                    Icons.Flag,
                )
            }
        }
    }
    if (view.toAssign.isNotEmpty()) {
        item("to-assign") { Heading(words.toAssign) }
        items(view.toAssign, key = { "assign/${it.task}" }) { TaskCard(shell, it) }
    }
}

/** What was begun stands first: it is little, and soon forgotten. */
private fun LazyListScope.unfinished(shell: Shell, notes: List<UnfinishedNote>) {
    if (notes.isEmpty()) return
    val words = shell.words
    item("unfinished") { Heading(words.today.unfinished) }
    item("unfinished-notes") {
        Card(inner = Gap) {
            notes.forEach { note ->
                val where = words.today.unfinishedElsewhere.takeIf { note.isElsewhere }
                Line(
                    note.customer?.name ?: words.note.aboutNobody,
                    Modifier.testTag("today/note/${note.note}"),
                    listOfNotNull(where, note.begins.ifEmpty { null }).reduceOrNull(words.format::pair),
                    Icons.Note,
                    words.action.`open`,
                    { shell.way.go(Screen.Note(note.note, note.customer?.id, note.task)) },
                )
            }
        }
    }
}

private fun LazyListScope.settled(shell: Shell, rows: List<SettledRow>) {
    if (rows.isEmpty()) return
    item("settled") { Heading(shell.words.today.settled) }
    items(rows, key = { "settled/${it.task}" }) { SettledCard(shell, it) }
}

private fun LazyListScope.later(shell: Shell, days: List<LaterDay>) {
    if (days.isEmpty()) return
    item("later") { Heading(shell.words.today.later) }
    item("later-days") {
        Card(inner = Gap) {
            days.forEach { day ->
                Line(
                    shell.format.near(day.day),
                    Modifier.testTag("today/day/${day.day}"),
                    shell.words.today.tasks(day.tasks),
                    Icons.Calendar,
                    shell.words.action.`open`,
                    { shell.way.go(Screen.Day(day.day)) },
                )
            }
        }
    }
}

/** A task that one settled today; where that may be taken back, a tap does. */
@Composable
private fun SettledCard(shell: Shell, row: SettledRow) {
    val words = shell.words
    Card(
        Modifier.testTag("today/settled/${row.task}"),
        { shell.way.go(Screen.Task(row.task)) },
        words.label.openTask(row.title),
    ) {
        Body(row.title)
        row.customer?.let { Quiet(it.name) }
        Flow {
            Tell(words.of(row.status))
            Quiet(shell.format.civilClock(row.at))
            Mark(shell, row.mark)
            if (row.canUndo) {
                TextAction(
                    words.today.undo,
                    { shell.tap { it.reopenTask(row.task, null) } },
                    Modifier.testTag("today/undo/${row.task}"),
                    Icons.Undo,
                )
            }
        }
    }
}

@Composable
private fun Nothing(shell: Shell, view: TodayView) {
    val words = shell.words.today.empty
    val neverSynced = (shell.look { it.syncStatus().lastReceipt } as? Look.Shown)?.view == null
    when {
        view.toClaim.isNotEmpty() -> Empty(words.title, words.claimable, Icons.Today)
        view.settled.isNotEmpty() -> Empty(words.allDone, words.text, Icons.Done)
        neverSynced -> Empty(words.title, words.first, Icons.Sync)
        else -> Empty(words.title, words.text, Icons.Today)
    }
}
