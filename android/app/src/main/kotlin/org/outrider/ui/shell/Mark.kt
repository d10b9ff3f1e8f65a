package org.outrider.ui.shell

import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import org.outrider.core.SyncMark
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Sign

/** Where something is safe; nothing where it is on the server, as nearly everything is. */
@Composable
fun Mark(shell: Shell, mark: SyncMark, modifier: Modifier = Modifier) {
    val colours = MaterialTheme.colorScheme
    val words = shell.words.of(mark)
    when (mark) {
        SyncMark.ON_SERVER -> Unit
        SyncMark.SAVED_HERE -> Sign(Icons.OnPhone, words, modifier, colours.onSurfaceVariant)
        SyncMark.NEEDS_ATTENTION -> Sign(Icons.Alert, words, modifier, colours.error)
    }
}
