package org.outrider.ui.feature.enrolment

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.outrider.bindings.readLabel
import org.outrider.core.AppException
import org.outrider.core.EnrolmentState
import org.outrider.core.EnrolmentView
import org.outrider.core.Scanned
import org.outrider.core.Wiped
import org.outrider.ui.design.Body
import org.outrider.ui.design.Field
import org.outrider.ui.design.Icons
import org.outrider.ui.design.MainButton
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.FailureNotice
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Permission
import org.outrider.ui.shell.Shell

/** How a phone becomes somebody's: by a code that is scanned or typed, or by the old phone; for the first time or again. */
@Composable
fun EnrolmentScreen(shell: Shell, view: EnrolmentView, onBack: (() -> Unit)? = null) {
    val words = shell.words.enrolment
    val again = view.state == EnrolmentState.SIGN_IN_NEEDED
    val scope = rememberCoroutineScope()
    val entry = remember { Entry(shell, scope) }
    var typing by rememberSaveable { mutableStateOf(false) }
    Welcome(shell, if (again) words.again.title else words.title, onBack) {
        view.wiped?.let { Wiped(shell, it) }
        if (again) Again(shell, view) else Body(words.text)
        entry.failure?.let { FailureNotice(shell, it) }
        entry.said?.let { Notice(it, tone = Tone.Warn) }
        if (entry.busy) {
            Notice(words.starting, Modifier.testTag("enrolment/busy"))
        } else {
            MainButton(words.scan, { entry.scan() }, Modifier.testTag("enrolment/scan"), Icons.Scan)
            Quiet(words.scanHint)
            if (typing) {
                Typed(shell, view, entry)
            } else {
                SideButton(words.type, { typing = true }, Modifier.testTag("enrolment/type"), Icons.Keyboard)
            }
            if (!again) Notice(words.hasOldPhone, text = words.fromOld, icon = Icons.Phone)
            Quiet(words.offline)
        }
    }
}

@Composable
private fun Again(shell: Shell, view: EnrolmentView) {
    val words = shell.words.enrolment.again
    Body(words.text)
    if (view.waiting > 0uL) Notice(words.waiting(view.waiting), tone = Tone.Good, icon = Icons.OnPhone)
}

/** Somebody emptied this phone from afar. */
@Composable
private fun Wiped(shell: Shell, wiped: Wiped) {
    val words = shell.words.wipe.was
    val time = shell.format.moment(wiped.at)
    val text = wiped.by?.let { words.by(it, time) } ?: words.somebody(time)
    Notice(words.title, Modifier.testTag("enrolment/wiped"), text, Tone.Warn, Icons.Trash) {
        if (wiped.lost > 0uL) Body(words.lost(wiped.lost))
    }
}

@Composable
private fun Typed(shell: Shell, view: EnrolmentView, entry: Entry) {
    val words = shell.words.enrolment
    var server by rememberSaveable { mutableStateOf(view.server) }
    var code by rememberSaveable { mutableStateOf("") }
    Field(
        words.server,
        server,
        { server = it },
        Modifier.testTag("enrolment/server"),
        words.serverHint,
        keyboard = KeyboardType.Uri,
        capitals = KeyboardCapitalization.None,
    )
    Field(
        words.code,
        code,
        { code = it },
        Modifier.testTag("enrolment/code"),
        words.codeHint,
        keyboard = KeyboardType.Ascii,
        capitals = KeyboardCapitalization.None,
        onDone = { entry.type(server, code) },
    )
    MainButton(
        words.start,
        { entry.type(server, code) },
        Modifier.testTag("enrolment/start"),
        enabled = server.isNotBlank() && code.isNotBlank(),
    )
}

/** What is done with what was scanned or typed. */
private class Entry(private val shell: Shell, private val scope: CoroutineScope) {
    var busy by mutableStateOf(false)
        private set
    var failure by mutableStateOf<AppException?>(null)
        private set
    var said by mutableStateOf<String?>(null)
        private set

    fun scan() {
        scope.launch {
            forget()
            if (!shell.platform.ask(Permission.Camera)) {
                said = shell.words.enrolment.cameraOff
                return@launch
            }
            shell.platform.scan()?.let { read(it) }
        }
    }

    /** What was typed; whoever pastes all that a code's link says may do so. */
    fun type(server: String, code: String) {
        scope.launch {
            forget()
            val whole = label(code)
            if (whole != null) use(whole) else use(Scanned.Enrol(address(server), code.trim()))
        }
    }

    private suspend fun read(text: String) {
        val label = label(text)
        if (label == null) said = shell.words.enrolment.scanFailed else use(label)
    }

    private fun label(text: String): Scanned? =
        try {
            readLabel(text)
        } catch (_: AppException) {
            null
        }

    /** People leave out what they do not see in a browser either. */
    private fun address(server: String): String =
        server.trim().let { if ("://" in it) it else "https://$it" }

    // A phone that is somebody's shows no enrolment any more, whose work would end here half done.
    private suspend fun use(scanned: Scanned) = withContext(NonCancellable) {
        busy = true
        val result = shell.wait { phone ->
            when (scanned) {
                is Scanned.Enrol -> {
                    phone.enrol(scanned.server, scanned.code)
                    null
                }
                is Scanned.Handover -> phone.takeOver(scanned.label)
            }
        }
        busy = false
        when (result) {
            is Look.Failed -> failure = result.failure
            is Look.Shown -> {
                result.view?.let { shell.say(shell.words.enrolment.tookOver(it.changes)) }
                shell.begin()
            }
        }
    }

    private fun forget() {
        failure = null
        said = null
    }
}
