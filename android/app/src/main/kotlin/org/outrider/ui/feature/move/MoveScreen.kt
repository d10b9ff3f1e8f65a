package org.outrider.ui.feature.move

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.widthIn
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import org.outrider.core.Handover
import org.outrider.core.HandoverState
import org.outrider.ui.design.Body
import org.outrider.ui.design.Gap
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Page
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Primary
import org.outrider.ui.shell.Sheet
import org.outrider.ui.shell.Shell

/** How often the server is asked whether the new phone has taken everything, in milliseconds. */
private const val ASKED_EVERY = 3_000L

/** Hands what the server does not have to a new phone of the same person, by a code that this one shows. */
@Composable
fun MoveScreen(shell: Shell) {
    val words = shell.words.enrolment.move
    val scope = rememberCoroutineScope()
    var handover by remember { mutableStateOf<Handover?>(null) }
    var state by remember { mutableStateOf<HandoverState>(HandoverState.None) }
    var isBusy by remember { mutableStateOf(false) }
    val begin = {
        isBusy = true
        scope.launch {
            when (val begun = shell.wait { it.beginHandover() }) {
                is Look.Shown -> {
                    handover = begun.view
                    state = HandoverState.Waiting
                }
                is Look.Failed -> shell.say(begun.failure)
            }
            isBusy = false
        }
        Unit
    }
    // A handover that was begun before goes on; its code was shown then and is not kept.
    LaunchedEffect(handover) {
        while (true) {
            val asked = shell.wait { it.handoverState() }
            if (asked is Look.Shown) state = asked.view
            if (handover == null || asked is Look.Shown && asked.view is HandoverState.Taken) break
            delay(ASKED_EVERY)
        }
    }
    DisposableEffect(handover) {
        shell.platform.hideContent(handover != null)
        onDispose { shell.platform.hideContent(false) }
    }
    val canFinish = (state as? HandoverState.Taken)?.left == 0uL
    val primary = if (canFinish) null else Primary(words.begin, Icons.Scan, !isBusy, begin)
    Frame(shell, words.title, shell.words.help.enrolment, primary = primary) {
        Page(Modifier.weight(1f)) {
            item("text") { Body(words.text) }
            item("state") { Standing(shell, state, handover) }
            if (state !is HandoverState.Taken) handover?.let { item("code") { Code(shell, it) } }
            if (canFinish) item("finish") { Finish(shell) }
        }
    }
}

/** How far it has come. */
@Composable
private fun Standing(shell: Shell, state: HandoverState, handover: Handover?) {
    val words = shell.words.enrolment.move
    val live = Modifier.testTag("move/state").semantics { liveRegion = LiveRegionMode.Polite }
    when (state) {
        HandoverState.None -> Unit
        HandoverState.Waiting -> if (handover != null) Notice(words.waiting, live, icon = Icons.Clock)
        is HandoverState.Taken -> {
            if (state.left == 0uL) {
                Notice(words.taken, live, tone = Tone.Good)
            } else {
                Notice(words.taken, live, words.left(state.left), Tone.Warn)
            }
        }
    }
}

@Composable
private fun Code(shell: Shell, handover: Handover) {
    val words = shell.words.enrolment.move
    Column(verticalArrangement = Arrangement.spacedBy(Gap), horizontalAlignment = Alignment.CenterHorizontally) {
        Notice(words.secret, tone = Tone.Warn, icon = Icons.Lock)
        QrCode(handover.label, shell.words.label.qr, Modifier.fillMaxWidth().widthIn(max = 420.dp).testTag("move/code"))
        Quiet(words.packed(handover.changes + handover.drafts + handover.points))
        Quiet(words.until(shell.format.moment(handover.expires)))
    }
}

/** Nothing brings it back on this phone, so it is asked; the new one has it all. */
@Composable
private fun Finish(shell: Shell) {
    val words = shell.words.enrolment.move
    val scope = rememberCoroutineScope()
    var asked by rememberSaveable { mutableStateOf(false) }
    SideButton(words.finish, { asked = true }, Modifier.fillMaxWidth().testTag("move/finish"), Icons.Trash, warns = true)
    if (!asked) return
    Sheet(shell, words.finish, { asked = false }) {
        Body(words.taken)
        SideButton(
            words.finish,
            {
                asked = false
                scope.launch {
                    when (val done = shell.wait { it.finishHandover() }) {
                        is Look.Shown -> {
                            shell.say(words.finished)
                            shell.lookAgain()
                        }
                        is Look.Failed -> shell.say(done.failure)
                    }
                }
            },
            Modifier.fillMaxWidth().testTag("move/finish/go"),
            Icons.Trash,
            warns = true,
        )
    }
}
