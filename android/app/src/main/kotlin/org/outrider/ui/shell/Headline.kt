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
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import org.outrider.core.Headline
import org.outrider.ui.design.Edge
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Sign
import org.outrider.ui.design.Target
import org.outrider.words.Words

/** How it stands between phone and server, in one sentence. */
fun Words.of(headline: Headline): String = with(sync.headline) {
    when (headline) {
        Headline.SignInNeeded -> signInNeeded
        is Headline.SignedOut -> if (headline.handedOver == 0uL) signedOut else handedOver(headline.handedOver)
        is Headline.NeedsAttention -> needsAttention(headline.changes)
        is Headline.Offline -> if (headline.waiting == 0uL) offlineIdle else offline(headline.waiting)
        is Headline.Waiting -> waiting(headline.changes)
        Headline.OnServer -> onServer
    }
}

/** The sign of a headline. */
fun signOf(headline: Headline): ImageVector =
    when (headline) {
        Headline.SignInNeeded, is Headline.SignedOut -> Icons.Lock
        is Headline.NeedsAttention -> Icons.Alert
        is Headline.Offline -> Icons.CloudOff
        is Headline.Waiting -> Icons.OnItsWay
        Headline.OnServer -> Icons.Cloud
    }

/** One line that leads to all about the sync; nothing where everything is on the server. */
@Composable
fun HeadlineBar(shell: Shell, headline: Headline) {
    if (headline == Headline.OnServer) return
    val colours = MaterialTheme.colorScheme
    val urgent = headline is Headline.NeedsAttention || headline is Headline.SignedOut || headline == Headline.SignInNeeded
    val (ground, letters) = if (urgent) {
        colours.errorContainer to colours.onErrorContainer
    } else {
        colours.surfaceContainerHigh to colours.onSurfaceVariant
    }
    val goal = if (headline == Headline.SignInNeeded) Screen.Enrolment else Screen.Sync
    Surface(Modifier.fillMaxWidth(), color = ground, contentColor = letters) {
        Row(
            Modifier.clickable(onClickLabel = shell.words.action.`open`, role = Role.Button) { shell.way.go(goal) }
                .heightIn(min = Target).padding(horizontal = Edge, vertical = 8.dp).testTag("headline"),
            horizontalArrangement = Arrangement.spacedBy(10.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Sign(signOf(headline), size = 20.dp)
            Text(shell.words.of(headline), Modifier.weight(1f), style = MaterialTheme.typography.labelMedium)
            Sign(Icons.Forward, size = 16.dp)
        }
    }
}
