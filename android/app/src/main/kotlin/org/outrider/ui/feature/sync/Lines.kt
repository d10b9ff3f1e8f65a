package org.outrider.ui.feature.sync

import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.ReceiptLine
import org.outrider.core.ReceiptVerdict
import org.outrider.core.SyncView
import org.outrider.core.WaitingLine
import org.outrider.ui.design.Card
import org.outrider.ui.design.Gap
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Line
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.TextAction
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.of

/** How many receipts stand there before one asks for more. */
private const val FIRST = 10

internal fun LazyListScope.waiting(shell: Shell, view: SyncView) {
    if (view.waitingCount == 0uL) return
    val words = shell.words.sync.waiting
    item("waiting") { Heading(words.title) }
    item("waiting-count") { Quiet(words.count(view.waitingCount)) }
    items(view.waiting, key = { "waiting/${it.change.change}" }) { Waiting(shell, it) }
    val more = view.waitingCount - view.waiting.size.toULong()
    if (more > 0uL) item("waiting-more") { Quiet(words.more(more)) }
}

@Composable
private fun Waiting(shell: Shell, line: WaitingLine) {
    val words = shell.words
    Card(Modifier.testTag("sync/waiting/${line.change.change}"), inner = Gap) {
        Line(named(shell, line), text = words.sync.waiting.saved(shell.format.moment(line.change.savedAt)), icon = Icons.OnPhone)
        line.change.forecast?.let { Notice(words.sync.waiting.forecast(words.of(it.code)), tone = Tone.Warn) }
    }
}

internal fun LazyListScope.onItsWay(shell: Shell, view: SyncView) {
    if (view.onItsWayCount == 0uL) return
    val words = shell.words.sync
    item("on-its-way") { Heading(words.onItsWay.title) }
    item("on-its-way-text") { Quiet(words.onItsWay.text) }
    items(view.onItsWay, key = { "on-its-way/${it.change.change}" }) { line ->
        Card(inner = Gap) {
            Line(named(shell, line), text = words.waiting.saved(shell.format.moment(line.change.savedAt)), icon = Icons.OnItsWay)
        }
    }
    val more = view.onItsWayCount - view.onItsWay.size.toULong()
    if (more > 0uL) item("on-its-way-more") { Quiet(words.waiting.more(more)) }
}

/** What the server said to what was sent, the newest first. */
internal fun LazyListScope.receipts(shell: Shell, lines: List<ReceiptLine>) {
    val words = shell.words.sync.receipts
    item("receipts") { Heading(words.title) }
    if (lines.isEmpty()) {
        item("receipts-empty") { Quiet(words.empty) }
        return
    }
    item("receipt-lines") { Receipts(shell, lines) }
}

@Composable
private fun Receipts(shell: Shell, lines: List<ReceiptLine>) {
    var all by rememberSaveable { mutableStateOf(false) }
    Card(inner = Gap) {
        lines.take(if (all) lines.size else FIRST).forEach { line ->
            val what = happened(shell.words, line.happened)
            Line(
                line.aboutName?.let { shell.words.format.pair(what, it) } ?: what,
                Modifier.testTag("sync/receipt/${line.change}"),
                "${verdict(shell, line)}\n${shell.words.sync.receipts.since(shell.format.moment(line.judgedAt))}",
                Icons.Cloud,
            )
        }
        if (lines.size > FIRST) {
            val words = shell.words.action
            TextAction(if (all) words.less else words.more, { all = !all }, Modifier.testTag("sync/receipts/more"))
        }
    }
}

private fun verdict(shell: Shell, line: ReceiptLine): String = with(shell.words.sync.receipts) {
    when (line.verdict) {
        ReceiptVerdict.APPLIED -> applied
        ReceiptVerdict.MERGED -> merged
        ReceiptVerdict.DUPLICATE -> duplicate
    }
}
