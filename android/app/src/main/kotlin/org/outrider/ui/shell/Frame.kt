package org.outrider.ui.shell

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.WindowInsetsSides
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.only
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.isTraversalGroup
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.traversalIndex
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.unit.dp
import org.outrider.core.Headline
import org.outrider.ui.design.Edge
import org.outrider.ui.design.Gap
import org.outrider.ui.design.IconAction
import org.outrider.ui.design.Icons
import org.outrider.ui.design.MainButton
import org.outrider.words.HelpSection

/** The one deed of a screen, at the bottom, where the thumb is. */
class Primary(val text: String, val icon: ImageVector? = null, val enabled: Boolean = true, val onTap: () -> Unit)

/**
 * What every screen stands in: its title with the way back, the help and further actions, how the
 * sync stands where that matters, what was just done, the main deed and the bar.
 *
 * [help] is what `words.help` says of the screen; [primary] the main deed, [below] what else stands
 * above the bar. [content] has the room between; a list in it is a `Page`.
 */
@Composable
fun Frame(
    shell: Shell,
    title: String,
    help: List<HelpSection> = emptyList(),
    actions: @Composable RowScope.() -> Unit = {},
    primary: Primary? = null,
    below: (@Composable ColumnScope.() -> Unit)? = null,
    onBack: () -> Unit = { shell.way.back() },
    content: @Composable ColumnScope.() -> Unit,
) {
    val sync = shell.look { it.syncView() }
    val shown = (sync as? Look.Shown)?.view
    Surface(Modifier.fillMaxSize(), color = MaterialTheme.colorScheme.background) {
        Column(Modifier.semantics { isTraversalGroup = true }) {
            Column(
                Modifier.windowInsetsPadding(WindowInsets.safeDrawing.only(WindowInsetsSides.Top + WindowInsetsSides.Horizontal))
                    .semantics { isTraversalGroup = true; traversalIndex = -1f },
            ) {
                Top(shell, title, help, actions, onBack)
                if (shell.way.here !is Screen.Sync) shown?.wipe?.let { WipeBar(shell, it) }
                HeadlineBar(shell, shown?.headline ?: Headline.OnServer)
            }
            Column(
                Modifier.weight(1f).fillMaxWidth()
                    .windowInsetsPadding(WindowInsets.safeDrawing.only(WindowInsetsSides.Horizontal))
                    .semantics { isTraversalGroup = true },
                content = content,
            )
            Column(Modifier.semantics { isTraversalGroup = true; traversalIndex = 1f }) {
                Snack(shell)
                Deeds(primary, below)
                Bar(shell, (shown?.attention?.size ?: 0).toULong() + (shown?.unsettled ?: 0uL))
            }
        }
    }
}

@Composable
private fun Top(shell: Shell, title: String, help: List<HelpSection>, actions: @Composable RowScope.() -> Unit, onBack: () -> Unit) {
    val words = shell.words
    var asked by rememberSaveable { mutableStateOf(false) }
    Row(
        Modifier.fillMaxWidth().heightIn(min = 56.dp).padding(horizontal = 4.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        if (shell.way.canGoBack) IconAction(Icons.Back, words.label.back, onBack, Modifier.testTag("back"))
        Text(
            title,
            Modifier.weight(1f).padding(horizontal = if (shell.way.canGoBack) 4.dp else 12.dp, vertical = 8.dp)
                .testTag("title").semantics { heading() },
            style = titleLetters(),
        )
        actions()
        if (help.isNotEmpty()) IconAction(Icons.Help, words.label.help, { asked = true }, Modifier.testTag("help"))
        if (shell.way.here !is Screen.Settings) {
            IconAction(Icons.Person, words.settings.title, { shell.way.go(Screen.Settings) }, Modifier.testTag("settings"))
        }
    }
    if (asked) HelpSheet(shell, help) { asked = false }
}

/** A title is large already: where letters are doubled it grows by a third, and its words stay whole. */
@Composable
private fun titleLetters(): TextStyle {
    val style = MaterialTheme.typography.titleLarge
    val scale = (LARGEST_TITLE / LocalDensity.current.fontScale).coerceAtMost(1f)
    return style.copy(fontSize = style.fontSize * scale, lineHeight = style.lineHeight * scale)
}

private const val LARGEST_TITLE = 1.3f

@Composable
private fun Deeds(primary: Primary?, below: (@Composable ColumnScope.() -> Unit)?) {
    if (primary == null && below == null) return
    Column(
        Modifier.fillMaxWidth().padding(horizontal = Edge, vertical = Gap),
        verticalArrangement = Arrangement.spacedBy(Gap),
    ) {
        below?.invoke(this)
        if (primary != null) {
            MainButton(primary.text, primary.onTap, Modifier.testTag("primary"), primary.icon, primary.enabled)
        }
    }
}
