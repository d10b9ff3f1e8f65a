package org.outrider.ui.shell

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import org.outrider.core.AppException
import org.outrider.ui.design.Notice
import org.outrider.ui.design.TextAction
import org.outrider.ui.design.Tone

/** Says what went wrong and what can be done; offers the one deed that helps where there is one. */
@Composable
fun FailureNotice(shell: Shell, failure: AppException, modifier: Modifier = Modifier, onRetry: (() -> Unit)? = null) {
    val words = shell.words
    val (title, remedy) = words.of(failure, shell.format)
    Notice(
        title,
        modifier.testTag("failure").semantics { liveRegion = LiveRegionMode.Polite },
        remedy,
        Tone.Wrong,
    ) {
        if (onRetry != null) TextAction(words.action.retry, onRetry)
        if (failure is AppException.Defect) {
            TextAction(words.error.diagnostics, { shell.way.go(Screen.Diagnostics) })
        }
    }
}
