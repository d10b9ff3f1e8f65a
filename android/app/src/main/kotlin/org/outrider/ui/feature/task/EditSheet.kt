package org.outrider.ui.feature.task

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.TaskView
import org.outrider.core.TaskWords
import org.outrider.ui.design.Chips
import org.outrider.ui.design.Field
import org.outrider.ui.design.Heading
import org.outrider.ui.design.MainButton
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Sheet
import org.outrider.ui.shell.Shell

/** Other words for a task. */
@Composable
internal fun EditSheet(shell: Shell, view: TaskView, onClose: () -> Unit) {
    val words = shell.words.task
    var title by rememberSaveable { mutableStateOf(view.title) }
    var details by rememberSaveable { mutableStateOf(view.details) }
    var kind by rememberSaveable { mutableStateOf(view.activity.id) }
    var untitled by rememberSaveable { mutableStateOf(false) }
    val look = shell.look { it.settingsView().activities }
    val activities = (look as? Look.Shown)?.view.orEmpty().filter { !it.retired || it.id == view.activity.id }
    Sheet(shell, words.edit, onClose) {
        Field(
            words.add.what,
            title,
            { title = it; untitled = false },
            Modifier.testTag("edit-task/title"),
            wrong = words.add.untitled.takeIf { untitled },
        )
        Field(words.detail.details, details, { details = it }, Modifier.testTag("edit-task/details"), lines = 3)
        Heading(words.detail.activity)
        Chips(activities, activities.find { it.id == kind }, { it.name ?: words.title }, { kind = it.id })
        MainButton(
            shell.words.action.save,
            {
                untitled = title.isBlank()
                val written = TaskWords(title.trim(), details.trim(), kind)
                // What could not be saved stays as it was typed.
                if (!untitled && shell.tap { it.editTask(view.task, written); true } != null) onClose()
            },
            Modifier.testTag("edit-task/save"),
        )
    }
}
