package org.outrider.ui.feature.checkin

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import kotlinx.coroutines.launch
import org.outrider.core.Candidate
import org.outrider.core.CheckInView
import org.outrider.core.Hit
import org.outrider.core.OpenVisit
import org.outrider.core.Shortfall
import org.outrider.model.Fix
import org.outrider.model.Whereabouts
import org.outrider.ui.design.Card
import org.outrider.ui.design.Chips
import org.outrider.ui.design.Empty
import org.outrider.ui.design.Field
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Line
import org.outrider.ui.design.MainButton
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.Tell
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.Located
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Permission
import org.outrider.ui.shell.Sheet
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.of

/** A visit that has no end yet, with the way out of it. */
@Composable
internal fun OpenVisitNotice(shell: Shell, visit: OpenVisit, fix: Fix?) {
    val words = shell.words.checkIn.`open`
    var asked by rememberSaveable { mutableStateOf(false) }
    val since = shell.format.civil(visit.begun)
    val line = visit.customerName?.let { words.line(it, since) } ?: words.somewhere(since)
    Notice(words.title, text = "$line\n${words.both}", tone = Tone.Warn) {
        Flow {
            SideButton(
                words.leave,
                { shell.tap { it.checkOut(visit.checkIn, fix) } },
                Modifier.testTag("check-in/leave/${visit.checkIn}"),
                Icons.Check,
            )
            SideButton(words.withdraw, { asked = true }, Modifier.testTag("check-in/withdraw/${visit.checkIn}"), Icons.Undo)
        }
    }
    if (asked) WithdrawSheet(shell, visit) { asked = false }
}

@Composable
private fun WithdrawSheet(shell: Shell, visit: OpenVisit, onClose: () -> Unit) {
    val words = shell.words.checkIn.`open`
    var why by rememberSaveable { mutableStateOf("") }
    Sheet(shell, words.withdraw, onClose) {
        Field(words.withdrawWhy, why, { why = it }, Modifier.testTag("check-in/why"), lines = 2)
        MainButton(
            words.withdraw,
            {
                if (shell.tap { it.withdrawCheckIn(visit.checkIn, why.trim()); true } != null) onClose()
            },
            Modifier.testTag("check-in/withdraw"),
        )
    }
}

/** What the phone knows of where it is, and what would help it. */
@Composable
internal fun PlaceNotice(shell: Shell, place: Place, view: CheckInView) {
    val words = shell.words.checkIn
    when {
        place.located == null && place.fix == null -> Quiet(words.locating)
        place.located == Located.NotAllowed -> Ask(shell, place)
        place.located == Located.SwitchedOff -> Notice(words.shortfall.off, tone = Tone.Warn)
        else -> when (view.shortfall) {
            Shortfall.NO_FIX -> Notice(words.shortfall.noFix)
            Shortfall.NO_ACCURACY -> Notice(words.shortfall.noAccuracy)
            Shortfall.MOCK -> Notice(words.shortfall.mock, tone = Tone.Warn)
            null -> Quiet(words.accuracy(shell.format.distance(view.accuracyMm)))
        }
    }
}

@Composable
private fun Ask(shell: Shell, place: Place) {
    val words = shell.words.permission.location
    val scope = rememberCoroutineScope()
    var denied by remember { mutableStateOf(false) }
    if (denied) {
        Notice(words.denied, text = shell.words.checkIn.shortfall.notAllowed)
        return
    }
    Notice(words.title, text = words.text) {
        SideButton(
            words.allow,
            { scope.launch { if (shell.platform.ask(Permission.Location)) place.again() else denied = true } },
            Modifier.testTag("check-in/allow"),
            Icons.Place,
        )
    }
}

