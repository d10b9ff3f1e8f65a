package org.outrider.ui.feature.settings

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import kotlinx.coroutines.launch
import org.outrider.ui.design.Body
import org.outrider.ui.design.ChoiceLine
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Line
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.SwitchLine
import org.outrider.ui.design.TextAction
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Sheet
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.Theme
import org.outrider.ui.shell.Unlocked
import org.outrider.words.Words

@Composable
internal fun LanguageCard(shell: Shell) {
    val words = shell.words.settings.language
    Section(words.title) {
        Column(Modifier.selectableGroup()) {
            ChoiceLine(
                words.system,
                shell.preferences.language == null,
                { shell.prefer { copy(language = null) } },
                Modifier.testTag("settings/language/system"),
            )
            Words.languages.forEach { language ->
                ChoiceLine(
                    language.name,
                    shell.preferences.language == language.code,
                    { shell.prefer { copy(language = language.code) } },
                    Modifier.testTag("settings/language/${language.code}"),
                )
            }
        }
    }
}

@Composable
internal fun ThemeCard(shell: Shell) {
    val words = shell.words.settings
    Section(words.theme.title) {
        Column(Modifier.selectableGroup()) {
            Theme.entries.forEach { theme ->
                val name = when (theme) {
                    Theme.System -> words.theme.system
                    Theme.Light -> words.theme.light
                    Theme.Dark -> words.theme.dark
                }
                ChoiceLine(
                    name,
                    shell.preferences.theme == theme,
                    { shell.prefer { copy(theme = theme) } },
                    Modifier.testTag("settings/theme/$theme"),
                )
            }
        }
        Quiet(words.textSize.text)
    }
}

/** Only who can open the lock may switch it on: else he would lock himself out. */
@Composable
internal fun LockCard(shell: Shell) {
    val words = shell.words.settings.lock
    val scope = rememberCoroutineScope()
    var wrong by rememberSaveable { mutableStateOf<String?>(null) }
    Section(words.title) {
        SwitchLine(
            words.title,
            shell.preferences.lock,
            { on ->
                wrong = null
                if (!on) {
                    shell.prefer { copy(lock = false) }
                } else {
                    scope.launch {
                        when (shell.platform.unlock()) {
                            Unlocked.Yes -> shell.prefer { copy(lock = true) }
                            Unlocked.No -> wrong = words.failed
                            Unlocked.NoLockOnPhone -> wrong = words.none
                        }
                    }
                }
            },
            Modifier.testTag("settings/lock"),
            words.text,
        )
        wrong?.let { Notice(it, tone = Tone.Warn) }
    }
}

/** How the way on duty is taken is chosen where everything about it stands. */
@Composable
internal fun LocationCard(shell: Shell) {
    val words = shell.words.settings
    Section(words.location.title) {
        Line(words.location.`open`, Modifier.testTag("settings/location"), icon = Icons.Place, onTap = { shell.way.go(Screen.MyData) })
        Line(words.myData, Modifier.testTag("settings/my-data"), icon = Icons.Eye, onTap = { shell.way.go(Screen.MyData) })
    }
}

/** Ends the session; what waits is said first. */
@Composable
internal fun SignOutCard(shell: Shell) {
    val words = shell.words.settings.signOut
    var asked by rememberSaveable { mutableStateOf(false) }
    SideButton(words.title, { asked = true }, Modifier.fillMaxWidth().testTag("settings/sign-out"), Icons.Lock)
    if (!asked) return
    val waiting = (shell.look { it.unsent() } as? Look.Shown)?.view ?: 0uL
    Sheet(shell, words.title, { asked = false }) {
        Body(words.text)
        if (waiting > 0uL) {
            Notice(words.waiting(waiting), tone = Tone.Warn) {
                TextAction(shell.words.sync.title, { asked = false; shell.way.go(Screen.Sync) }, Modifier.testTag("settings/sign-out/sync"))
            }
        }
        SideButton(
            words.go,
            {
                shell.tap { it.signOut() }
                asked = false
                shell.lookAgain()
            },
            Modifier.fillMaxWidth().testTag("settings/sign-out/go"),
            Icons.Lock,
            warns = true,
        )
    }
}
