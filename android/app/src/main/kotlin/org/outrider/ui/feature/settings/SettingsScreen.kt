package org.outrider.ui.feature.settings

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import org.outrider.bindings.coreVersion
import org.outrider.core.SettingsView
import org.outrider.model.Role
import org.outrider.ui.design.Body
import org.outrider.ui.design.Card
import org.outrider.ui.design.Gap
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Line
import org.outrider.ui.design.Page
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.shell.FailureNotice
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Sheet
import org.outrider.ui.shell.Shell

/** Who works here, on what, and how this phone shall be. */
@Composable
fun SettingsScreen(shell: Shell) {
    val words = shell.words
    Frame(shell, words.settings.title, words.help.settings) {
        when (val look = shell.look { it.settingsView() }) {
            is Look.Shown -> SettingsPage(shell, look.view)
            is Look.Failed -> FailureNotice(shell, look.failure)
        }
    }
}

@Composable
private fun ColumnScope.SettingsPage(shell: Shell, view: SettingsView) {
    Page(Modifier.weight(1f)) {
        item("you") { You(shell, view) }
        item("language") { LanguageCard(shell) }
        item("theme") { ThemeCard(shell) }
        item("lock") { LockCard(shell) }
        item("notifications") { NotificationsCard(shell) }
        item("location") { LocationCard(shell) }
        item("phone") { PhoneCard(shell, view) }
        item("sign-out") { SignOutCard(shell) }
        item("about") { AboutCard(shell) }
    }
}

@Composable
private fun You(shell: Shell, view: SettingsView) {
    val words = shell.words.settings
    val role = with(shell.words.common.role) {
        when (val role = view.role) {
            Role.Rep -> rep
            Role.Manager -> manager
            Role.Admin -> admin
            is Role.Unknown -> invoke(role.v1)
        }
    }
    Card(Modifier.testTag("settings/you")) {
        Text(view.personName, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
        Quiet(view.teamName?.let { words.role(role, it) } ?: role)
        Quiet(view.organisationName)
        view.zone?.let { zone ->
            Quiet(words.zone(zone))
            if (zone != view.deviceZone) Quiet(words.zoneDiffers(view.deviceZone))
        }
    }
}

@Composable
private fun PhoneCard(shell: Shell, view: SettingsView) {
    val words = shell.words.settings
    Section(words.phone) {
        Named(words.phone, view.deviceName)
        Named(words.server, view.server)
        Named(words.storage.title, words.storage.used(shell.format.size(view.bytesUsed.toLong())))
        Quiet(words.storage.records(view.records.sumOf { it.records }))
        Line(words.move, Modifier.testTag("settings/move"), icon = Icons.Phone, onTap = { shell.way.go(Screen.MoveToAnother) })
        Former(shell)
    }
}

/** Another phone of the same person, which may be in wrong hands. */
@Composable
private fun Former(shell: Shell) {
    val words = shell.words.wipe.other
    val former = (shell.look { it.enrolmentView().former } as? Look.Shown)?.view ?: return
    var asked by rememberSaveable { mutableStateOf(false) }
    Line(words.title, Modifier.testTag("settings/wipe-other"), former.name, Icons.Trash, onTap = { asked = true })
    if (asked) {
        Sheet(shell, words.title, { asked = false }) {
            Body(words.text(former.name))
            if (former.waiting > 0uL) Body(words.waiting(former.waiting))
            SideButton(
                words.go,
                {
                    shell.tap { it.askWipe(former.device) }
                    asked = false
                },
                Modifier.fillMaxWidth().testTag("settings/wipe-other/go"),
                Icons.Trash,
                warns = true,
            )
        }
    }
}

@Composable
private fun AboutCard(shell: Shell) {
    val words = shell.words.settings
    Section(words.about.title) {
        Line(words.diagnostics.title, Modifier.testTag("settings/diagnostics"), icon = Icons.Info, onTap = { shell.way.go(Screen.Diagnostics) })
        Line(words.licences, Modifier.testTag("settings/licences"), icon = Icons.ListOf, onTap = { shell.way.go(Screen.Licences) })
        Quiet(words.about.core(coreVersion()))
    }
}

/** A part of the settings under a heading of its own. */
@Composable
internal fun Section(title: String, content: @Composable ColumnScope.() -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(Gap)) {
        Heading(title)
        Card(content = content)
    }
}

@Composable
private fun Named(name: String, value: String) {
    Column(Modifier.semantics(mergeDescendants = true) { }) {
        Quiet(name)
        Body(value)
    }
}
