package org.outrider.ui.feature.customers

import androidx.compose.runtime.Composable
import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import org.outrider.model.Position
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.Located
import org.outrider.ui.shell.Permission
import org.outrider.ui.shell.Shell

/** Where the person is, for screens that are of use without it: asked for only on a tap. */
@Stable
class Here(private val shell: Shell, private val scope: CoroutineScope) {
    var position by mutableStateOf(shell.platform.lastFix()?.position)
        private set

    /** Why there is no position, once it was asked for. */
    var hindrance by mutableStateOf<Hindrance?>(null)
        private set

    fun ask(then: (Position) -> Unit = {}) {
        scope.launch {
            if (!shell.platform.ask(Permission.Location)) {
                hindrance = Hindrance.NotAllowed
                return@launch
            }
            when (val located = shell.platform.locate()) {
                is Located.Found -> {
                    hindrance = null
                    position = located.fix.position
                    then(located.fix.position)
                }
                Located.NotAllowed -> hindrance = Hindrance.NotAllowed
                Located.SwitchedOff -> hindrance = Hindrance.SwitchedOff
                Located.Nothing -> hindrance = Hindrance.Nothing
            }
        }
    }
}

enum class Hindrance { NotAllowed, SwitchedOff, Nothing }

@Composable
fun rememberHere(shell: Shell): Here {
    val scope = rememberCoroutineScope()
    return remember { Here(shell, scope) }
}

/** Says why there is no position, and what can be done. */
@Composable
fun HindranceNotice(shell: Shell, hindrance: Hindrance) {
    val words = shell.words
    when (hindrance) {
        Hindrance.NotAllowed -> Notice(words.permission.location.denied, tone = Tone.Warn)
        Hindrance.SwitchedOff -> Notice(words.checkIn.shortfall.off, tone = Tone.Warn)
        Hindrance.Nothing -> Notice(words.checkIn.shortfall.noFix)
    }
}
