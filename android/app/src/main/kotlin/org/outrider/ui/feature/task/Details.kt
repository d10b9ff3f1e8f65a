package org.outrider.ui.feature.task

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.ActionKind
import org.outrider.core.TaskView
import org.outrider.ui.design.Body
import org.outrider.ui.design.Card
import org.outrider.ui.design.Gap
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Line
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.TickLine
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell

/** Where, when, who, what to know. */
@Composable
internal fun Details(shell: Shell, view: TaskView) {
    val words = shell.words.task.detail
    Card(inner = Gap) {
        val customer = view.customer
        if (customer != null) {
            val away = customer.distanceMm?.let { shell.words.today.reason.away(shell.format.distance(it)) }
            Line(
                customer.name,
                Modifier.testTag("task/customer"),
                listOfNotNull(customer.address.ifEmpty { null }, away).joinToString("\n"),
                Icons.Place,
                shell.words.label.openCustomer(customer.name),
                { shell.way.go(Screen.Customer(customer.id)) },
            )
        } else {
            Line(words.place, text = shell.words.today.noCustomer, icon = Icons.Place)
        }
        Line(words.time, text = time(shell, view), icon = Icons.Clock)
        Line(words.who, text = who(shell, view), icon = Icons.Person)
        view.activity.name?.let { Line(words.activity, text = it, icon = Icons.Task) }
        if (view.series != null) Line(words.series, icon = Icons.Sync)
        val note = view.fromNote
        if (note != null) {
            Line(words.fromNote, icon = Icons.Note, label = shell.words.action.`open`, onTap = { shell.way.go(Screen.Note(note)) })
        }
    }
    if (view.details.isNotEmpty()) {
        Card {
            Quiet(words.details)
            Body(view.details)
        }
    }
}

private fun time(shell: Shell, view: TaskView): String {
    val words = shell.words.task.detail
    val day = view.planDay?.let { shell.format.near(it) } ?: words.noDay
    val window = view.window?.let { shell.format.window(it) } ?: words.noWindow
    return shell.words.format.dayTime(day, window)
}

private fun who(shell: Shell, view: TaskView): String {
    val words = shell.words.task.detail
    val name = view.assignee?.let { it.name ?: shell.words.format.somebody }
    val team = view.teamName?.let { words.team(it) }
    val maker = view.madeBy.name?.let { words.madeBy(it) }
    return listOfNotNull(name ?: team ?: words.nobody, maker).joinToString("\n")
}

@Composable
internal fun Checklist(shell: Shell, view: TaskView) {
    val words = shell.words.task.checklist
    val done = view.checklist.count { it.done }
    val may = view.actions.any { it.kind == ActionKind.CHECK }
    Card(inner = Gap) {
        Heading(words.title)
        Quiet(words.progress(shell.format.number(done), shell.format.number(view.checklist.size)))
        view.checklist.forEach { item ->
            TickLine(
                item.text,
                item.done,
                { ticked -> shell.tap { it.checkItem(view.task, item.item, ticked) } },
                Modifier.testTag("task/item/${item.item}"),
                may,
            )
        }
    }
}
