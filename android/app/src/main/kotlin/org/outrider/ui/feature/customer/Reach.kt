package org.outrider.ui.feature.customer

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import org.outrider.core.CustomerView
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Gap
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Notice
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.TextAction
import org.outrider.ui.shell.Shell

/** Which way was taken to a customer; each is worth a note afterwards. */
private enum class By { Call, Message, Visit }

/** How to reach a customer, each at a tap. Who comes back from another app is offered a note. */
@Composable
internal fun Reach(shell: Shell, view: CustomerView) {
    val words = shell.words.customer
    var by by rememberSaveable { mutableStateOf<By?>(null) }
    Column(verticalArrangement = Arrangement.spacedBy(Gap)) {
        Flow {
            if (view.phone.isNotBlank()) {
                Way(words.call, Icons.Call, "call") {
                    if (shell.platform.call(view.phone)) by = By.Call else shell.say(words.cannotCall)
                }
                Way(words.message, Icons.Message, "message") {
                    if (shell.platform.message(view.phone)) by = By.Message else shell.say(words.cannotMessage)
                }
            }
            if (view.email.isNotBlank()) {
                Way(words.mail, Icons.Mail, "mail") {
                    if (shell.platform.mail(view.email)) by = By.Message else shell.say(words.cannotMail)
                }
            }
            view.sites.firstOrNull()?.let { site ->
                Way(words.navigate, Icons.Navigate, "navigate") {
                    if (shell.platform.navigate(site.at, view.name)) by = By.Visit else shell.say(words.cannotNavigate)
                }
            }
        }
        by?.let { Offer(shell, view, it) { by = null } }
    }
}

@Composable
private fun Way(text: String, icon: ImageVector, tag: String, onTap: () -> Unit) {
    SideButton(text, onTap, Modifier.testTag("customer/$tag"), icon)
}

@Composable
private fun Offer(shell: Shell, view: CustomerView, by: By, onDone: () -> Unit) {
    val words = shell.words
    val asked = when (by) {
        By.Call -> words.customer.afterCall
        By.Message -> words.customer.afterMessage
        By.Visit -> words.customer.afterVisit
    }
    Notice(asked, Modifier.testTag("customer/offer").semantics { liveRegion = LiveRegionMode.Polite }, icon = Icons.Note) {
        Flow {
            TextAction(words.customer.note, { onDone(); writeNote(shell, view) }, Modifier.testTag("customer/offer/write"))
            TextAction(words.action.notNow, onDone, Modifier.testTag("customer/offer/not-now"))
        }
    }
}
