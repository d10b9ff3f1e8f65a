package org.outrider.ui.feature.customer

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.outrider.core.CustomerView
import org.outrider.ui.design.Body
import org.outrider.ui.design.Card
import org.outrider.ui.design.Field
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Line
import org.outrider.ui.design.MainButton
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.Sign
import org.outrider.ui.design.Tell
import org.outrider.ui.design.TextAction
import org.outrider.ui.design.target
import org.outrider.ui.shell.Mark
import org.outrider.ui.shell.Sheet
import org.outrider.ui.shell.Shell

/** What is known of a customer. */
@Composable
internal fun Facts(shell: Shell, view: CustomerView) {
    val words = shell.words.customer
    Card {
        Mark(shell, view.mark)
        Fact(words.phone, view.phone)
        Fact(words.email, view.email)
        Fact(words.address, view.address)
        Fact(words.about, view.about)
        view.custom.forEach { Fact(it.name, it.value) }
        if (view.code.isNotBlank()) Quiet(words.code(view.code))
        Quiet(owner(shell, view))
        Places(shell, view)
        Tags(shell, view)
    }
}

/** A name and what stands behind it, read as one. */
@Composable
private fun Fact(name: String, value: String) {
    if (value.isBlank()) return
    Column(Modifier.semantics(mergeDescendants = true) { }) {
        Quiet(name)
        Body(value)
    }
}

private fun owner(shell: Shell, view: CustomerView): String {
    val words = shell.words
    val owner = view.owner ?: return words.customer.noOwner
    val me = runCatching { shell.phone.profile()?.person }.getOrNull()
    return if (owner.person == me) words.customer.mine else words.customer.owner(owner.name ?: words.format.somebody)
}

@Composable
private fun Places(shell: Shell, view: CustomerView) {
    val words = shell.words
    if (view.sites.isEmpty()) {
        Quiet(words.customers.noPlace)
        return
    }
    if (view.sites.size > 1) Heading(words.customer.places)
    view.sites.forEach { site ->
        val away = site.distanceMm?.let { words.customers.distance(shell.format.distance(it)) }
        val named = site.name.ifBlank { null }
        val text = listOfNotNull(named, away)
        if (view.sites.size > 1) {
            Line(
                text.firstOrNull() ?: view.name,
                Modifier.testTag("customer/place/${site.site}"),
                text.drop(1).firstOrNull(),
                Icons.Navigate,
                words.customer.navigate,
                { if (!shell.platform.navigate(site.at, view.name)) shell.say(words.customer.cannotNavigate) },
            )
        } else if (text.isNotEmpty()) {
            Quiet(text.reduce(words.format::pair))
        }
    }
}

/** The tags, each to be taken off, and a way to put on another. */
@Composable
private fun Tags(shell: Shell, view: CustomerView) {
    val words = shell.words.customer
    var asked by rememberSaveable { mutableStateOf(false) }
    Flow {
        view.tags.forEach { tag ->
            if (view.removed) {
                Tell(tag, icon = Icons.Tag)
            } else {
                TagChip(tag, words.removeTag(tag)) { shell.tap { it.tagCustomer(view.customer, emptyList(), listOf(tag)) } }
            }
        }
        if (!view.removed) TextAction(words.addTag, { asked = true }, Modifier.testTag("customer/add-tag"), Icons.Tag)
    }
    if (asked) AddTag(shell, view) { asked = false }
}

@Composable
private fun TagChip(tag: String, label: String, onRemove: () -> Unit) {
    val colours = MaterialTheme.colorScheme
    Surface(
        Modifier.target().clickable(onClickLabel = label, role = Role.Button, onClick = onRemove)
            .semantics { contentDescription = label }.testTag("customer/tag/$tag"),
        RoundedCornerShape(24.dp),
        colours.surfaceContainerHighest,
        colours.onSurface,
    ) {
        Row(
            Modifier.padding(horizontal = 12.dp, vertical = 8.dp),
            horizontalArrangement = Arrangement.spacedBy(6.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Text(tag, style = MaterialTheme.typography.labelMedium)
            Sign(Icons.Close, size = 16.dp)
        }
    }
}

@Composable
private fun AddTag(shell: Shell, view: CustomerView, onClose: () -> Unit) {
    val words = shell.words
    var tag by rememberSaveable { mutableStateOf("") }
    val add = {
        val plain = tag.trim()
        if (plain.isNotEmpty() && shell.tap { it.tagCustomer(view.customer, listOf(plain), emptyList()) } != null) onClose()
    }
    Sheet(shell, words.customer.addTag, onClose) {
        Field(words.customer.tags, tag, { tag = it }, Modifier.testTag("customer/tag-name"), onDone = add)
        MainButton(words.action.save, add, Modifier.testTag("customer/save-tag"), enabled = tag.isNotBlank())
    }
}
