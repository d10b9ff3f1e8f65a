package org.outrider.ui.feature.customers

import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.bindings.Phone
import org.outrider.core.Bookmark
import org.outrider.core.CustomerFilter
import org.outrider.core.Hit
import org.outrider.core.ListedCustomer
import org.outrider.model.Position
import org.outrider.ui.design.Chips
import org.outrider.ui.design.Empty
import org.outrider.ui.design.Field
import org.outrider.ui.design.IconAction
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Notice
import org.outrider.ui.design.Page
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.TextAction
import org.outrider.ui.shell.FailureNotice
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Primary
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell

/** Which customers the list shows. */
enum class Which { Mine, All, Near }

/** The customers: the person's own, all, those near by, or those that fit what is typed. */
@Composable
fun CustomersScreen(shell: Shell) {
    val words = shell.words.customers
    val here = rememberHere(shell)
    var typed by rememberSaveable { mutableStateOf("") }
    val me = (shell.look { it.profile()?.person } as? Look.Shown)?.view
    var which by rememberSaveable { mutableStateOf(firstOf(shell, me)) }
    var pages by rememberSaveable(which) { mutableStateOf(1) }
    val at = here.position
    val look = shell.look(typed, which, me, at, pages) { rows(it, typed, which, me, at, pages) }
    Frame(
        shell,
        words.title,
        shell.words.help.customers,
        actions = {
            IconAction(Icons.Map, words.map, { shell.way.go(Screen.CustomerMap) }, Modifier.testTag("customers/map"))
        },
        primary = Primary(words.add, Icons.Add) { shell.way.go(Screen.EditCustomer(null)) },
    ) {
        Page(Modifier.weight(1f)) {
            item("search") {
                Field(
                    words.search,
                    typed,
                    { typed = it },
                    Modifier.testTag("customers/search"),
                    hint = words.search,
                    showLabel = false,
                    end = typed.takeIf { it.isNotEmpty() }?.let {
                        { IconAction(Icons.Close, shell.words.search.clear, { typed = "" }) }
                    },
                )
            }
            if (typed.isBlank()) {
                item("which") { Choice(shell, which) { which = it } }
                item("near") { if (which == Which.Near) Near(shell, here) }
            }
            when (look) {
                is Look.Shown -> listed(shell, typed, which, here, look.view) { pages++ }
                is Look.Failed -> item("failed") { FailureNotice(shell, look.failure) }
            }
        }
    }
}

/** Whoever has customers of his own looks for them first. */
private fun firstOf(shell: Shell, me: String?): Which {
    val mine = runCatching { shell.phone.customersView(CustomerFilter(me, "", null), null) }
    return if (me != null && mine.getOrNull()?.customers?.isNotEmpty() == true) Which.Mine else Which.All
}

@Composable
private fun Choice(shell: Shell, which: Which, onChoose: (Which) -> Unit) {
    val words = shell.words.customers
    Chips(
        Which.entries,
        which,
        {
            when (it) {
                Which.Mine -> words.mine
                Which.All -> words.all
                Which.Near -> words.near
            }
        },
        onChoose,
    )
}

@Composable
private fun Near(shell: Shell, here: Here) {
    val words = shell.words
    here.hindrance?.let { HindranceNotice(shell, it) }
    if (here.position != null) return
    Notice(words.permission.location.title, text = words.customers.nearNeedsPlace) {
        TextAction(words.permission.location.allow, { here.ask() }, Modifier.testTag("customers/place"), Icons.Target)
    }
}

/** What the list shows, and whether there is more. */
private class Rows(val listed: List<ListedCustomer>, val found: List<Hit.Customer>, val more: Boolean)

/** Asks for as many pages as were wished for; who types looks through names, addresses and numbers of all. */
private fun rows(phone: Phone, typed: String, which: Which, me: String?, at: Position?, pages: Int): Rows {
    if (typed.isNotBlank()) {
        val view = phone.searchView(typed)
        return Rows(emptyList(), view.hits.filterIsInstance<Hit.Customer>(), view.more)
    }
    if (which == Which.Near) {
        val view = at?.let { phone.nearMeView(it) }
        return Rows(view?.customers.orEmpty(), emptyList(), view?.more == true)
    }
    val customers = mutableListOf<ListedCustomer>()
    var more = true
    var page = 0
    while (more && page++ < pages) {
        val after = customers.lastOrNull()?.line?.let { Bookmark(it.name, it.id) }
        val view = phone.customersView(CustomerFilter(me.takeIf { which == Which.Mine }, "", after), at)
        customers += view.customers
        more = view.more
    }
    return Rows(customers, emptyList(), more)
}

private fun LazyListScope.listed(shell: Shell, typed: String, which: Which, here: Here, rows: Rows, onMore: () -> Unit) {
    val words = shell.words
    items(rows.listed, key = { it.line.id }) { CustomerCard(shell, it) }
    items(rows.found, key = { it.customer }) { FoundCard(shell, it) }
    val isEmpty = rows.listed.isEmpty() && rows.found.isEmpty()
    val isUnasked = typed.isBlank() && which == Which.Near && here.position == null
    if (isEmpty && !isUnasked) item("nobody") { Nobody(shell, typed, which) }
    if (rows.more) {
        item("more") {
            if (typed.isBlank() && which != Which.Near) {
                SideButton(words.action.more, onMore, Modifier.testTag("customers/more"), Icons.Down)
            } else {
                Quiet(words.customers.more)
            }
        }
    }
}

@Composable
private fun Nobody(shell: Shell, typed: String, which: Which) {
    val words = shell.words.customers.empty
    if (typed.isNotBlank()) {
        Empty(words.found(typed.trim()), icon = Icons.Search)
        return
    }
    when (which) {
        Which.Mine -> Empty(words.mine, icon = Icons.People)
        Which.All -> Empty(words.none, icon = Icons.People)
        Which.Near -> Empty(words.near, icon = Icons.Place)
    }
}
