package org.outrider.ui.feature.task

import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.ChangeLine
import org.outrider.core.DiaryLine
import org.outrider.core.HeadLine
import org.outrider.core.Journey
import org.outrider.core.NoteLine
import org.outrider.core.TaskView
import org.outrider.core.VisitLine
import org.outrider.ui.design.Body
import org.outrider.ui.design.Card
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Gap
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Line
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.Tell
import org.outrider.ui.design.TextAction
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.Mark
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.of

/** What of the person's own did not stand; all of it is told on the screen of the sync. */
internal fun LazyListScope.diary(shell: Shell, lines: List<DiaryLine>) {
    items(lines.filter { it.settled == null }, key = { "diary/${it.entry}" }) { line ->
        val words = shell.words
        Notice(words.of(line.tells), tone = Tone.Warn) {
            TextAction(words.sync.diary.title, { shell.way.go(Screen.Sync) })
        }
    }
}

internal fun LazyListScope.reports(shell: Shell, view: TaskView) {
    if (view.reports.isEmpty()) return
    val words = shell.words.task.report
    item("reports") { Heading(words.title) }
    item("report-lines") {
        Card {
            if (view.reports.size > 1) Quiet(words.several)
            view.reports.forEach { Report(shell, it) }
        }
    }
}

@Composable
private fun Report(shell: Shell, line: HeadLine) {
    val words = shell.words.task.report
    Body(words.line(shell.words.of(line.status), line.by.name ?: shell.words.format.somebody, shell.format.civil(line.at)))
    val more = listOfNotNull(
        line.reason?.let { words.reason(it.text) },
        words.former.takeIf { line.isOfFormer },
        words.withPlace.takeIf { line.fix != null },
    )
    more.forEach { Quiet(it) }
}

internal fun LazyListScope.notes(shell: Shell, view: TaskView) {
    item("notes") { Heading(shell.words.task.notes) }
    if (view.notes.isEmpty()) item("no-notes") { Quiet(shell.words.task.noNotes) }
    items(view.notes, key = { "note/${it.id}" }) { NoteCard(shell, it) }
}

/** A note in a list. */
@Composable
internal fun NoteCard(shell: Shell, line: NoteLine) {
    val words = shell.words
    val by = words.note.by(line.by.name ?: words.format.somebody, shell.format.civil(line.at))
    Card(Modifier.testTag("note/${line.id}"), { shell.way.go(Screen.Note(line.id)) }, words.action.`open`) {
        Quiet(by)
        if (line.withdrawn) Quiet(words.note.withdrawn) else Body(line.body)
        Flow {
            line.outcome?.let { Tell(words.of(it)) }
            Mark(shell, line.mark)
        }
    }
}

internal fun LazyListScope.visits(shell: Shell, view: TaskView) {
    item("visits") { Heading(shell.words.task.visits) }
    if (view.visits.isEmpty()) item("no-visits") { Quiet(shell.words.task.noVisits) }
    items(view.visits, key = { "visit/${it.id}" }) { VisitCard(shell, it) }
}

@Composable
private fun VisitCard(shell: Shell, line: VisitLine) {
    val words = shell.words
    val ended = line.ended
    val visit = words.task.visit
    val begun = shell.format.civil(line.begun)
    Card {
        Body(if (ended == null) visit.running(begun) else visit.lasted(begun, shell.format.civil(ended)))
        Quiet(line.by.name ?: words.format.somebody)
        Flow {
            if (line.withdrawn) Tell(visit.withdrawn)
            line.verdict?.let { verdict ->
                Tell(words.of(verdict.verdict), icon = Icons.Place)
                verdict.reason?.let { Tell(words.of(it)) }
            }
            Mark(shell, line.mark)
        }
        line.verdict?.let { Quiet(visit.distance(shell.format.distance(it.distanceMm))) }
        if (line.evidence.isNotEmpty()) {
            Notice(words.task.evidence.title, text = words.task.evidence.fair, tone = Tone.Calm) {
                line.evidence.forEach { Quiet(words.of(it.evidence)) }
            }
        }
    }
}

/** What is not on the server yet. */
internal fun LazyListScope.changes(shell: Shell, lines: List<ChangeLine>) {
    if (lines.isEmpty()) return
    val words = shell.words
    item("changes") { Heading(words.task.history) }
    item("change-lines") {
        Card(inner = Gap) {
            lines.forEach { line ->
                val refused = line.refused
                val way = when {
                    refused != null -> words.of(refused.code)
                    line.journey == Journey.ON_ITS_WAY -> words.label.mark.onItsWay
                    else -> words.sync.waiting.saved(shell.format.moment(line.savedAt))
                }
                val sign = if (refused != null) Icons.Alert else Icons.OnPhone
                Line(words.change(line.happened), text = way, icon = sign)
            }
        }
    }
}
