package org.outrider.ui.feature.lock

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.launch
import org.outrider.ui.design.Edge
import org.outrider.ui.design.Icons
import org.outrider.ui.design.MainButton
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Sign
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.Unlocked

/** Shows nothing of what is on the phone before the owner has shown that it is he. */
@Composable
fun LockScreen(shell: Shell, onOpen: () -> Unit) {
    val words = shell.words.settings.lock
    var said by remember { mutableStateOf<String?>(null) }
    val scope = rememberCoroutineScope()
    suspend fun ask() {
        when (shell.platform.unlock()) {
            Unlocked.Yes -> onOpen()
            Unlocked.No -> said = words.failed
            // Who has taken the phone's own lock away must not be locked out of his work.
            Unlocked.NoLockOnPhone -> onOpen()
        }
    }
    LaunchedEffect(Unit) { ask() }
    Surface(Modifier.fillMaxSize(), color = MaterialTheme.colorScheme.background) {
        Column(
            Modifier.windowInsetsPadding(WindowInsets.safeDrawing).verticalScroll(rememberScrollState()).padding(Edge).padding(top = 72.dp),
            Arrangement.spacedBy(Edge),
            Alignment.CenterHorizontally,
        ) {
            Sign(Icons.Lock, tint = MaterialTheme.colorScheme.primary, size = 48.dp)
            Text(
                words.locked,
                Modifier.semantics { heading() },
                textAlign = TextAlign.Center,
                style = MaterialTheme.typography.headlineSmall,
            )
            said?.let { Notice(it, tone = Tone.Wrong) }
            MainButton(words.unlock, { scope.launch { ask() } }, Modifier.testTag("lock/open"), Icons.Lock)
        }
    }
}
