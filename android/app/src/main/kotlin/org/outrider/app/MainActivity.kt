package org.outrider.app

import android.content.Intent
import android.content.res.Configuration
import android.graphics.Color
import android.os.Bundle
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import androidx.activity.ComponentActivity
import androidx.activity.SystemBarStyle
import androidx.activity.compose.BackHandler
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.result.contract.ActivityResultContracts.RequestMultiplePermissions
import androidx.activity.result.contract.ActivityResultContracts.StartActivityForResult
import androidx.compose.foundation.layout.Box
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.lifecycle.lifecycleScope
import java.time.ZoneId
import java.util.Locale
import kotlinx.coroutines.launch
import org.outrider.app.notice.linkOf
import org.outrider.app.notice.screenOf
import org.outrider.app.opening.FailedScreen
import org.outrider.app.opening.WipedScreen
import org.outrider.app.scan.ScanScreen
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.shell.Format
import org.outrider.ui.shell.Permission
import org.outrider.ui.shell.Root
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.Tabs
import org.outrider.ui.shell.Theme

/** The one window of the app. */
class MainActivity : ComponentActivity() {
    private val permissions = registerForActivityResult(RequestMultiplePermissions()) { answers ->
        home.platform.answered(answers.values.any { it })
    }
    private val owner = registerForActivityResult(StartActivityForResult()) { home.platform.unlocked(it.resultCode == RESULT_OK) }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        home.platform.window = this
        when {
            savedInstanceState != null -> goBackTo(savedInstanceState.getStringArrayList(WAY).orEmpty())
            intent.data != null -> go(intent)
            // A process that ended in the middle of a note goes on there: no other screen leads to what was typed.
            else -> home.preferences.typing?.let { goBackTo(listOf(linkOf(Screen.Today), it)) }
        }
        setContent { Window() }
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        go(intent)
    }

    override fun onStart() {
        super.onStart()
        home.comes()
    }

    override fun onStop() {
        if (!isChangingConfigurations) home.goes()
        super.onStop()
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        val way = (home.opened as? Opened.Open)?.shell?.way?.screens ?: return
        outState.putStringArrayList(WAY, ArrayList(way.map(::linkOf)))
    }

    override fun onDestroy() {
        if (home.platform.window === this) home.platform.window = null
        super.onDestroy()
    }

    internal fun askPermissions(names: List<String>) = permissions.launch(names.toTypedArray())

    internal fun askToNotify() {
        lifecycleScope.launch { home.platform.ask(Permission.Notifications) }
    }

    internal fun askOwner(intent: Intent) = owner.launch(intent)

    /** Goes to what a notification tells of. */
    private fun go(intent: Intent) {
        val shell = (home.opened as? Opened.Open)?.shell ?: return
        val screen = intent.data?.toString()?.let(::screenOf) ?: return
        if (screen in Tabs) {
            shell.way.start(screen)
        } else {
            shell.way.start(Screen.Today)
            shell.way.go(screen)
        }
    }

    /** Goes the way again that Android had to end the process on; one that is still known stands. */
    private fun goBackTo(links: List<String>) {
        val way = (home.opened as? Opened.Open)?.shell?.way ?: return
        if (way.canGoBack || way.here != Screen.Today) return
        links.mapNotNull(::screenOf).forEachIndexed { at, screen -> if (at == 0) way.start(screen) else way.go(screen) }
    }

    @Composable
    private fun Window() {
        when (val opened = home.opened) {
            is Opened.Failed -> {
                val words = home.words()
                val zone = ZoneId.of(home.platform.zone)
                val format = Format(words, Locale.forLanguageTag(words.language.code), zone, home.platform::now)
                FailedScreen(words, format, opened.failure, home::retry, home::beginAnew)
            }
            is Opened.Open -> Inside(opened.shell)
        }
    }

    @Composable
    private fun Inside(shell: Shell) {
        Manners(shell)
        val here = shell.way.here
        LaunchedEffect(here) { home.preferences.typing = (here as? Screen.Note)?.let(::linkOf) }
        if (home.isWiped) {
            WipedScreen(shell.words, home::wipeIsKnown)
            return
        }
        // At the first screen, back leaves the app as everywhere.
        BackHandler(shell.way.canGoBack && !shell.locked) { shell.way.back() }
        val scanning = home.platform.scanning
        // The screen that waits for the code goes on to exist below the camera, and is not heard.
        Box(if (scanning == null) Modifier else Modifier.clearAndSetSemantics {}) { Root(shell) }
        if (scanning != null) OutriderTheme { ScanScreen(shell.words) { scanning.complete(it) } }
    }

    /** Has the frame of the window follow what is in it. */
    @Composable
    private fun Manners(shell: Shell) {
        val isSecret = shell.locked || shell.preferences.lock || shell.way.here == Screen.MoveToAnother || home.platform.isHidden
        LaunchedEffect(isSecret) {
            if (isSecret) window.addFlags(FLAG_SECURE) else window.clearFlags(FLAG_SECURE)
        }
        val theme = shell.preferences.theme
        LaunchedEffect(theme) {
            val style = SystemBarStyle.auto(Color.TRANSPARENT, Color.TRANSPARENT) { resources ->
                when (theme) {
                    Theme.System -> resources.configuration.uiMode and Configuration.UI_MODE_NIGHT_MASK == Configuration.UI_MODE_NIGHT_YES
                    Theme.Light -> false
                    Theme.Dark -> true
                }
            }
            enableEdgeToEdge(style, style)
        }
    }

    private companion object {
        const val WAY = "way"
    }
}
