package org.outrider.ui.feature.diagnostics

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.ui.design.Body
import org.outrider.ui.design.Card
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Page
import org.outrider.ui.shell.FailureNotice
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Primary
import org.outrider.ui.shell.Shell

/** What can be sent to whoever helps: shown as it is, so that nobody has to believe what is not in it. */
@Composable
fun DiagnosticsScreen(shell: Shell) {
    val words = shell.words.settings.diagnostics
    val look = shell.look { it.diagnostics() }
    val text = (look as? Look.Shown)?.view
    Frame(
        shell,
        words.title,
        shell.words.help.settings,
        primary = text?.let { Primary(words.send, Icons.Share) { shell.platform.share(words.title, it) } },
    ) {
        Page(Modifier.weight(1f)) {
            item("text") { Body(words.text) }
            when (look) {
                is Look.Shown -> item("lines") {
                    Card(Modifier.testTag("diagnostics/text")) {
                        look.view.lines().filter { it.isNotBlank() }.forEach { Text(it, style = MaterialTheme.typography.bodyMedium) }
                    }
                }
                is Look.Failed -> item("failed") { FailureNotice(shell, look.failure) }
            }
        }
    }
}
