package org.outrider.ui.feature.customer

import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.CustomerView
import org.outrider.core.TimelineEntry
import org.outrider.core.TimelineEvent
import org.outrider.ui.design.Body
import org.outrider.ui.design.Card
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.Tell
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.of

/** What happened at a customer, the newest first. */
internal fun LazyListScope.timeline(shell: Shell, view: CustomerView) {
    val words = shell.words.customer
    item("timeline") { Heading(words.timeline) }
    if (view.timeline.isEmpty()) item("no-timeline") { Quiet(words.noTimeline) }
    items(view.timeline, key = { it.event.place }) { Happened(shell, it) }
}

private val TimelineEvent.place: String
    get() = when (this) {
        is TimelineEvent.Note -> "note/$note"
        is TimelineEvent.Visit -> "visit/$checkIn"
        is TimelineEvent.Task -> "closed/$task"
    }

@Composable
private fun Happened(shell: Shell, entry: TimelineEntry) {
    val time = shell.format.moment(entry.at)
    when (val event = entry.event) {
        is TimelineEvent.Note -> NoteEntry(shell, event, time)
        is TimelineEvent.Visit -> VisitEntry(shell, event, time)
        is TimelineEvent.Task -> TaskEntry(shell, event, time)
    }
}

@Composable
private fun NoteEntry(shell: Shell, event: TimelineEvent.Note, time: String) {
    val words = shell.words
    Card(Modifier.testTag("customer/timeline/${event.note}"), { shell.way.go(Screen.Note(event.note)) }, words.action.`open`) {
        Quiet(words.note.by(event.by.name ?: words.format.somebody, time))
        if (event.withdrawn) Quiet(words.note.withdrawn) else Body(event.body)
        event.outcome?.let { Tell(words.of(it)) }
    }
}

@Composable
private fun VisitEntry(shell: Shell, event: TimelineEvent.Visit, time: String) {
    val words = shell.words.customer.visit
    val minutes = event.minutes
    Card {
        Quiet(time)
        Body(words.by(event.by.name ?: shell.words.format.somebody))
        Quiet(if (minutes == null) words.running else words.lasted(minutes))
        Flow {
            if (event.withdrawn) Tell(shell.words.task.visit.withdrawn)
            event.verdict?.let { Tell(shell.words.of(it.verdict), icon = Icons.Place) }
        }
    }
}

@Composable
private fun TaskEntry(shell: Shell, event: TimelineEvent.Task, time: String) {
    val words = shell.words
    Card(Modifier.testTag("customer/timeline/${event.task}"), { shell.way.go(Screen.Task(event.task)) }, words.label.openTask(event.title)) {
        Quiet(time)
        Body(words.customer.closed(event.title, words.of(event.status)))
    }
}
