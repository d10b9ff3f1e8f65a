package org.outrider.ui.feature.sync

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.semantics
import org.outrider.core.DiaryLine
import org.outrider.core.SyncView
import org.outrider.core.Told
import org.outrider.model.DiaryKind
import org.outrider.model.Settled
import org.outrider.ui.design.Body
import org.outrider.ui.design.Card
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.Tell
import org.outrider.ui.design.TextAction
import org.outrider.ui.shell.Mark
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.field
import org.outrider.ui.shell.of
import org.outrider.words.Words

/** What of the person's own did not stand. */
internal fun LazyListScope.diary(shell: Shell, view: SyncView) {
    val words = shell.words.sync.diary
    item("diary") { Heading(words.title) }
    if (view.diary.isEmpty()) {
        item("diary-empty") { Quiet(words.empty) }
        return
    }
    item("diary-text") { Quiet(if (view.unsettled > 0uL) words.unsettled(view.unsettled) else words.text) }
    items(view.diary, key = { "diary/${it.entry}" }) { DiaryCard(shell, it) }
}

@Composable
private fun DiaryCard(shell: Shell, line: DiaryLine) {
    val words = shell.words
    val goal = placeOf(line.aboutKind, line.about)
    Card(Modifier.testTag("sync/diary/${line.entry}")) {
        Flow {
            Tell(shell.format.moment(line.noticed))
            line.field?.let { Tell(words.field(it)) }
            line.settled?.let { Tell(settled(words, it), icon = Icons.Check) }
            Mark(shell, line.mark)
        }
        line.aboutName?.let { Text(it, style = MaterialTheme.typography.titleSmall) }
        Body(words.of(line.tells))
        if (line.tells == DiaryKind.Lost || line.mine != Told.Nothing) Versions(shell, line)
        Flow {
            if (goal != null) TextAction(words.action.`open`, { shell.way.go(goal) }, Modifier.testTag("sync/open/${line.entry}"))
            Settling(shell, line)
        }
    }
}

@Composable
private fun Settling(shell: Shell, line: DiaryLine) {
    val words = shell.words.sync.diary
    if (line.settled != null) return
    if (line.canRestore) {
        SideButton(words.restore, { shell.tap { it.restoreLost(line.entry) } }, Modifier.testTag("sync/restore/${line.entry}"), Icons.Undo)
    }
    SideButton(words.leave, { shell.tap { it.dismissEntry(line.entry) } }, Modifier.testTag("sync/leave/${line.entry}"), Icons.Check)
}

/** What the person had written, and what stands in its place. */
@Composable
private fun Versions(shell: Shell, line: DiaryLine) {
    val words = shell.words.sync.diary
    Version(words.mine, told(shell, line.mine))
    Version(line.by?.name?.let { words.theirsBy(it) } ?: words.theirs, told(shell, line.theirs))
}

@Composable
private fun Version(title: String, text: String) {
    Column(Modifier.semantics(mergeDescendants = true) { }) {
        Quiet(title)
        Body(text)
    }
}

private fun settled(words: Words, settled: Settled): String = with(words.common.settled) {
    when (settled) {
        Settled.Restored -> restored
        Settled.Dismissed -> dismissed
        is Settled.Unknown -> invoke(settled.v1)
    }
}
