package org.outrider.ui.feature.task

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.ActionKind
import org.outrider.core.TaskView
import org.outrider.model.Status
import org.outrider.ui.design.Page
import org.outrider.ui.shell.FailureNotice
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Primary
import org.outrider.ui.shell.Shell

/** One task: what is to be done, where, what can be said of it, and what happened. */
@Composable
fun TaskScreen(shell: Shell, task: String) {
    val words = shell.words
    val at = remember { shell.platform.lastFix()?.position }
    var asking by rememberSaveable { mutableStateOf<ActionKind?>(null) }
    val look = shell.look(task, at) { it.taskView(task, at) }
    val view = (look as? Look.Shown)?.view
    val deeds = view?.let { Deeds(shell, it) { kind -> asking = kind } }
    Frame(shell, words.task.title, words.help.task, primary = deeds?.primary()) {
        when (look) {
            is Look.Shown -> TaskPage(shell, look.view, checkNotNull(deeds))
            is Look.Failed -> FailureNotice(shell, look.failure)
        }
    }
    val kind = asking
    if (view != null && kind != null) {
        when (kind) {
            ActionKind.RESCHEDULE -> RescheduleSheet(shell, view) { asking = null }
            ActionKind.EDIT -> EditSheet(shell, view) { asking = null }
            else -> ReasonSheet(shell, view, kind) { asking = null }
        }
    }
}

@Composable
private fun ColumnScope.TaskPage(shell: Shell, view: TaskView, deeds: Deeds) {
    Page(Modifier.weight(1f).testTag("task")) {
        item("head") { Head(shell, view) }
        item("deeds") { DeedButtons(shell, view, deeds) }
        item("details") { Details(shell, view) }
        if (view.checklist.isNotEmpty()) item("checklist") { Checklist(shell, view) }
        diary(shell, view.diary)
        reports(shell, view)
        notes(shell, view)
        visits(shell, view)
        changes(shell, view.changes)
    }
}

/** What the person may do with a task, and how each is done. */
internal class Deeds(private val shell: Shell, private val view: TaskView, private val ask: (ActionKind) -> Unit) {
    /** A tick has its place in the list. */
    private val kinds = view.actions.map { it.kind } - ActionKind.CHECK

    /** What most people want next. */
    private val main: ActionKind? =
        listOf(ActionKind.CLAIM, if (view.status == Status.Started) ActionKind.COMPLETE else ActionKind.START, ActionKind.COMPLETE)
            .firstOrNull { it in kinds }

    val others: List<ActionKind> = kinds - setOfNotNull(main) - Quiet

    /** What is wanted now and then only, after all else. */
    val quiet: List<ActionKind> = kinds.filter { it in Quiet }

    fun primary(): Primary? = main?.let { kind -> Primary(name(shell, kind), signOf(kind)) { start(kind) } }

    fun start(kind: ActionKind) {
        if (kind in Asking) ask(kind) else say(shell, view.task, kind, reason = "")
    }

    private companion object {
        val Quiet = setOf(ActionKind.EDIT, ActionKind.HAND_BACK, ActionKind.CANCEL)

        val Asking = setOf(ActionKind.NOT_DONE, ActionKind.DECLINE, ActionKind.RESCHEDULE, ActionKind.EDIT, ActionKind.CANCEL)
    }
}

/** Says it, and whether that went well. */
internal fun say(shell: Shell, task: String, kind: ActionKind, reason: String): Boolean {
    val fix = shell.platform.lastFix()
    val said = shell.tap { phone ->
        when (kind) {
            ActionKind.CLAIM -> phone.claimTask(task)
            ActionKind.ACCEPT -> phone.acceptTask(task, fix)
            ActionKind.START -> phone.startTask(task, fix)
            ActionKind.COMPLETE -> phone.completeTask(task, fix)
            ActionKind.NOT_DONE -> phone.taskNotDone(task, reason, fix)
            ActionKind.DECLINE -> phone.declineTask(task, reason, fix)
            ActionKind.UNDO -> phone.reopenTask(task, fix)
            ActionKind.HAND_BACK -> phone.handBackTask(task)
            ActionKind.CANCEL -> phone.cancelTask(task, reason)
            ActionKind.CHECK, ActionKind.RESCHEDULE, ActionKind.EDIT -> Unit
        }
        true
    }
    return said != null
}
