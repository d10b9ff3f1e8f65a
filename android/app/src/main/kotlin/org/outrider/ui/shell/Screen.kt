package org.outrider.ui.shell

import androidx.compose.runtime.Stable
import androidx.compose.runtime.mutableStateListOf

/** Every place in the app that one can go to. */
sealed interface Screen {
    data object Enrolment : Screen

    data object Today : Screen

    data class Day(val day: String) : Screen

    data class Task(val id: String) : Screen

    data class NewTask(val customer: String? = null) : Screen

    data class CheckIn(val task: String? = null, val customer: String? = null) : Screen

    data class Note(val id: String, val customer: String? = null, val task: String? = null) : Screen

    data object Customers : Screen

    data object CustomerMap : Screen

    data class Customer(val id: String) : Screen

    data class EditCustomer(val id: String?) : Screen

    data object Work : Screen

    data object Search : Screen

    data object Sync : Screen

    data object MyData : Screen

    data object Settings : Screen

    data object MoveToAnother : Screen

    data object Diagnostics : Screen

    data object Licences : Screen
}

/** The screens that the bar at the bottom leads to. */
val Tabs: List<Screen> = listOf(Screen.Today, Screen.Customers, Screen.Search, Screen.Work, Screen.Sync)

/** The way that led to the screen that is shown; its first is always one of the bar's. */
@Stable
class Way(first: Screen = Screen.Today) {
    private val stack = mutableStateListOf(first)

    val here: Screen get() = stack.last()

    val canGoBack: Boolean get() = stack.size > 1

    /** From the first to the one that is shown. */
    val screens: List<Screen> get() = stack.toList()

    operator fun contains(screen: Screen): Boolean = screen in stack

    fun go(screen: Screen) {
        if (screen != here) stack.add(screen)
    }

    /** Goes on in place of the screen that is shown, so that back does not lead to it. */
    fun replace(screen: Screen) {
        stack[stack.lastIndex] = screen
    }

    /** Begins anew at a screen of the bar. */
    fun start(screen: Screen) {
        stack.clear()
        stack.add(screen)
    }

    fun back(): Boolean {
        if (!canGoBack) return false
        stack.removeAt(stack.lastIndex)
        return true
    }
}