/** The customer that the check-in is for, and what the position says of it. */
@Composable
internal fun Meant(shell: Shell, candidate: Candidate, task: String?, onTask: (String?) -> Unit) {
    val words = shell.words.checkIn
    Card(Modifier.testTag("check-in/meant")) {
        Text(
            if (candidate.verdict?.verdict == Whereabouts.Inside) words.confirm(candidate.name) else candidate.name,
            Modifier.semantics { heading() },
            style = MaterialTheme.typography.titleMedium,
        )
        if (candidate.address.isNotEmpty()) Quiet(candidate.address)
        Quiet(away(shell, candidate))
        candidate.verdict?.let { verdict ->
            val text = when (verdict.verdict) {
                Whereabouts.Inside -> words.verdict.inside
                Whereabouts.Outside -> words.verdict.outside
                Whereabouts.Uncertain, is Whereabouts.Unknown -> words.verdict.uncertain
            }
            Notice(text, tone = if (verdict.verdict == Whereabouts.Inside) Tone.Good else Tone.Calm)
        }
        if (candidate.tasks.isNotEmpty()) ForTask(shell, candidate, task, onTask)
    }
}

@Composable
private fun ForTask(shell: Shell, candidate: Candidate, task: String?, onTask: (String?) -> Unit) {
    val words = shell.words.checkIn
    val look = shell.look(candidate.tasks) { phone -> candidate.tasks.associateWith { phone.taskView(it, null).title } }
    val titles = (look as? Look.Shown)?.view.orEmpty()
    Quiet(words.forTask)
    Chips(
        candidate.tasks + null,
        task?.takeIf { it in candidate.tasks },
        { id -> id?.let { titles[it] } ?: words.noTask },
        onTask,
    )
}

/** Another customer that may be meant. */
@Composable
internal fun CandidateLine(shell: Shell, candidate: Candidate, onChoose: () -> Unit) {
    val words = shell.words.checkIn
    Card(Modifier.testTag("check-in/customer/${candidate.customer}"), onChoose, words.confirm(candidate.name)) {
        Text(candidate.name, style = MaterialTheme.typography.titleSmall)
        if (candidate.address.isNotEmpty()) Quiet(candidate.address)
        Flow {
            Quiet(away(shell, candidate))
            if (candidate.isOfTask) Tell(words.ofTask, icon = Icons.Task, tone = Tone.Good)
            if (candidate.tasks.isNotEmpty()) Tell(words.tasks(candidate.tasks.size))
            candidate.verdict?.let { Tell(shell.words.of(it.verdict)) }
        }
    }
}

private fun away(shell: Shell, candidate: Candidate): String =
    candidate.distanceMm?.let { shell.words.today.reason.away(shell.format.distance(it)) } ?: shell.words.checkIn.noPlace

/** Customers by what was typed. */
@Composable
internal fun Found(shell: Shell, typed: String, onChoose: (String) -> Unit) {
    val look = shell.look(typed) { it.searchView(typed) }
    val hits = (look as? Look.Shown)?.view?.hits.orEmpty().filterIsInstance<Hit.Customer>()
    if (hits.isEmpty()) {
        Empty(shell.words.customers.empty.found(typed))
        return
    }
    Card {
        hits.forEach { hit ->
            val name = hit.name.pieces.joinToString("") { it.text }
            val address = hit.address.pieces.joinToString("") { it.text }
            Line(
                name,
                Modifier.testTag("check-in/customer/${hit.customer}"),
                address,
                Icons.Place,
                shell.words.checkIn.confirm(name),
                { onChoose(hit.customer) },
            )
        }
    }
}

/** Offers what most people do next. */
@Composable
internal fun AfterArrival(shell: Shell, onNote: () -> Unit, onLater: () -> Unit) {
    val words = shell.words.checkIn.after
    Notice(shell.words.undo.checkInArrive, text = words.note, tone = Tone.Good) {
        MainButton(words.write, onNote, Modifier.testTag("check-in/note"), Icons.Note)
        SideButton(shell.words.action.notNow, onLater, Modifier.testTag("check-in/later"))
    }
}
