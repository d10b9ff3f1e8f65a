package org.outrider.ui.feature.checkin

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.Candidate
import org.outrider.core.CheckInView
import org.outrider.core.Choice
import org.outrider.model.Fix
import org.outrider.ui.design.Empty
import org.outrider.ui.design.Field
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Page
import org.outrider.ui.design.Quiet
import org.outrider.ui.shell.FailureNotice
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Located
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Primary
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell

/** Whom the person visits: what fits the position, confirmed or chosen by the person. */
@Composable
fun CheckInScreen(shell: Shell, task: String?, customer: String?) {
    val words = shell.words.checkIn
    val place = rememberPlace(shell)
    val look = shell.look(place.fix, task) { it.checkInView(place.fix, task) }
    val view = (look as? Look.Shown)?.view
    var chosen by rememberSaveable { mutableStateOf(customer) }
    var chosenTask by rememberSaveable { mutableStateOf(task) }
    var arrivedAt by rememberSaveable { mutableStateOf<String?>(null) }
    val meant = chosen ?: (view?.choice as? Choice.Confirm)?.customer
    val candidate = meant?.let { id -> view?.candidates?.find { it.customer == id } ?: elsewhere(shell, id) }
    val go = Primary(words.go, Icons.Place, candidate != null) {
        if (candidate != null && arrive(shell, candidate, chosenTask, place.fix)) arrivedAt = candidate.customer
    }
    Frame(shell, words.title, shell.words.help.checkIn, primary = go.takeIf { arrivedAt == null }) {
        when {
            look is Look.Failed -> FailureNotice(shell, look.failure)
            arrivedAt != null -> Arrived(shell, arrivedAt, chosenTask)
            view != null -> Choices(shell, view, place, candidate, chosenTask, { chosenTask = it }) { chosen = it }
        }
    }
}

private fun arrive(shell: Shell, candidate: Candidate, task: String?, fix: Fix?): Boolean =
    shell.tap { it.checkIn(candidate.customer, candidate.site, task, fix) } != null

@Composable
private fun ColumnScope.Choices(
    shell: Shell,
    view: CheckInView,
    place: Place,
    candidate: Candidate?,
    task: String?,
    onTask: (String?) -> Unit,
    onChoose: (String) -> Unit,
) {
    var typed by rememberSaveable { mutableStateOf("") }
    val words = shell.words.checkIn
    Page(Modifier.weight(1f)) {
        items(view.open, key = { "open/${it.checkIn}" }) { OpenVisitNotice(shell, it, place.fix) }
        item("place") { PlaceNotice(shell, place, view) }
        if (candidate != null) item("meant") { Meant(shell, candidate, view.task ?: task, onTask) }
        val others = view.candidates.filter { it.customer != candidate?.customer }
        item("choose") { Asked(shell, view.choice, candidate) }
        item("search") {
            Field(words.search, typed, { typed = it }, Modifier.testTag("check-in/search"), showLabel = false, hint = words.search)
        }
        if (typed.isBlank()) {
            items(others, key = { it.customer }) { CandidateLine(shell, it) { onChoose(it.customer) } }
            if (view.candidates.isEmpty()) item("nobody") { Empty(words.empty, icon = Icons.People) }
        } else {
            found(shell, typed, onChoose)
        }
    }
}

private fun LazyListScope.found(shell: Shell, typed: String, onChoose: (String) -> Unit) {
    item("found") { Found(shell, typed, onChoose) }
}

@Composable
private fun Asked(shell: Shell, choice: Choice, candidate: Candidate?) {
    val words = shell.words.checkIn
    if (candidate != null) return
    when (choice) {
        is Choice.Confirm -> Unit
        is Choice.Choose -> Quiet(words.choose(choice.fitting))
        Choice.ChooseFreely -> {
            Quiet(words.chooseFreely)
            Quiet(words.chooseFreelyText)
        }
    }
}

/** A customer that the position does not bring up, chosen by name. */
@Composable
private fun elsewhere(shell: Shell, id: String): Candidate? {
    val look = shell.look(id) { it.customerView(id, null) }
    val view = (look as? Look.Shown)?.view ?: return null
    val site = view.sites.firstOrNull()
    return Candidate(
        customer = view.customer,
        name = view.name,
        address = view.address,
        site = site?.site,
        siteName = site?.name.orEmpty(),
        distanceMm = null,
        verdict = null,
        fits = false,
        isOfTask = false,
        tasks = view.openTasks.map { it.task },
    )
}

/** Where the phone is, as far as it knows by now. */
internal class Place(val located: Located?, val fix: Fix?, val again: () -> Unit)

@Composable
private fun rememberPlace(shell: Shell): Place {
    var tries by remember { mutableStateOf(0) }
    var located by remember { mutableStateOf<Located?>(null) }
    LaunchedEffect(tries) {
        located = null
        located = shell.platform.locate()
    }
    val fix = (located as? Located.Found)?.fix ?: remember(tries) { shell.platform.lastFix() }
    return Place(located, fix) { tries++ }
}

/** What comes after an arrival. */
@Composable
private fun ColumnScope.Arrived(shell: Shell, customer: String?, task: String?) {
    Page(Modifier.weight(1f)) {
        item {
            AfterArrival(
                shell,
                onNote = { shell.quietly { it.newNote() }?.let { shell.way.replace(Screen.Note(it, customer, task)) } },
                onLater = { if (!shell.way.back()) shell.way.start(Screen.Today) },
            )
        }
    }
}
