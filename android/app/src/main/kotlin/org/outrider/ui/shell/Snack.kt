package org.outrider.ui.shell

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalAccessibilityManager
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.delay
import org.outrider.ui.design.Edge
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Icons
import org.outrider.ui.design.TextAction

/** How long it stands, in milliseconds, for whoever needs no longer. */
private const val STANDS = 8_000L

/** What was just done, with the way back; or why it was not. It goes by itself. */
@Composable
fun Snack(shell: Shell) {
    val said = shell.said ?: return
    val words = shell.words
    val manager = LocalAccessibilityManager.current
    LaunchedEffect(said) {
        val stands = manager?.calculateRecommendedTimeoutMillis(STANDS, containsText = true, containsControls = true)
        delay(stands ?: STANDS)
        shell.unsay(said)
    }
    val colours = MaterialTheme.colorScheme
    Surface(
        Modifier.fillMaxWidth().padding(horizontal = Edge, vertical = 8.dp).testTag("snack")
            .semantics { liveRegion = LiveRegionMode.Polite },
        RoundedCornerShape(12.dp),
        colours.inverseSurface,
        colours.inverseOnSurface,
    ) {
        when (said) {
            is Said.Done -> Flow(Modifier.padding(start = 16.dp, end = 8.dp, top = 4.dp, bottom = 4.dp)) {
                val text = said.text ?: said.undo?.let { words.of(it) }.orEmpty()
                Text(text, Modifier.padding(vertical = 8.dp), style = MaterialTheme.typography.bodyLarge)
                if (said.undo != null) {
                    TextAction(words.action.undo, shell::undo, Modifier.testTag("snack/undo"), Icons.Undo, colours.inversePrimary)
                }
            }
            is Said.Failed -> {
                val (title, remedy) = words.of(said.failure, shell.format)
                Column(Modifier.padding(start = 16.dp, end = 8.dp, top = 12.dp, bottom = 4.dp)) {
                    Text(title, style = MaterialTheme.typography.titleSmall)
                    Text(remedy, style = MaterialTheme.typography.bodyMedium)
                    TextAction(words.action.close, { shell.unsay(said) }, Modifier.align(Alignment.End), color = colours.inversePrimary)
                }
            }
        }
    }
}
