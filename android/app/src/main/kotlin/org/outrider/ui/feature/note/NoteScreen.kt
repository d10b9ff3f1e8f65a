package org.outrider.ui.feature.note

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import kotlinx.coroutines.delay
import org.outrider.bindings.Phone
import org.outrider.core.AppException
import org.outrider.core.DraftContent
import org.outrider.core.NextStepToMake
import org.outrider.core.NoteView
import org.outrider.core.Source
import org.outrider.model.Priority
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Page
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.FailureNotice
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Primary
import org.outrider.ui.shell.Shell

/** After so many milliseconds without a letter a draft goes to the server. */
private const val REST = 60_000L

/** The editor of a note: it keeps every letter, and says where it is safe. */
@Composable
fun NoteScreen(shell: Shell, note: String, customer: String?, task: String?) {
    val words = shell.words.note
    val look = shell.look(note, customer, task) { it.noteView(note, customer, task) }
    val first = (look as? Look.Shown)?.view
    if (first == null) {
        Frame(shell, words.title) { FailureNotice(shell, (look as Look.Failed).failure) }
        return
    }
    val editor = remember(note) { Editor(shell, note, first) }
    var next by rememberSaveable { mutableStateOf(false) }
    var empty by rememberSaveable { mutableStateOf(false) }
    Keeping(shell, editor)
    val finish = Primary(words.finish, Icons.Check, editor.over == 0uL) {
        empty = editor.content.body.isBlank()
        if (!empty && editor.finish(first, next)) shell.way.back()
    }
    Frame(shell, words.title, shell.words.help.note, primary = finish.takeUnless { first.withdrawn }) {
        NotePage(shell, first, editor, next, empty) { next = it }
    }
}

/** Sends what is typed as a draft when the person leaves, when the app goes out of sight, and after a rest. */
@Composable
private fun Keeping(shell: Shell, editor: Editor) {
    DisposableEffect(editor) {
        val back = shell.beforeLeaving { editor.send() }
        onDispose {
            back()
            editor.send()
        }
    }
    LaunchedEffect(editor, editor.content) {
        delay(REST)
        editor.send()
    }
}

@Composable
private fun ColumnScope.NotePage(shell: Shell, view: NoteView, editor: Editor, next: Boolean, empty: Boolean, onNext: (Boolean) -> Unit) {
    val words = shell.words.note
    Page(Modifier.weight(1f)) {
        item("about") { About(shell, view, editor) }
        if (view.withdrawn) item("withdrawn") { Notice(words.withdrawn, tone = Tone.Warn) }
        view.elsewhere?.let { other -> item("elsewhere") { ElsewhereNotice(shell, other, editor) } }
        if (view.hasMoved) item("moved") { Notice(words.moved) }
        item("text") { TextField(shell, view, editor, empty) }
        item("dictation") { DictationButton(shell, editor) }
        item("outcome") { OutcomeChips(shell, editor) }
        item("met") { MetField(shell, editor) }
        item("next") { NextStep(shell, view, next, onNext) }
        item("away") { Away(shell, view, editor) }
    }
}

/** What stands in the editor, and how it is kept. Every letter is on the disk before the next is typed. */
internal class Editor(private val shell: Shell, val note: String, view: NoteView) {
    var content by mutableStateOf(
        DraftContent(view.customer, view.task, view.activity?.id, view.outcome, view.met, view.text),
    )
        private set

    /** Whether the disk has all of it. */
    var kept by mutableStateOf(true)
        private set

    /** How many bytes it has too many to be kept. */
    var over by mutableStateOf(view.bytesOver)
        private set

    /** Whether there is something that the server was not told. */
    private var ahead = false

    private val isWritten = view.mark != null
    private var isOpen = view.source is Source.Typed || !isWritten
    private var isOver = false

    fun type(change: DraftContent.() -> DraftContent) {
        content = content.change()
        kept = false
        // A note that stands is edited from the text that was read, so that the two can be joined.
        if (!isOpen) isOpen = shell.quietly { it.openNote(note) } != null
        kept = shell.quietly { keep(it) } ?: false
        ahead = true
        isOver = false
    }

    /** What is too long is said beside the text, and stays there as long as it is. */
    private fun keep(phone: Phone): Boolean =
        try {
            phone.typeNote(note, content)
            over = 0uL
            true
        } catch (failure: AppException.TooLong) {
            over = failure.bytes - failure.allowed
            false
        }

    /** Hands what is typed to the server as a draft. */
    fun send() {
        if (!ahead || isOver) return
        ahead = false
        if (kept && content.body.isNotBlank()) shell.quietly { it.saveDraft(note) }
    }

    /** Takes what was typed on another device. */
    fun take(text: String) = type { copy(body = text) }

    fun finish(view: NoteView, withNext: Boolean): Boolean {
        val step = view.next?.takeIf { withNext }?.let { suggested ->
            NextStepToMake(
                title = suggested.activity.name ?: view.customerName ?: shell.words.note.next.title,
                activity = suggested.activity.id,
                planDay = suggested.planDay,
                priority = Priority.Normal,
            )
        }
        val done = shell.tap { phone ->
            if (isWritten) phone.editNote(note, content) else phone.writeNote(note, content, step)
            true
        }
        if (done == true) over()
        return done == true
    }

    fun discard(): Boolean {
        val done = shell.tap { it.discardDraft(note); true }
        if (done == true) over()
        return done == true
    }

    fun withdraw(): Boolean {
        val done = shell.tap { it.withdrawNote(note); true }
        if (done == true) over()
        return done == true
    }

    private fun over() {
        isOver = true
        ahead = false
    }
}
