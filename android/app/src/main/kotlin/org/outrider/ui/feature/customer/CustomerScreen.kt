package org.outrider.ui.feature.customer

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.CustomerView
import org.outrider.ui.design.Card
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Heading
import org.outrider.ui.design.IconAction
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Page
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.Tell
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.FailureNotice
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Mark
import org.outrider.ui.shell.Primary
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.of

/** One customer: how to reach him, what is to be done there, what happened. */
@Composable
fun CustomerScreen(shell: Shell, customer: String) {
    val words = shell.words.customer
    val at = remember { shell.platform.lastFix()?.position }
    val look = shell.look(customer, at) { it.customerView(customer, at) }
    val view = (look as? Look.Shown)?.view
    val change: @Composable () -> Unit = {
        if (view != null && !view.removed) {
            IconAction(Icons.Note, words.edit, { shell.way.go(Screen.EditCustomer(customer)) }, Modifier.testTag("customer/edit"))
        }
    }
    val go = Primary(words.checkIn, Icons.Place) { shell.way.go(Screen.CheckIn(customer = customer)) }
    Frame(
        shell,
        view?.name ?: words.title,
        shell.words.help.customer,
        actions = { change() },
        primary = go.takeIf { view != null && !view.removed },
    ) {
        when (look) {
            is Look.Shown -> CustomerPage(shell, look.view)
            is Look.Failed -> FailureNotice(shell, look.failure)
        }
    }
}

@Composable
private fun ColumnScope.CustomerPage(shell: Shell, view: CustomerView) {
    val words = shell.words.customer
    Page(Modifier.weight(1f)) {
        if (view.removed) item("removed") { Notice(words.removed, tone = Tone.Warn) }
        item("reach") { Reach(shell, view) }
        item("facts") { Facts(shell, view) }
        openTasks(shell, view)
        item("more-deeds") { Deeds(shell, view) }
        timeline(shell, view)
    }
}

@Composable
private fun Deeds(shell: Shell, view: CustomerView) {
    if (view.removed) return
    val words = shell.words.customer
    Flow {
        SideButton(words.note, { writeNote(shell, view) }, Modifier.testTag("customer/note"), Icons.Note)
        SideButton(words.task, { shell.way.go(Screen.NewTask(view.customer)) }, Modifier.testTag("customer/task"), Icons.Task)
    }
}

internal fun writeNote(shell: Shell, view: CustomerView) {
    shell.tap { it.newNote() }?.let { shell.way.go(Screen.Note(it, view.customer)) }
}

private fun LazyListScope.openTasks(shell: Shell, view: CustomerView) {
    val words = shell.words
    item("open-tasks") { Heading(words.customer.openTasks) }
    if (view.openTasks.isEmpty()) item("no-tasks") { Quiet(words.customer.noTasks) }
    items(view.openTasks, key = { "task/${it.task}" }) { task ->
        Card(Modifier.testTag("customer/task/${task.task}"), { shell.way.go(Screen.Task(task.task)) }, words.label.openTask(task.title)) {
            Text(task.title, style = MaterialTheme.typography.titleSmall)
            Flow {
                Tell(words.of(task.status))
                task.planDay?.let { Tell(shell.format.near(it), icon = Icons.Calendar) }
                task.assignee?.name?.let { Quiet(it) }
                Mark(shell, task.mark)
            }
        }
    }
}
