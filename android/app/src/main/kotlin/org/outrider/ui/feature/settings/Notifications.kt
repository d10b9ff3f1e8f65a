package org.outrider.ui.feature.settings

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import kotlinx.coroutines.launch
import org.outrider.ui.design.ChoiceLine
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.SwitchLine
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.ListSheet
import org.outrider.ui.shell.Permission
import org.outrider.ui.shell.Shell

/** The evening and the night, until the person says otherwise. */
private val Night = org.outrider.ui.shell.Quiet(from = 20 * 60, until = 7 * 60)

private const val HALF_HOUR = 30

/** Whether the phone may ring, what it then shows, and when it is quiet. */
@Composable
internal fun NotificationsCard(shell: Shell) {
    val words = shell.words.settings.notifications
    val scope = rememberCoroutineScope()
    val preferences = shell.preferences
    var denied by rememberSaveable { mutableStateOf(false) }
    Section(words.title) {
        SwitchLine(
            words.title,
            preferences.notifications,
            { on ->
                denied = false
                if (!on) {
                    shell.prefer { copy(notifications = false) }
                } else {
                    scope.launch {
                        if (shell.platform.ask(Permission.Notifications)) shell.prefer { copy(notifications = true) } else denied = true
                    }
                }
            },
            Modifier.testTag("settings/notifications"),
            words.text,
        )
        if (denied) Notice(words.off, tone = Tone.Warn)
        if (preferences.notifications) {
            SwitchLine(
                words.hide,
                preferences.hideTitles,
                { shell.prefer { copy(hideTitles = it) } },
                Modifier.testTag("settings/hide-titles"),
            )
            QuietHours(shell)
        }
    }
}

@Composable
private fun QuietHours(shell: Shell) {
    val words = shell.words.settings.notifications
    val quiet = shell.preferences.quiet
    Heading(words.quiet)
    Column(Modifier.selectableGroup()) {
        ChoiceLine(words.quietWork, quiet == null, { shell.prefer { copy(quiet = null) } }, Modifier.testTag("settings/quiet/work"))
        ChoiceLine(
            words.quietOwn,
            quiet != null,
            { shell.prefer { copy(quiet = quiet ?: Night) } },
            Modifier.testTag("settings/quiet/own"),
        )
    }
    if (quiet != null) {
        Flow {
            Edge(shell, words.from, quiet.from, "from") { shell.prefer { copy(quiet = quiet.copy(from = it)) } }
            Edge(shell, words.until, quiet.until, "until") { shell.prefer { copy(quiet = quiet.copy(until = it)) } }
        }
    }
    Quiet(words.quietText)
}

@Composable
private fun Edge(shell: Shell, name: String, minute: Int, tag: String, onChoose: (Int) -> Unit) {
    var asked by rememberSaveable { mutableStateOf(false) }
    SideButton(shell.words.format.pair(name, shell.format.minute(minute)), { asked = true }, Modifier.testTag("settings/quiet/$tag"), Icons.Clock)
    if (asked) {
        val times = (0 until 24 * 60 step HALF_HOUR).toList()
        ListSheet(shell, name, times, minute, shell.format::minute, { asked = false }, onChoose)
    }
}
