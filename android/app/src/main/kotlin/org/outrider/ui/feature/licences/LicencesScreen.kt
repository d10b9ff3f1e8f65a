package org.outrider.ui.feature.licences

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import org.outrider.ui.design.Body
import org.outrider.ui.design.Gap
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Page
import org.outrider.ui.design.Quiet
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Shell

/** Whose work is in the app, and on which terms. */
@Composable
fun LicencesScreen(shell: Shell) {
    val all = remember { licences() }
    Frame(shell, shell.words.settings.licences, shell.words.help.settings) {
        Page(Modifier.weight(1f)) {
            all.forEach { licence ->
                item("licence/${licence.name}") { Heading(licence.name) }
                items(licence.parts, key = { "${licence.name}/${it.name}/${it.version}" }) { part ->
                    Row(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.spacedBy(Gap)) {
                        Body(part.name, Modifier.weight(1f))
                        Quiet(part.version)
                    }
                }
            }
        }
    }
}
