package org.outrider.ui.feature.work

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.launch
import org.outrider.core.LocationMode
import org.outrider.core.WorkState
import org.outrider.core.WorkView
import org.outrider.ui.design.Body
import org.outrider.ui.design.Card
import org.outrider.ui.design.Empty
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Icons
import org.outrider.ui.design.MainButton
import org.outrider.ui.design.Page
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.Sign
import org.outrider.ui.design.TextAction
import org.outrider.ui.shell.FailureNotice
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Permission
import org.outrider.ui.shell.Primary
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Sheet
import org.outrider.ui.shell.Shell

/** Whether one is at work, since when, and what of it needs another end. */
@Composable
fun WorkScreen(shell: Shell) {
    val words = shell.words
    var choosing by rememberSaveable { mutableStateOf(false) }
    val look = shell.look { it.workView() }
    val view = (look as? Look.Shown)?.view
    val begin = beginning(shell)
    Frame(
        shell,
        words.work.title,
        words.help.work,
        primary = view?.let { primary(shell, it, begin) { choosing = true } },
        below = view?.let { below(shell, it) },
    ) {
        when (look) {
            is Look.Shown -> WorkPage(shell, look.view)
            is Look.Failed -> FailureNotice(shell, look.failure)
        }
    }
    if (choosing) BreakSheet(shell) { choosing = false }
}

/** Starts work; where the way on duty is kept, the device is asked afterwards, so that no answer keeps from working. */
@Composable
private fun beginning(shell: Shell): () -> Unit {
    val scope = rememberCoroutineScope()
    return {
        if (shell.tap { it.startWork() } != null) {
            val isTracked = runCatching { shell.phone.workView().isTracked && shell.phone.locationMode() != LocationMode.CHECK_IN }
            if (isTracked.getOrDefault(false)) scope.launch { shell.platform.ask(Permission.LocationAtWork) }
        }
    }
}

private fun primary(shell: Shell, view: WorkView, onStart: () -> Unit, onPause: () -> Unit): Primary {
    val words = shell.words.work
    return when (view.state) {
        WorkState.Off -> Primary(words.start, Icons.Play, onTap = onStart)
        is WorkState.Working -> Primary(words.pause, Icons.Pause, onTap = onPause)
        is WorkState.Paused -> Primary(words.resume, Icons.Play) { shell.tap { it.resumeWork() } }
    }
}

private fun below(shell: Shell, view: WorkView): (@Composable ColumnScope.() -> Unit)? {
    if (view.state == WorkState.Off) return null
    return {
        SideButton(
            shell.words.work.end,
            { shell.tap { it.endWork() } },
            Modifier.fillMaxWidth().testTag("work/end"),
            Icons.Stop,
        )
    }
}

@Composable
private fun BreakSheet(shell: Shell, onClose: () -> Unit) {
    val words = shell.words.work
    val pause = { paid: Boolean ->
        shell.tap { it.pauseWork(paid) }
        onClose()
    }
    Sheet(shell, words.pauseWhich, onClose) {
        MainButton(words.pauseUnpaid, { pause(false) }, Modifier.testTag("work/pause/unpaid"), Icons.Pause)
        SideButton(words.pausePaid, { pause(true) }, Modifier.fillMaxWidth().testTag("work/pause/paid"), Icons.Pause)
    }
}

@Composable
private fun ColumnScope.WorkPage(shell: Shell, view: WorkView) {
    val words = shell.words.work
    Page(Modifier.weight(1f)) {
        item("state") { Standing(shell, view) }
        if (view.toFix.isNotEmpty()) item("fix") { Heading(words.fix.title) }
        items(view.toFix, key = { "fix/${it.period}" }) { Forgotten(shell, it) }
        if (view.asked > 0uL) item("asked") { Quiet(words.correction.waiting(view.asked)) }
        item("today") { Heading(words.today) }
        if (view.periods.isEmpty()) item("empty") { Empty(words.empty, icon = Icons.Clock) }
        items(view.periods, key = { "period/${it.period}" }) { PeriodCard(shell, it) }
    }
}

/** Where the person stands, and whether positions are kept now. */
@Composable
private fun Standing(shell: Shell, view: WorkView) {
    val words = shell.words.work
    val (title, kept) = when (val state = view.state) {
        WorkState.Off -> words.off to words.offText
        is WorkState.Working ->
            words.working(shell.format.moment(state.since)) to if (view.isTracked) words.tracked else words.notTracked
        is WorkState.Paused -> {
            val since = shell.format.moment(state.since)
            (if (state.paid) words.pausedPaid(since) else words.paused(since)) to words.onBreak
        }
    }
    Card(Modifier.testTag("work/state").semantics { liveRegion = LiveRegionMode.Polite }) {
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp), verticalAlignment = Alignment.CenterVertically) {
            Sign(signOf(view.state), tint = MaterialTheme.colorScheme.primary, size = 28.dp)
            Text(title, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
        }
        if (view.worked > 0 || view.state != WorkState.Off) Body(words.worked(shell.format.duration(view.worked)))
        Quiet(kept)
        TextAction(shell.words.settings.myData, { shell.way.go(Screen.MyData) }, Modifier.testTag("work/my-data"), Icons.Eye)
    }
}

private fun signOf(state: WorkState): ImageVector =
    when (state) {
        WorkState.Off -> Icons.Ring
        is WorkState.Working -> Icons.Play
        is WorkState.Paused -> Icons.Pause
    }
