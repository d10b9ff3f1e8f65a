package org.outrider.app.opening

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.AppException
import org.outrider.ui.design.Body
import org.outrider.ui.design.Edge
import org.outrider.ui.design.Heading
import org.outrider.ui.design.MainButton
import org.outrider.ui.design.Notice
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.Format
import org.outrider.ui.shell.of
import org.outrider.words.Words

/** The profile cannot be opened: says why and what helps. */
@Composable
internal fun FailedScreen(words: Words, format: Format, failure: AppException, onRetry: () -> Unit, onBeginAnew: () -> Unit) {
    val (title, remedy) = words.of(failure, format)
    Alone {
        Notice(title, Modifier.testTag("opening/failed"), remedy, Tone.Wrong)
        MainButton(words.action.retry, onRetry, Modifier.testTag("opening/retry"))
        // What has no key is lost already: there is nothing left to ask about.
        if (failure is AppException.KeyLost) {
            SideButton(words.error.keyLost.begin, onBeginAnew, Modifier.testTag("opening/begin"))
        }
    }
}

/** Somebody emptied this phone from afar. */
@Composable
internal fun WipedScreen(words: Words, onDone: () -> Unit) {
    Alone {
        Heading(words.wipe.was.title)
        Body(words.wipe.done)
        MainButton(words.action.close, onDone, Modifier.testTag("wiped/close"))
    }
}

@Composable
private fun Alone(content: @Composable () -> Unit) {
    OutriderTheme {
        Surface(Modifier.fillMaxSize(), color = MaterialTheme.colorScheme.background) {
            Column(
                Modifier.windowInsetsPadding(WindowInsets.safeDrawing).verticalScroll(rememberScrollState()).padding(Edge),
                Arrangement.spacedBy(Edge),
            ) {
                content()
            }
        }
    }
}
