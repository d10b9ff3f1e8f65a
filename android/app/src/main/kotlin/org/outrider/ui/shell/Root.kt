package org.outrider.ui.shell

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import androidx.compose.runtime.setValue
import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.unit.LayoutDirection
import org.outrider.core.EnrolmentState
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.feature.checkin.CheckInScreen
import org.outrider.ui.feature.customer.CustomerScreen
import org.outrider.ui.feature.customer.EditCustomerScreen
import org.outrider.ui.feature.customers.CustomersScreen
import org.outrider.ui.feature.diagnostics.DiagnosticsScreen
import org.outrider.ui.feature.enrolment.EnrolmentScreen
import org.outrider.ui.feature.enrolment.FormerScreen
import org.outrider.ui.feature.licences.LicencesScreen
import org.outrider.ui.feature.lock.LockScreen
import org.outrider.ui.feature.map.CustomerMapScreen
import org.outrider.ui.feature.move.MoveScreen
import org.outrider.ui.feature.mydata.MyDataScreen
import org.outrider.ui.feature.newtask.NewTaskScreen
import org.outrider.ui.feature.note.NoteScreen
import org.outrider.ui.feature.search.SearchScreen
import org.outrider.ui.feature.settings.SettingsScreen
import org.outrider.ui.feature.sync.SyncScreen
import org.outrider.ui.feature.task.TaskScreen
import org.outrider.ui.feature.today.DayScreen
import org.outrider.ui.feature.today.TodayScreen
import org.outrider.ui.feature.work.Tracking
import org.outrider.ui.feature.work.WorkScreen

/** The whole app: its look and direction, who may come in, and the screen that one is at. */
@Composable
fun Root(shell: Shell) {
    val dark = when (shell.preferences.theme) {
        Theme.System -> isSystemInDarkTheme()
        Theme.Light -> false
        Theme.Dark -> true
    }
    val direction = if (shell.words.language.isRightToLeft) LayoutDirection.Rtl else LayoutDirection.Ltr
    OutriderTheme(dark) {
        CompositionLocalProvider(LocalLayoutDirection provides direction) { Gate(shell) }
    }
}

/** Lets nobody in but the owner, and him to his work only once the phone is his. */
@Composable
private fun Gate(shell: Shell) {
    if (shell.locked) {
        LockScreen(shell, shell::open)
        return
    }
    var later by rememberSaveable { mutableStateOf(false) }
    when (val look = shell.look { it.enrolmentView() }) {
        is Look.Failed -> FailureNotice(shell, look.failure, onRetry = shell::lookAgain)
        is Look.Shown -> {
            val view = look.view
            val former = view.former
            when {
                view.state == EnrolmentState.NOT_ENROLLED -> EnrolmentScreen(shell, view)
                former != null && !later && view.state == EnrolmentState.ENROLLED ->
                    FormerScreen(shell, view, former) { later = true }
                else -> Screens(shell)
            }
        }
    }
}

/** The screen that one is at; those below it keep what was typed and how far they were read. */
@Composable
private fun Screens(shell: Shell) {
    val holder = rememberSaveableStateHolder()
    val here = shell.way.here
    // A screen that is left for good begins anew the next time.
    val known = remember { mutableSetOf<Screen>() }
    known.filter { it !in shell.way }.forEach {
        holder.removeState(it.toString())
        known -= it
    }
    known += here
    Tracking(shell)
    holder.SaveableStateProvider(here.toString()) { Shown(shell, here) }
}

@Composable
private fun Shown(shell: Shell, screen: Screen) {
    when (screen) {
        Screen.Enrolment -> SignInAgain(shell)
        Screen.Today -> TodayScreen(shell)
        is Screen.Day -> DayScreen(shell, screen.day)
        is Screen.Task -> TaskScreen(shell, screen.id)
        is Screen.NewTask -> NewTaskScreen(shell, screen.customer)
        is Screen.CheckIn -> CheckInScreen(shell, screen.task, screen.customer)
        is Screen.Note -> NoteScreen(shell, screen.id, screen.customer, screen.task)
        Screen.Customers -> CustomersScreen(shell)
        Screen.CustomerMap -> CustomerMapScreen(shell)
        is Screen.Customer -> CustomerScreen(shell, screen.id)
        is Screen.EditCustomer -> EditCustomerScreen(shell, screen.id)
        Screen.Work -> WorkScreen(shell)
        Screen.Search -> SearchScreen(shell)
        Screen.Sync -> SyncScreen(shell)
        Screen.MyData -> MyDataScreen(shell)
        Screen.Settings -> SettingsScreen(shell)
        Screen.MoveToAnother -> MoveScreen(shell)
        Screen.Diagnostics -> DiagnosticsScreen(shell)
        Screen.Licences -> LicencesScreen(shell)
    }
}

@Composable
private fun SignInAgain(shell: Shell) {
    when (val look = shell.look { it.enrolmentView() }) {
        is Look.Shown -> EnrolmentScreen(shell, look.view, onBack = { shell.way.back() })
        is Look.Failed -> FailureNotice(shell, look.failure)
    }
}
