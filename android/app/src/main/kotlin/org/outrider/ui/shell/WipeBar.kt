package org.outrider.ui.shell

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.outrider.core.WipeLine
import org.outrider.ui.design.Body
import org.outrider.ui.design.Edge
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Sign
import org.outrider.ui.design.Target
import org.outrider.ui.design.Tone
import org.outrider.words.Words

/** That this phone is to be emptied, and what is not sent: one line that leads to all about it. */
@Composable
fun WipeBar(shell: Shell, line: WipeLine) {
    val words = shell.words.wipe
    val colours = MaterialTheme.colorScheme
    val unsent = words.unsent(line.unsent).takeIf { line.unsent > 0uL }
    Surface(Modifier.fillMaxWidth(), color = colours.error, contentColor = colours.onError) {
        Row(
            Modifier.clickable(onClickLabel = shell.words.action.`open`, role = Role.Button) { shell.way.go(Screen.Sync) }
                .heightIn(min = Target).padding(horizontal = Edge, vertical = 8.dp).testTag("wipe")
                .semantics { liveRegion = LiveRegionMode.Polite },
            horizontalArrangement = Arrangement.spacedBy(10.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Sign(Icons.Trash, size = 20.dp)
            Text(listOfNotNull(words.title, unsent).joinToString("\n"), Modifier.weight(1f), style = MaterialTheme.typography.labelMedium)
            Sign(Icons.Forward, size = 16.dp)
        }
    }
}

/** On whose word this phone is to be emptied, what would be lost with it now, and what helps. */
@Composable
fun WipeNotice(words: Words, format: Format, line: WipeLine) {
    val wipe = words.wipe
    Notice(wipe.title, Modifier.testTag("sync/wipe"), wipe.text, Tone.Wrong, Icons.Trash) {
        Body(wipe.asked(line.by.name ?: words.format.somebody, format.moment(line.at)))
        if (line.unsent > 0uL) {
            Body(wipe.unsent(line.unsent))
            Body(wipe.help)
        }
        if (line.refused > 0uL) Body(wipe.refused(line.refused))
    }
}
