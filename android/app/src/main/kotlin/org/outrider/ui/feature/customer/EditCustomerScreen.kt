package org.outrider.ui.feature.customer

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import org.outrider.core.CustomerView
import org.outrider.core.NewCustomer
import org.outrider.model.Position
import org.outrider.ui.design.Field
import org.outrider.ui.design.Gap
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Page
import org.outrider.ui.design.TickLine
import org.outrider.ui.feature.customers.HindranceNotice
import org.outrider.ui.feature.customers.rememberHere
import org.outrider.ui.shell.FailureNotice
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Primary
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell

/** What can be written of a customer, by the names of the fields. */
private val Fields = listOf("name", "phone", "email", "address", "about")

/** A new customer, or a change of one. */
@Composable
fun EditCustomerScreen(shell: Shell, customer: String?) {
    val words = shell.words
    val look = shell.look(customer) { phone -> customer?.let { phone.customerView(it, null) } }
    val title = if (customer == null) words.customers.new.title else words.customer.edit
    if (look is Look.Failed) {
        Frame(shell, title, words.help.customer) { FailureNotice(shell, look.failure) }
        return
    }
    val before = remember(customer) { textsOf((look as? Look.Shown)?.view) }
    var texts by rememberSaveable(customer) { mutableStateOf(HashMap(before)) }
    var missed by rememberSaveable { mutableStateOf(false) }
    var at by rememberSaveable { mutableStateOf<Pair<Int, Int>?>(null) }
    val save = {
        missed = texts["name"].isNullOrBlank()
        if (!missed) save(shell, customer, before, texts, at?.let { Position(it.first, it.second) })
    }
    Frame(
        shell,
        title,
        words.help.customer,
        primary = Primary(if (customer == null) words.customers.new.save else words.action.save, Icons.Check, onTap = save),
    ) {
        Page(Modifier.weight(1f)) {
            items(Fields, key = { it }) { field ->
                Entry(shell, field, texts[field].orEmpty(), missed) { typed ->
                    texts = HashMap(texts).apply { put(field, typed) }
                    if (field == "name") missed = false
                }
            }
            if (customer == null) item("place") { Place(shell, at) { at = it } }
        }
    }
}

private fun textsOf(view: CustomerView?): Map<String, String> =
    if (view == null) {
        emptyMap()
    } else {
        mapOf("name" to view.name, "phone" to view.phone, "email" to view.email, "address" to view.address, "about" to view.about)
    }

/** Writes what is new, and leads to the customer. */
private fun save(shell: Shell, customer: String?, before: Map<String, String>, texts: Map<String, String>, at: Position?) {
    fun text(field: String) = texts[field].orEmpty().trim()
    if (customer == null) {
        val new = NewCustomer(text("name"), text("phone"), text("email"), text("address"), text("about"), at)
        shell.tap { it.addCustomer(new) }?.let { shell.way.replace(Screen.Customer(it)) }
        return
    }
    val changed = Fields.filter { text(it) != before[it].orEmpty() }.associateWith { text(it) }
    if (changed.isEmpty() || shell.tap { it.editCustomer(customer, changed) } != null) shell.way.back()
}

@Composable
private fun Entry(shell: Shell, field: String, text: String, missed: Boolean, onType: (String) -> Unit) {
    val words = shell.words
    val (keyboard, capitals) = when (field) {
        "phone" -> KeyboardType.Phone to KeyboardCapitalization.None
        "email" -> KeyboardType.Email to KeyboardCapitalization.None
        "about" -> KeyboardType.Text to KeyboardCapitalization.Sentences
        else -> KeyboardType.Text to KeyboardCapitalization.Words
    }
    Field(
        when (field) {
            "name" -> words.customers.new.name
            "phone" -> words.customer.phone
            "email" -> words.customer.email
            "address" -> words.customer.address
            else -> words.customer.about
        },
        text,
        onType,
        Modifier.testTag("edit-customer/$field"),
        wrong = words.customers.new.unnamed.takeIf { field == "name" && missed },
        lines = if (field == "address") 2 else if (field == "about") 3 else 1,
        keyboard = keyboard,
        capitals = capitals,
    )
}

/** Takes the place at which the person stands for that of the customer. */
@Composable
private fun Place(shell: Shell, at: Pair<Int, Int>?, onPlace: (Pair<Int, Int>?) -> Unit) {
    val words = shell.words
    val here = rememberHere(shell)
    Column(verticalArrangement = Arrangement.spacedBy(Gap)) {
        here.hindrance?.let { HindranceNotice(shell, it) }
        TickLine(
            words.customers.new.place,
            at != null,
            { taken ->
                val known = here.position
                when {
                    !taken -> onPlace(null)
                    known != null -> onPlace(known.lat to known.lon)
                    else -> here.ask { onPlace(it.lat to it.lon) }
                }
            },
            Modifier.testTag("edit-customer/place"),
        )
    }
}
