package org.outrider.ui.feature.task

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.ActionKind
import org.outrider.core.NamedReason
import org.outrider.core.TaskView
import org.outrider.model.ReasonUse
import org.outrider.ui.design.ChoiceLine
import org.outrider.ui.design.Field
import org.outrider.ui.design.MainButton
import org.outrider.ui.design.Quiet
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Sheet
import org.outrider.ui.shell.Shell

/** Asks why: one of the organisation's reasons, or the person's own words. */
@Composable
internal fun ReasonSheet(shell: Shell, view: TaskView, kind: ActionKind, onClose: () -> Unit) {
    val words = shell.words.task.reason
    var chosen by rememberSaveable { mutableStateOf<String?>(null) }
    var own by rememberSaveable { mutableStateOf("") }
    var missed by rememberSaveable { mutableStateOf(false) }
    val needed = view.actions.any { it.kind == kind && it.needsReason }
    val title = when (kind) {
        ActionKind.DECLINE -> words.decline
        ActionKind.CANCEL -> words.cancel
        else -> words.notDone
    }
    Sheet(shell, title, onClose) {
        reasons(shell, kind).forEach { offered ->
            ChoiceLine(
                offered.reason.text,
                chosen == offered.code,
                { chosen = offered.code; own = ""; missed = false },
                Modifier.testTag("reason/${offered.code}"),
            )
        }
        Field(
            words.own,
            own,
            { own = it; chosen = null; missed = false },
            Modifier.testTag("reason/own"),
            wrong = words.needed.takeIf { missed },
            lines = 2,
        )
        if (!needed) Quiet(words.optional)
        MainButton(
            name(shell, kind),
            {
                val reason = chosen ?: own.trim()
                missed = needed && reason.isEmpty()
                if (!missed && say(shell, view.task, kind, reason)) onClose()
            },
            Modifier.testTag("reason/say"),
        )
    }
}

@Composable
private fun reasons(shell: Shell, kind: ActionKind): List<NamedReason> {
    val use = when (kind) {
        ActionKind.DECLINE -> ReasonUse.Declined
        ActionKind.CANCEL -> return emptyList()
        else -> ReasonUse.NotDone
    }
    val look = shell.look { it.settingsView().reasons }
    val known = (look as? Look.Shown)?.view.orEmpty()
    return known.filter { it.reason.usedFor == use && !it.reason.retired }
}
