package org.outrider.ui.feature.work

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.PeriodLine
import org.outrider.ui.design.Field
import org.outrider.ui.design.Icons
import org.outrider.ui.design.MainButton
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.shell.ListSheet
import org.outrider.ui.shell.Sheet
import org.outrider.ui.shell.Shell

private const val QUARTER = 15 * 60 * 1_000_000L

/** No period is longer. */
private const val LONGEST = 16 * 4

/** Asks for another end of a span at work: when, and why. */
@Composable
internal fun CorrectionSheet(shell: Shell, line: PeriodLine, onClose: () -> Unit) {
    val words = shell.words.work.fix
    var end by rememberSaveable { mutableStateOf<Long?>(null) }
    var why by rememberSaveable { mutableStateOf("") }
    var missed by rememberSaveable { mutableStateOf(false) }
    var choosing by rememberSaveable { mutableStateOf(false) }
    Sheet(shell, words.title, onClose) {
        Quiet(shell.words.work.running(shell.format.moment(line.from)))
        val chosen = end
        SideButton(
            if (chosen == null) words.end else shell.words.format.pair(words.end, shell.format.moment(chosen)),
            { choosing = true },
            Modifier.fillMaxWidth().testTag("work/fix/end"),
            Icons.Clock,
        )
        Field(
            words.reason,
            why,
            { why = it; missed = false },
            Modifier.testTag("work/fix/reason"),
            hint = words.reasonHint,
            wrong = words.reasonNeeded.takeIf { missed },
            lines = 2,
        )
        MainButton(
            words.ask,
            {
                missed = why.isBlank()
                if (!missed && chosen != null && ask(shell, line, chosen, why.trim())) onClose()
            },
            Modifier.testTag("work/fix/ask"),
            enabled = chosen != null,
        )
    }
    if (choosing) {
        val ends = remember(line.from) { ends(line.from, shell.platform.now()) }
        ListSheet(shell, words.end, ends, end, { shell.format.moment(it) }, { choosing = false }) { end = it }
    }
}

private fun ask(shell: Shell, line: PeriodLine, end: Long, why: String): Boolean =
    shell.tap { it.askWorkCorrection(line.workDay, line.period, end, why) } != null

/** Full quarters of hours after the beginning, none of them in the future. */
internal fun ends(from: Long, now: Long): List<Long> {
    val first = Math.floorDiv(from, QUARTER) * QUARTER + QUARTER
    return (0 until LONGEST).map { first + it * QUARTER }.filter { it <= now }
}
