package org.outrider.ui.feature.sync

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
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
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.launch
import org.outrider.core.Headline
import org.outrider.core.StorageState
import org.outrider.core.SyncView
import org.outrider.ui.design.Card
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Page
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.Sign
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.FailureNotice
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Primary
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.WipeNotice
import org.outrider.ui.shell.of
import org.outrider.ui.shell.signOf

/** What is safe where, what needs the person, and what of his did not stand. */
@Composable
fun SyncScreen(shell: Shell) {
    val words = shell.words.sync
    val scope = rememberCoroutineScope()
    var isSyncing by remember { mutableStateOf(false) }
    var wrong by rememberSaveable { mutableStateOf<String?>(null) }
    val look = shell.look { it.syncView() }
    val busy = isSyncing || (look as? Look.Shown)?.view?.isSyncing == true
    val sync = {
        isSyncing = true
        wrong = null
        scope.launch {
            when (val done = shell.wait { it.syncNow() }) {
                is Look.Shown -> wrong = done.view.failure?.let { of(shell.words, it) }
                is Look.Failed -> shell.say(done.failure)
            }
            isSyncing = false
            shell.lookAgain()
        }
        Unit
    }
    Frame(
        shell,
        words.title,
        shell.words.help.sync,
        primary = Primary(if (busy) words.running else words.now, Icons.Sync, !busy, sync),
    ) {
        when (look) {
            is Look.Shown -> SyncPage(shell, look.view, wrong)
            is Look.Failed -> FailureNotice(shell, look.failure)
        }
    }
}

@Composable
private fun ColumnScope.SyncPage(shell: Shell, view: SyncView, wrong: String?) {
    Page(Modifier.weight(1f)) {
        view.wipe?.let { wipe -> item("wipe") { WipeNotice(shell.words, shell.format, wipe) } }
        item("headline") { Standing(shell, view, wrong) }
        attention(shell, view.attention)
        diary(shell, view)
        waiting(shell, view)
        onItsWay(shell, view)
        receipts(shell, view.receipts)
    }
}

/** The one thing that matters most, and when the server was last heard of. */
@Composable
private fun Standing(shell: Shell, view: SyncView, wrong: String?) {
    val words = shell.words.sync
    val headline = view.headline
    Card(Modifier.testTag("sync/headline").semantics { liveRegion = LiveRegionMode.Polite }) {
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp), verticalAlignment = Alignment.CenterVertically) {
            Sign(signOf(headline), tint = MaterialTheme.colorScheme.primary, size = 28.dp)
            Text(shell.words.of(headline), Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
        }
        if (headline is Headline.Offline) Quiet(words.offlineSince(shell.format.moment(headline.since)))
        Quiet(view.lastReceipt?.let { words.last(shell.format.moment(it)) } ?: words.never)
        if (view.waitingCount > 0uL) Quiet(words.byItself)
        if (wrong != null) Notice(wrong, Modifier.testTag("sync/wrong"), tone = Tone.Warn)
        Room(shell, view.storage)
        if (headline == Headline.SignInNeeded) {
            SideButton(shell.words.enrolment.again.title, { shell.way.go(Screen.Enrolment) }, Modifier.testTag("sync/sign-in"), Icons.Lock)
        }
    }
}

@Composable
private fun Room(shell: Shell, storage: StorageState) {
    val words = shell.words.error.storageFull
    when (storage) {
        StorageState.PLENTY -> Unit
        StorageState.LOW, StorageState.FULL -> Notice(words.title, text = words.remedy, tone = Tone.Wrong)
    }
}
