package org.outrider.ui.feature.task

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.Plan
import org.outrider.core.TaskView
import org.outrider.model.Priority
import org.outrider.ui.design.Chips
import org.outrider.ui.design.Heading
import org.outrider.ui.design.MainButton
import org.outrider.ui.shell.DayChooser
import org.outrider.ui.shell.Sheet
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.WindowChooser
import org.outrider.ui.shell.of

/** What a rep chooses from, the weightiest first. */
internal val Priorities = listOf(Priority.Urgent, Priority.High, Priority.Normal, Priority.Low)

/** Another day, time or priority. */
@Composable
internal fun RescheduleSheet(shell: Shell, view: TaskView, onClose: () -> Unit) {
    val words = shell.words.task.reschedule
    var day by remember { mutableStateOf(view.planDay) }
    var window by remember { mutableStateOf(view.window) }
    var priority by remember { mutableStateOf(view.priority) }
    Sheet(shell, words.title, onClose) {
        DayChooser(shell, day) { day = it }
        WindowChooser(shell, window) { window = it }
        Heading(words.priority)
        Chips(Priorities, priority, { shell.words.of(it) }, { priority = it })
        MainButton(
            shell.words.action.save,
            {
                if (shell.tap { it.rescheduleTask(view.task, Plan(day, window, priority)); true } != null) onClose()
            },
            Modifier.testTag("reschedule/save"),
        )
    }
}
