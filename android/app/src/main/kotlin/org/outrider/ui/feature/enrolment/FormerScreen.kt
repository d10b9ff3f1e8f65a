package org.outrider.ui.feature.enrolment

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.outrider.core.EnrolmentView
import org.outrider.model.FormerPhone
import org.outrider.ui.design.Body
import org.outrider.ui.design.Edge
import org.outrider.ui.design.IconAction
import org.outrider.ui.design.Icons
import org.outrider.ui.design.MainButton
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.Snack

/** Tells of the phone before this one what only it may still hold, before that is forgotten. */
@Composable
fun FormerScreen(shell: Shell, view: EnrolmentView, former: FormerPhone, onLater: () -> Unit) {
    val words = shell.words.enrolment.former
    Welcome(shell, words.title) {
        Body(shell.words.enrolment.done(view.personName))
        Quiet(shell.words.enrolment.organisation(view.organisationName))
        val told = words.text(former.name, shell.format.moment(former.lastSync))
        if (former.waiting > 0uL) {
            Notice(words.waiting(former.waiting), text = "$told\n${words.help}", tone = Tone.Warn)
        } else {
            Notice(told, text = words.help)
        }
        MainButton(shell.words.action.notNow, onLater, Modifier.testTag("former/later"))
        SideButton(words.dismiss, { shell.tap { it.dismissFormer() } }, Modifier.testTag("former/dismiss"))
    }
}

/** What stands on the screens before there is a day's work: a title and what can be done. */
@Composable
internal fun Welcome(shell: Shell, title: String, onBack: (() -> Unit)? = null, content: @Composable ColumnScope.() -> Unit) {
    Surface(Modifier.fillMaxSize(), color = MaterialTheme.colorScheme.background) {
        Column(Modifier.windowInsetsPadding(WindowInsets.safeDrawing)) {
            Column(
                Modifier.weight(1f).verticalScroll(rememberScrollState()).padding(Edge),
                Arrangement.spacedBy(14.dp),
            ) {
                if (onBack != null) IconAction(Icons.Back, shell.words.label.back, onBack, Modifier.testTag("back"))
                Text(
                    title,
                    Modifier.padding(top = 24.dp).testTag("title").semantics { heading() },
                    style = MaterialTheme.typography.headlineSmall,
                )
                content()
            }
            Snack(shell)
        }
    }
}
