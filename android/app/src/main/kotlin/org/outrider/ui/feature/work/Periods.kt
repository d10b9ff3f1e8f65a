package org.outrider.ui.feature.work

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.BreakLine
import org.outrider.core.CorrectionLine
import org.outrider.core.CorrectionState
import org.outrider.core.PeriodLine
import org.outrider.ui.design.Body
import org.outrider.ui.design.Card
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.Tell
import org.outrider.ui.design.TextAction
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.Mark
import org.outrider.ui.shell.Shell

/** A span at work with its breaks; its end can be asked to be another one. */
@Composable
internal fun PeriodCard(shell: Shell, line: PeriodLine) {
    val words = shell.words.work
    val format = shell.format
    val to = line.to
    var asked by rememberSaveable(line.period) { mutableStateOf(false) }
    Card(Modifier.testTag("work/period/${line.period}")) {
        Flow {
            Body(if (to == null) words.running(format.moment(line.from)) else words.period(format.moment(line.from), format.moment(to)))
            Mark(shell, line.mark)
        }
        if (line.isCorrected) Tell(words.corrected, icon = Icons.Check)
        line.breaks.forEach { Pause(shell, it) }
        line.corrections.forEach { Asked(shell, it) }
        if (to != null) TextAction(words.fix.end, { asked = true }, Modifier.testTag("work/correct/${line.period}"), Icons.Clock)
    }
    if (asked) CorrectionSheet(shell, line) { asked = false }
}

@Composable
private fun Pause(shell: Shell, line: BreakLine) {
    val words = shell.words.work
    val to = line.to
    val from = shell.format.clock(line.from)
    val span = if (to == null) words.breakRunning(from) else words.breakLine(from, shell.format.clock(to))
    Quiet(shell.words.format.pair(span, if (line.paid) words.paid else words.unpaid))
}

/** A correction that was asked for, and what became of it. */
@Composable
private fun Asked(shell: Shell, line: CorrectionLine) {
    val words = shell.words.work.correction
    val time = shell.format.moment(line.to)
    val (text, sign) = when (line.state) {
        CorrectionState.ASKED -> words.asked(time) to Icons.Clock
        CorrectionState.APPROVED -> words.approved(time) to Icons.Done
        CorrectionState.DECLINED -> words.declined(time) to Icons.Close
    }
    Tell(text, icon = sign)
    if (line.answer.isNotBlank()) Quiet(words.answer(line.answer))
}

/** A work day that nobody ended. */
@Composable
internal fun Forgotten(shell: Shell, line: PeriodLine) {
    val words = shell.words.work.fix
    var asked by rememberSaveable(line.period) { mutableStateOf(false) }
    Notice(
        words.text(shell.format.near(line.day)),
        Modifier.testTag("work/forgotten/${line.period}"),
        shell.words.work.running(shell.format.moment(line.from)),
        Tone.Warn,
    ) {
        line.corrections.forEach { Asked(shell, it) }
        SideButton(words.ask, { asked = true }, Modifier.testTag("work/fix/${line.period}"), Icons.Clock)
    }
    if (asked) CorrectionSheet(shell, line) { asked = false }
}
