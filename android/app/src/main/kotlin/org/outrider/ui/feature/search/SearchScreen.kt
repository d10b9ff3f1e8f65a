package org.outrider.ui.feature.search

import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import org.outrider.core.Hit
import org.outrider.core.SearchView
import org.outrider.ui.design.Card
import org.outrider.ui.design.Empty
import org.outrider.ui.design.Field
import org.outrider.ui.design.IconAction
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Page
import org.outrider.ui.design.Quiet
import org.outrider.ui.feature.customers.FoundCard
import org.outrider.ui.shell.FailureNotice
import org.outrider.ui.shell.Frame
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell

/** Finds customers and notes on this phone by what is typed. */
@Composable
fun SearchScreen(shell: Shell) {
    val words = shell.words.search
    var typed by rememberSaveable { mutableStateOf("") }
    val look = shell.look(typed) { it.searchView(typed) }
    Frame(shell, words.title, shell.words.help.search) {
        Page(Modifier.weight(1f)) {
            item("field") {
                Field(
                    words.placeholder,
                    typed,
                    { typed = it },
                    Modifier.testTag("search/field"),
                    hint = words.placeholder,
                    showLabel = false,
                    end = typed.takeIf { it.isNotEmpty() }?.let { { IconAction(Icons.Close, words.clear, { typed = "" }) } },
                )
            }
            if (typed.isBlank()) {
                item("hint") { Empty(words.hint, words.onPhone, Icons.Search) }
            } else {
                when (look) {
                    is Look.Shown -> found(shell, look.view)
                    is Look.Failed -> item("failed") { FailureNotice(shell, look.failure) }
                }
            }
        }
    }
}

private fun LazyListScope.found(shell: Shell, view: SearchView) {
    val words = shell.words.search
    item("count") {
        if (view.hits.isEmpty()) {
            Empty(words.none(view.typed.trim()), words.onPhone, Icons.Search)
        } else {
            Text(
                words.found(view.hits.size),
                Modifier.semantics { liveRegion = LiveRegionMode.Polite },
                style = MaterialTheme.typography.labelMedium,
            )
        }
    }
    items(view.hits, key = { it.place }) { hit ->
        when (hit) {
            is Hit.Customer -> FoundCard(shell, hit)
            is Hit.Note -> NoteHit(shell, hit)
        }
    }
    if (view.more) item("more") { Quiet(words.more) }
}

private val Hit.place: String
    get() = when (this) {
        is Hit.Customer -> "customer/$customer"
        is Hit.Note -> "note/$note"
    }

@Composable
private fun NoteHit(shell: Shell, hit: Hit.Note) {
    val words = shell.words
    Card(Modifier.testTag("search/note/${hit.note}"), { shell.way.go(Screen.Note(hit.note)) }, words.action.`open`) {
        hit.customerName?.let { Text(it, style = MaterialTheme.typography.titleSmall) }
        Quiet(words.search.noteBy(hit.by.name ?: words.format.somebody, shell.format.civil(hit.at)))
        Marked(hit.words, MaterialTheme.typography.bodyLarge)
    }
}
