package org.outrider.ui.shell

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.WindowInsetsSides
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.only
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.rememberTextMeasurer
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Sign

private class Tab(val screen: Screen, val icon: ImageVector, val name: String, val tag: String, val badge: ULong = 0uL)

/** The five places that one is most often at. */
@Composable
fun Bar(shell: Shell, attention: ULong) {
    val words = shell.words
    val tabs = listOf(
        Tab(Screen.Today, Icons.Today, words.tab.today, "today"),
        Tab(Screen.Customers, Icons.People, words.tab.customers, "customers"),
        Tab(Screen.Search, Icons.Search, words.search.title, "search"),
        Tab(Screen.Work, Icons.Clock, words.tab.work, "work"),
        Tab(Screen.Sync, Icons.Sync, words.tab.sync, "sync", attention),
    )
    Surface(color = MaterialTheme.colorScheme.surfaceContainerLow, shadowElevation = 4.dp) {
        BoxWithConstraints(
            Modifier.windowInsetsPadding(WindowInsets.safeDrawing.only(WindowInsetsSides.Bottom + WindowInsetsSides.Horizontal)),
        ) {
            val style = tabLetters()
            val measurer = rememberTextMeasurer()
            val room = with(LocalDensity.current) { (maxWidth / tabs.size - 4.dp).roundToPx() }
            // Names that would be cut off are left to those who listen; the signs stay.
            val named = remember(tabs.map { it.name }, room, style) {
                tabs.all { measurer.measure(it.name, style).size.width <= room }
            }
            Row(Modifier.fillMaxWidth().selectableGroup()) {
                tabs.forEach { TabButton(shell, it, named, Modifier.weight(1f)) }
            }
        }
    }
}

@Composable
private fun TabButton(shell: Shell, tab: Tab, named: Boolean, modifier: Modifier) {
    val colours = MaterialTheme.colorScheme
    val selected = shell.way.here == tab.screen
    val badge = tab.badge.takeIf { it > 0uL }
    val spoken = listOfNotNull(tab.name, badge?.let { shell.words.sync.headline.needsAttention(it) }).joinToString(", ")
    Column(
        modifier.heightIn(min = 60.dp).testTag("tab/${tab.tag}")
            .selectable(selected, role = Role.Tab) { shell.way.start(tab.screen) }
            .semantics { contentDescription = spoken }
            .padding(vertical = 6.dp),
        Arrangement.spacedBy(2.dp, Alignment.CenterVertically),
        Alignment.CenterHorizontally,
    ) {
        Surface(
            shape = CircleShape,
            color = if (selected) colours.primaryContainer else colours.surfaceContainerLow,
            contentColor = if (selected) colours.onPrimaryContainer else colours.onSurfaceVariant,
        ) {
            // A fifth of a narrow phone has no room for a wide edge and a number.
            Row(Modifier.padding(horizontal = if (badge == null) 14.dp else 4.dp, vertical = 3.dp), verticalAlignment = Alignment.CenterVertically) {
                Sign(tab.icon)
                if (badge != null) Badge(shell.format.number(badge.toLong()))
            }
        }
        if (named) Text(tab.name, color = colours.onSurface, maxLines = 1, style = tabLetters())
    }
}

/** Close together, so that five names stand side by side on most phones. */
@Composable
private fun tabLetters(): TextStyle = MaterialTheme.typography.labelSmall.copy(fontSize = 12.sp, letterSpacing = 0.sp)

@Composable
private fun Badge(count: String) {
    val colours = MaterialTheme.colorScheme
    Surface(Modifier.padding(start = 4.dp), CircleShape, colours.error, colours.onError) {
        Box(Modifier.padding(horizontal = 6.dp)) { Text(count, style = MaterialTheme.typography.labelSmall) }
    }
}
