package org.outrider.ui.feature.note

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import org.outrider.model.Purpose
import org.outrider.ui.design.Body
import org.outrider.ui.design.Gap
import org.outrider.ui.design.Icons
import org.outrider.ui.design.MainButton
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.Dictation
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Permission
import org.outrider.ui.shell.Sheet
import org.outrider.ui.shell.Shell

/** The version of the words that stand beside the button of consent. */
internal const val DICTATION_TERMS = 1u

/** Speech for text. What leaves the phone for it does so only when the person has agreed. */
@Composable
internal fun DictationButton(shell: Shell, editor: Editor) {
    val words = shell.words.note.dictation
    val kind = shell.platform.dictation
    if (kind == Dictation.None) {
        Quiet(words.none)
        return
    }
    val scope = rememberCoroutineScope()
    var asked by remember { mutableStateOf(false) }
    var said by remember { mutableStateOf<String?>(null) }
    var listening by remember { mutableStateOf<Job?>(null) }
    val agreed = kind == Dictation.OnPhone || hasAgreed(shell)
    fun begin() {
        listening = scope.launch {
            said = listen(shell, editor)
            listening = null
        }
    }
    Column(verticalArrangement = Arrangement.spacedBy(Gap)) {
        if (listening == null) {
            SideButton(words.start, { if (agreed) begin() else asked = true }, Modifier.testTag("note/dictate"), Icons.Microphone)
        } else {
            Notice(words.listening, icon = Icons.Microphone) {
                SideButton(words.stop, { listening?.cancel(); listening = null }, Modifier.testTag("note/dictate/stop"), Icons.Stop)
            }
        }
        if (kind == Dictation.OnPhone) Quiet(words.onPhone)
        said?.let { Notice(it, tone = Tone.Warn) }
    }
    if (asked) {
        ConsentSheet(shell, { asked = false }) {
            asked = false
            begin()
        }
    }
}

/** Listens; returns what went wrong, in words. */
private suspend fun listen(shell: Shell, editor: Editor): String? {
    val words = shell.words.note.dictation
    if (!shell.platform.ask(Permission.Microphone)) return words.notAllowed
    val understood = shell.platform.listen { heard ->
        editor.type { copy(body = listOf(body.trimEnd(), heard).filter { it.isNotEmpty() }.joinToString(" ")) }
    }
    return if (understood) null else words.failed
}

@Composable
private fun hasAgreed(shell: Shell): Boolean {
    val look = shell.look { phone -> phone.myDataView().consents.any { it.purpose == Purpose.Dictation && it.given } }
    return (look as? Look.Shown)?.view ?: false
}

@Composable
private fun ConsentSheet(shell: Shell, onClose: () -> Unit, onAgree: () -> Unit) {
    val words = shell.words.myData.consent
    Sheet(shell, words.dictation.title, onClose) {
        Body(words.dictation.terms)
        MainButton(
            words.agree,
            { if (shell.tap { it.giveConsent(Purpose.Dictation, DICTATION_TERMS) } != null) onAgree() },
            Modifier.testTag("note/dictate/agree"),
        )
        SideButton(words.decline, onClose, Modifier.testTag("note/dictate/decline"))
    }
}
