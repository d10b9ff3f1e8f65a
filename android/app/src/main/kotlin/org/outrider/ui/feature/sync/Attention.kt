package org.outrider.ui.feature.sync

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.bindings.Phone
import org.outrider.core.AppException
import org.outrider.core.AttentionLine
import org.outrider.core.Remedy
import org.outrider.core.WaitingLine
import org.outrider.ui.design.Body
import org.outrider.ui.design.Card
import org.outrider.ui.design.Field
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Icons
import org.outrider.ui.design.MainButton
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.Tell
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.Sheet
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.field
import org.outrider.ui.shell.of

/** What the server could not take, each with its reason and what can be done. */
internal fun LazyListScope.attention(shell: Shell, lines: List<AttentionLine>) {
    val words = shell.words.sync.attention
    item("attention") { Heading(words.title) }
    if (lines.isEmpty()) {
        item("attention-empty") { Quiet(words.empty) }
        return
    }
    item("attention-text") { Quiet(words.text) }
    items(lines, key = { "attention/${it.line.change.change}" }) { AttentionCard(shell, it) }
    item("export") { SideButton(words.export, { export(shell) }, Modifier.testTag("sync/export"), Icons.Share) }
}

private fun export(shell: Shell) {
    val text = shell.ask(Phone::exportRefused) ?: return
    shell.platform.share(shell.words.sync.attention.title, text)
}

/** Asks for something at a tap; what went wrong is said. */
private fun <T> Shell.ask(question: (Phone) -> T): T? =
    try {
        question(phone)
    } catch (failure: AppException) {
        say(failure)
        null
    }

@Composable
private fun AttentionCard(shell: Shell, line: AttentionLine) {
    val words = shell.words
    val change = line.line.change
    val field = line.why.field
    Card(Modifier.testTag("sync/attention/${change.change}")) {
        Text(happened(words, change.happened), style = MaterialTheme.typography.titleSmall)
        line.line.aboutName?.let { Body(it) }
        Tell(words.of(line.why.code), icon = Icons.Alert, tone = Tone.Wrong)
        if (field.isNotEmpty()) Quiet(words.sync.attention.field(words.field(field)))
        Body(remedy(words, line.why.code))
        if (line.dependents.isNotEmpty()) {
            Quiet(words.sync.attention.dependents(line.dependents.size))
            line.dependents.forEach { Quiet(named(shell, it)) }
        }
        Remedies(shell, line)
    }
}

@Composable
private fun Remedies(shell: Shell, line: AttentionLine) {
    val words = shell.words.sync.attention
    val change = line.line.change.change
    var asked by rememberSaveable(change) { mutableStateOf(false) }
    var mended by rememberSaveable(change) { mutableStateOf(false) }
    Flow {
        line.remedies.forEach { remedy ->
            when (remedy) {
                Remedy.SayAgain ->
                    SideButton(words.sayAgain, { shell.tap { it.sayAgain(change) } }, Modifier.testTag("sync/again/$change"), Icons.Sync)
                is Remedy.EditText ->
                    SideButton(words.editText, { mended = true }, Modifier.testTag("sync/mend/$change"), Icons.Note)
                Remedy.Discard ->
                    SideButton(words.discard, { asked = true }, Modifier.testTag("sync/discard/$change"), Icons.Trash, warns = true)
                // One copy holds all of them; it stands below.
                Remedy.Export -> Unit
            }
        }
    }
    if (asked) DiscardSheet(shell, line) { asked = false }
    if (mended) line.remedies.filterIsInstance<Remedy.EditText>().firstOrNull()?.let { MendSheet(shell, change, it) { mended = false } }
}

/** Nothing brings it back, so it is asked. */
@Composable
private fun DiscardSheet(shell: Shell, line: AttentionLine, onClose: () -> Unit) {
    val words = shell.words
    val change = line.line.change.change
    Sheet(shell, words.sync.attention.discard, onClose) {
        Body(named(shell, line.line))
        if (line.dependents.isNotEmpty()) {
            Notice(words.sync.attention.discardAll(line.dependents.size), tone = Tone.Warn)
            line.dependents.forEach { Quiet(named(shell, it)) }
        }
        SideButton(words.sync.attention.export, { export(shell) }, Modifier.fillMaxWidth().testTag("sync/discard/export"), Icons.Share)
        SideButton(
            words.sync.attention.discard,
            {
                shell.tap { it.discardRefused(change) }
                onClose()
            },
            Modifier.fillMaxWidth().testTag("sync/discard/go"),
            Icons.Trash,
            warns = true,
        )
    }
}

/** Says the same with another text. */
@Composable
private fun MendSheet(shell: Shell, change: String, remedy: Remedy.EditText, onClose: () -> Unit) {
    val words = shell.words
    var text by rememberSaveable(change) { mutableStateOf(remedy.text) }
    Sheet(shell, words.sync.attention.editText, onClose) {
        Field(words.field(remedy.field), text, { text = it }, Modifier.testTag("sync/mend/text"), lines = 4)
        MainButton(
            words.sync.attention.sayAgain,
            { if (shell.tap { it.mendText(change, text) } != null) onClose() },
            Modifier.testTag("sync/mend/go"),
            Icons.Sync,
        )
    }
}

/** What happened, and to what. */
internal fun named(shell: Shell, line: WaitingLine): String {
    val what = happened(shell.words, line.change.happened)
    return line.aboutName?.let { shell.words.format.pair(what, it) } ?: what
}
