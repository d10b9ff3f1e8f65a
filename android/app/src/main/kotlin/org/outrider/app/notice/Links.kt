package org.outrider.app.notice

import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.net.Uri
import org.outrider.app.MainActivity
import org.outrider.ui.shell.Screen

private const val SCHEME = "outrider"

/** A place in the app as a text: for what a notification opens, and for a way that outlives the process. */
fun linkOf(screen: Screen): String =
    when (screen) {
        Screen.Enrolment -> link("enrolment")
        Screen.Today -> link("today")
        is Screen.Day -> link("day", screen.day)
        is Screen.Task -> link("task", screen.id)
        is Screen.NewTask -> link("new-task", screen.customer)
        is Screen.CheckIn -> link("check-in", screen.task, screen.customer)
        is Screen.Note -> link("note", screen.id, screen.customer, screen.task)
        Screen.Customers -> link("customers")
        Screen.CustomerMap -> link("map")
        is Screen.Customer -> link("customer", screen.id)
        is Screen.EditCustomer -> link("edit-customer", screen.id)
        Screen.Work -> link("work")
        Screen.Search -> link("search")
        Screen.Sync -> link("sync")
        Screen.MyData -> link("my-data")
        Screen.Settings -> link("settings")
        Screen.MoveToAnother -> link("move")
        Screen.Diagnostics -> link("diagnostics")
        Screen.Licences -> link("licences")
    }

/** The place that a text names, where it names one. */
fun screenOf(link: String): Screen? {
    val (scheme, rest) = link.split(':', limit = 2).takeIf { it.size == 2 } ?: return null
    if (scheme != SCHEME) return null
    val parts = rest.split('/')
    fun part(index: Int) = parts.getOrNull(index)?.takeIf { it.isNotEmpty() }
    val first = part(1)
    return when (parts[0]) {
        "enrolment" -> Screen.Enrolment
        "today" -> Screen.Today
        "day" -> first?.let(Screen::Day)
        "task" -> first?.let(Screen::Task)
        "new-task" -> Screen.NewTask(first)
        "check-in" -> Screen.CheckIn(first, part(2))
        "note" -> first?.let { Screen.Note(it, part(2), part(3)) }
        "customers" -> Screen.Customers
        "map" -> Screen.CustomerMap
        "customer" -> first?.let(Screen::Customer)
        "edit-customer" -> Screen.EditCustomer(first)
        "work" -> Screen.Work
        "search" -> Screen.Search
        "sync" -> Screen.Sync
        "my-data" -> Screen.MyData
        "settings" -> Screen.Settings
        "move" -> Screen.MoveToAnother
        "diagnostics" -> Screen.Diagnostics
        "licences" -> Screen.Licences
        else -> null
    }
}

private fun link(vararg parts: String?): String = "$SCHEME:" + parts.joinToString("/") { it.orEmpty() }

/** What a tap on a notification does: the app comes, at this place. */
fun opening(context: Context, screen: Screen): PendingIntent {
    val intent = Intent(Intent.ACTION_VIEW, Uri.parse(linkOf(screen)), context, MainActivity::class.java)
    return PendingIntent.getActivity(context, 0, intent, PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT)
}
