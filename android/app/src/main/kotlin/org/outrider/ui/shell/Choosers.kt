package org.outrider.ui.shell

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.model.Window
import org.outrider.ui.design.Chips
import org.outrider.ui.design.ChoiceLine
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Gap
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Icons
import org.outrider.ui.design.SideButton

/** How many days ahead one chooses from. */
private const val AHEAD = 60L

/** How far two times to choose from lie apart, in minutes. */
private const val STEP = 30

/** Chooses a day, or none: the likely ones at a tap, any of the next weeks in a list. */
@Composable
fun DayChooser(shell: Shell, day: String?, onChoose: (String?) -> Unit) {
    val words = shell.words.task.reschedule
    var asked by remember { mutableStateOf(false) }
    val today = shell.format.today()
    val likely = listOf(null, today, today.plusDays(1), today.plusDays(7)).map { it?.toString() }
    Column(verticalArrangement = Arrangement.spacedBy(Gap)) {
        Heading(words.day)
        Chips(
            if (day in likely) likely else likely + day,
            day,
            { one ->
                when (one) {
                    null -> words.noDay
                    likely[1] -> words.today
                    likely[2] -> words.tomorrow
                    likely[3] -> words.nextWeek
                    else -> shell.format.day(one)
                }
            },
            onChoose,
        )
        SideButton(words.day, { asked = true }, Modifier.testTag("choose/day"), Icons.Calendar)
    }
    if (asked) {
        val days = remember(today) { (0..AHEAD).map { today.plusDays(it).toString() } }
        ListSheet(shell, words.day, days, day, { shell.format.near(it) }, { asked = false }, onChoose)
    }
}

/** Chooses a part of the day, or none. */
@Composable
fun WindowChooser(shell: Shell, window: Window?, onChoose: (Window?) -> Unit) {
    val words = shell.words.task.reschedule
    var asked by remember { mutableStateOf<String?>(null) }
    val from = window?.from?.toInt()
    val until = window?.to?.toInt()
    Flow {
        SideButton(pair(shell, words.from, from), { asked = "from" }, Modifier.testTag("choose/from"), Icons.Clock)
        if (from != null) SideButton(pair(shell, words.until, until), { asked = "until" }, Modifier.testTag("choose/until"), Icons.Clock)
        if (window != null) SideButton(words.noWindow, { onChoose(null) }, Modifier.testTag("choose/no-window"), Icons.Close)
    }
    if (asked == "from") {
        val times = (0 until 24 * 60 step STEP).toList()
        ListSheet(shell, words.from, times, from, shell.format::minute, { asked = null }) { chosen ->
            val end = until?.takeIf { it > chosen } ?: minOf(chosen + 2 * STEP, 24 * 60 - 1)
            onChoose(Window(chosen.toUShort(), end.toUShort()))
        }
    }
    if (asked == "until" && from != null) {
        val times = (from + STEP until 24 * 60 step STEP).toList()
        ListSheet(shell, words.until, times, until, shell.format::minute, { asked = null }) { chosen ->
            onChoose(Window(from.toUShort(), chosen.toUShort()))
        }
    }
}

private fun pair(shell: Shell, what: String, minute: Int?): String =
    if (minute == null) what else shell.words.format.pair(what, shell.format.minute(minute))

/** Chooses one of many in a sheet. */
@Composable
fun <T> ListSheet(
    shell: Shell,
    title: String,
    options: List<T>,
    chosen: T?,
    text: (T) -> String,
    onClose: () -> Unit,
    onChoose: (T) -> Unit,
) {
    Sheet(shell, title, onClose) {
        Column(Modifier.selectableGroup()) {
            options.forEach { option ->
                ChoiceLine(
                    text(option),
                    option == chosen,
                    { onChoose(option); onClose() },
                    Modifier.testTag("choose/$option"),
                )
            }
        }
    }
}
