package org.outrider.ui.feature.newtask

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.ActivityName
import org.outrider.core.Hit
import org.outrider.core.NewTask
import org.outrider.model.Priority
import org.outrider.model.Window
import org.outrider.ui.design.Card
import org.outrider.ui.design.Chips
import org.outrider.ui.design.Field
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Line
import org.outrider.ui.design.Page
import org.outrider.ui.design.SideButton
import org.outrider.ui.shell.DayChooser
import org.outrider.ui.shell.FailureNotice
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Primary
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.WindowChooser
import org.outrider.ui.shell.of

private val Priorities = listOf(Priority.Urgent, Priority.High, Priority.Normal, Priority.Low)

/** A task that the person gives himself. */
@Composable
fun NewTaskScreen(shell: Shell, customer: String?) {
    val words = shell.words.task.add
    var title by rememberSaveable { mutableStateOf("") }
    var details by rememberSaveable { mutableStateOf("") }
    var where by rememberSaveable { mutableStateOf(customer) }
    var kind by rememberSaveable { mutableStateOf<String?>(null) }
    var day by rememberSaveable { mutableStateOf<String?>(shell.format.today().toString()) }
    var window by remember { mutableStateOf<Window?>(null) }
    var priority by remember { mutableStateOf<Priority>(Priority.Normal) }
    var untitled by rememberSaveable { mutableStateOf(false) }
    val look = shell.look { phone -> phone.settingsView().activities.filterNot { it.retired } }
    val activities = (look as? Look.Shown)?.view.orEmpty()
    val activity = activities.find { it.id == kind } ?: activities.firstOrNull()
    val save = Primary(words.save, Icons.Check, activity != null) {
        untitled = title.isBlank()
        if (!untitled && activity != null) {
            val task = NewTask(title.trim(), details.trim(), activity.id, where, day, window, priority)
            shell.tap { it.assignOwnTask(task) }?.let { shell.way.replace(Screen.Task(it)) }
        }
    }
    Frame(shell, words.title, shell.words.help.task, primary = save) {
        if (look is Look.Failed) FailureNotice(shell, look.failure)
        Page(Modifier.weight(1f)) {
            item("title") {
                Field(
                    words.what,
                    title,
                    { title = it; untitled = false },
                    Modifier.testTag("new-task/title"),
                    wrong = words.untitled.takeIf { untitled },
                )
            }
            item("activity") { Activities(shell, activities, activity) { kind = it.id } }
            item("customer") { Where(shell, where) { where = it } }
            item("day") { DayChooser(shell, day) { day = it } }
            item("window") { WindowChooser(shell, window) { window = it } }
            item("priority") {
                Heading(shell.words.task.reschedule.priority)
                Chips(Priorities, priority, { shell.words.of(it) }, { priority = it })
            }
            item("details") {
                Field(shell.words.task.detail.details, details, { details = it }, Modifier.testTag("new-task/details"), lines = 3)
            }
        }
    }
}

@Composable
private fun Activities(shell: Shell, activities: List<ActivityName>, chosen: ActivityName?, onChoose: (ActivityName) -> Unit) {
    Heading(shell.words.task.detail.activity)
    Chips(activities, chosen, { it.name ?: shell.words.task.title }, onChoose)
}

/** The customer that it is for, found by name; or none. */
@Composable
private fun Where(shell: Shell, customer: String?, onChoose: (String?) -> Unit) {
    val words = shell.words
    var typed by rememberSaveable { mutableStateOf("") }
    if (customer != null) {
        val look = shell.look(customer) { it.customerView(customer, null).name }
        Card {
            Line((look as? Look.Shown)?.view ?: words.format.somebody, text = words.task.add.customer, icon = Icons.Place)
            SideButton(words.today.noCustomer, { onChoose(null) }, Modifier.testTag("new-task/no-customer"), Icons.Close)
        }
        return
    }
    Field(words.task.add.customer, typed, { typed = it }, Modifier.testTag("new-task/customer"), hint = words.customers.search)
    if (typed.isBlank()) return
    val look = shell.look(typed) { it.searchView(typed).hits.filterIsInstance<Hit.Customer>() }
    (look as? Look.Shown)?.view.orEmpty().take(8).forEach { hit ->
        val name = hit.name.pieces.joinToString("") { it.text }
        Line(
            name,
            Modifier.testTag("new-task/customer/${hit.customer}"),
            hit.address.pieces.joinToString("") { it.text },
            Icons.Place,
            onTap = { onChoose(hit.customer) },
        )
    }
}
