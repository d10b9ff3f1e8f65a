package org.outrider.ui.feature.task

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import org.outrider.core.ActionKind
import org.outrider.core.SyncMark
import org.outrider.core.TaskView
import org.outrider.model.Priority
import org.outrider.ui.design.Card
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Notice
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.Tell
import org.outrider.ui.design.TextAction
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.Mark
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.of

/** What a deed is called. */
internal fun name(shell: Shell, kind: ActionKind): String = with(shell.words.task.verb) {
    when (kind) {
        ActionKind.CLAIM -> claim
        ActionKind.ACCEPT -> accept
        ActionKind.START -> start
        ActionKind.COMPLETE -> complete
        ActionKind.NOT_DONE -> notDone
        ActionKind.DECLINE -> decline
        ActionKind.UNDO -> undo
        ActionKind.CHECK -> check
        ActionKind.HAND_BACK -> handBack
        ActionKind.RESCHEDULE -> reschedule
        ActionKind.EDIT -> edit
        ActionKind.CANCEL -> cancel
    }
}

internal fun signOf(kind: ActionKind): ImageVector? =
    when (kind) {
        ActionKind.CLAIM -> Icons.Flag
        ActionKind.ACCEPT, ActionKind.COMPLETE -> Icons.Check
        ActionKind.START -> Icons.Play
        ActionKind.NOT_DONE, ActionKind.DECLINE -> Icons.Close
        ActionKind.UNDO -> Icons.Undo
        ActionKind.RESCHEDULE -> Icons.Calendar
        ActionKind.EDIT -> Icons.Note
        ActionKind.HAND_BACK -> Icons.Person
        ActionKind.CANCEL -> Icons.Close
        ActionKind.CHECK -> null
    }

@Composable
internal fun Head(shell: Shell, view: TaskView) {
    val words = shell.words
    Card {
        Text(view.title, Modifier.semantics { heading() }, style = MaterialTheme.typography.headlineSmall)
        Flow {
            Tell(words.of(view.status), Modifier.testTag("task/status"))
            view.overdueDays?.takeIf { it > 0 }?.let { Tell(words.today.overdue(it), icon = Icons.Alert, tone = Tone.Wrong) }
            when (view.priority) {
                Priority.Urgent -> Tell(words.of(view.priority), icon = Icons.Alert, tone = Tone.Wrong)
                Priority.Normal -> Unit
                else -> Tell(words.label.priority(words.of(view.priority)))
            }
            if (view.mark != SyncMark.ON_SERVER) {
                Mark(shell, view.mark)
            }
        }
    }
    if (view.removed) Notice(words.task.detail.removed, tone = Tone.Wrong)
}

@Composable
internal fun DeedButtons(shell: Shell, view: TaskView, deeds: Deeds) {
    val words = shell.words.task
    val customer = view.customer
    Flow {
        if (customer != null && !view.removed) {
            SideButton(
                words.checkIn,
                { shell.way.go(Screen.CheckIn(view.task, customer.id)) },
                Modifier.testTag("task/check-in"),
                Icons.Place,
            )
        }
        SideButton(
            words.writeNote,
            { shell.quietly { it.newNote() }?.let { shell.way.go(Screen.Note(it, customer?.id, view.task)) } },
            Modifier.testTag("task/note"),
            Icons.Note,
        )
        deeds.others.forEach { kind ->
            SideButton(name(shell, kind), { deeds.start(kind) }, Modifier.testTag("task/${kind.name.lowercase()}"), signOf(kind))
        }
        deeds.quiet.forEach { kind ->
            TextAction(name(shell, kind), { deeds.start(kind) }, Modifier.testTag("task/${kind.name.lowercase()}"), signOf(kind))
        }
    }
}
