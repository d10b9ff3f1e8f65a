package org.outrider.ui.feature.today

import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import org.outrider.ui.design.Empty
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Page
import org.outrider.ui.shell.FailureNotice
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Shell

/** What there is to do on another day. */
@Composable
fun DayScreen(shell: Shell, day: String) {
    val at = remember { shell.platform.lastFix()?.position }
    Frame(shell, shell.format.near(day), shell.words.help.today) {
        when (val look = shell.look(day, at) { it.dayView(day, at) }) {
            is Look.Shown -> Page(Modifier.weight(1f)) {
                if (look.view.tasks.isEmpty()) item { Empty(shell.words.today.empty.day, icon = Icons.Calendar) }
                items(look.view.tasks, key = { it.task }) { TaskCard(shell, it) }
            }
            is Look.Failed -> FailureNotice(shell, look.failure)
        }
    }
}
