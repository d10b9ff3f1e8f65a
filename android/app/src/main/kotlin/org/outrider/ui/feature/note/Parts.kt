package org.outrider.ui.feature.note

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import org.outrider.core.Elsewhere
import org.outrider.core.NoteView
import org.outrider.core.Source
import org.outrider.model.Outcome
import org.outrider.ui.design.Body
import org.outrider.ui.design.Chips
import org.outrider.ui.design.Field
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Gap
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Line
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.Tell
import org.outrider.ui.design.TickLine
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.Mark
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.of

/** Below so many bytes that are left, the room is told. */
private const val SCARCE = 2_000uL

private val Outcomes = listOf(Outcome.Positive, Outcome.Open, Outcome.Negative, Outcome.Absent)

/** About whom, for which task, and where it is safe. */
@Composable
internal fun About(shell: Shell, view: NoteView, editor: Editor) {
    val words = shell.words.note
    Column(verticalArrangement = Arrangement.spacedBy(Gap)) {
        val customer = view.customer
        if (customer == null) {
            Quiet(words.aboutNobody)
        } else {
            val name = view.customerName ?: shell.words.format.somebody
            Line(
                words.about(name),
                Modifier.testTag("note/customer"),
                view.taskTitle?.let { words.forTask(it) },
                Icons.Place,
                shell.words.label.openCustomer(name),
                { shell.way.go(Screen.Customer(customer)) },
            )
        }
        Flow {
            if (view.source is Source.Typed) Tell(words.draft, icon = Icons.Note)
            Quiet(
                safe(shell, view, editor),
                Modifier.testTag("note/safe").semantics { liveRegion = LiveRegionMode.Polite },
            )
            view.mark?.let { Mark(shell, it) }
        }
    }
}

private fun safe(shell: Shell, view: NoteView, editor: Editor): String {
    val words = shell.words.note
    val source = view.source
    return when {
        !editor.kept -> words.notSaved
        source is Source.Typed -> words.savedAt(shell.format.moment(source.savedAt))
        source == Source.Note -> words.savedHere
        else -> words.finishHint
    }
}

@Composable
internal fun TextField(shell: Shell, view: NoteView, editor: Editor, empty: Boolean) {
    val words = shell.words.note
    val wrong = when {
        editor.over > 0uL -> words.tooLong(shell.format.size(editor.over.toLong()))
        empty && editor.content.body.isBlank() -> words.empty
        else -> null
    }
    Field(
        words.placeholder,
        editor.content.body,
        { text -> editor.type { copy(body = text) } },
        Modifier.testTag("note/text"),
        wrong = wrong,
        lines = 6,
    )
    if (wrong == null && view.bytesLeft < SCARCE) Quiet(words.room(shell.format.size(view.bytesLeft.toLong())))
}

@Composable
internal fun ElsewhereNotice(shell: Shell, other: Elsewhere, editor: Editor) {
    val words = shell.words.note.elsewhere
    if (other.text == editor.content.body) return
    Notice(words.title, tone = Tone.Warn) {
        Body(other.text)
        Flow {
            SideButton(words.take, { editor.take(other.text) }, Modifier.testTag("note/elsewhere/take"))
            // What is typed here goes on; its next draft stands in place of the other.
            SideButton(words.leave, { editor.type { this } }, Modifier.testTag("note/elsewhere/leave"))
        }
    }
}

@Composable
internal fun OutcomeChips(shell: Shell, editor: Editor) {
    Column(verticalArrangement = Arrangement.spacedBy(Gap)) {
        Heading(shell.words.note.outcome)
        Chips(Outcomes, editor.content.outcome, { shell.words.of(it) }, { one ->
            editor.type { copy(outcome = one.takeIf { it != outcome }) }
        })
    }
}

@Composable
internal fun MetField(shell: Shell, editor: Editor) {
    Field(
        shell.words.note.met,
        editor.content.met,
        { text -> editor.type { copy(met = text) } },
        Modifier.testTag("note/met"),
    )
}

/** What may come next, for the person to take or leave. */
@Composable
internal fun NextStep(shell: Shell, view: NoteView, taken: Boolean, onTake: (Boolean) -> Unit) {
    val next = view.next ?: return
    // A note that stands gets no next step by being edited.
    if (view.mark != null) return
    val words = shell.words.note.next
    val activity = next.activity.name ?: shell.words.task.title
    Column {
        Heading(words.title)
        TickLine(
            words.suggest(activity, shell.format.day(next.planDay)),
            taken,
            onTake,
            Modifier.testTag("note/next"),
        )
    }
}

/** The ways to be rid of it. */
@Composable
internal fun Away(shell: Shell, view: NoteView, editor: Editor) {
    val words = shell.words.note
    Flow {
        if (view.source is Source.Typed) {
            SideButton(
                words.discard,
                { if (editor.discard()) shell.way.back() },
                Modifier.testTag("note/discard"),
                Icons.Trash,
                warns = true,
            )
        }
        if (view.mark != null && !view.withdrawn) {
            SideButton(
                words.withdraw,
                { if (editor.withdraw()) shell.way.back() },
                Modifier.testTag("note/withdraw"),
                Icons.Undo,
                warns = true,
            )
        }
    }
}
