package org.outrider.ui.feature.search

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextInput
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.outrider.core.CustomerFilter
import org.outrider.core.Hit
import org.outrider.core.NoteLine
import org.outrider.testing.Phones
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.shell.Screen

class SearchScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.of(rep = 2)
    private val words = phone.shell.words

    private fun show() = rule.setContent { OutriderTheme(false) { SearchScreen(phone.shell) } }

    @Test
    fun `before anything is typed the screen says what can be found`() {
        show()
        rule.assertReads(words.search.title, words.search.placeholder, words.search.hint, words.search.onPhone)
        rule.assertManners()
    }

    @Test
    fun `customers and notes are found by a part of a word, and a tap opens them`() {
        val note = notes().first()
        val word = note.body.split(" ").maxBy { it.length }.filter { it.isLetter() }
        show()
        rule.onNodeWithTag("search/field").performTextInput(word)
        val hits = phone.phone.searchView(word).hits
        val hit = hits.filterIsInstance<Hit.Note>().first()
        rule.onNodeWithText(words.search.found(hits.size)).assertIsDisplayed()
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("search/note/${hit.note}"))
        rule.assertManners()
        rule.onNodeWithTag("search/note/${hit.note}").performClick()
        assertEquals(Screen.Note(hit.note), phone.shell.way.here)
    }

    @Test
    fun `nothing that is typed breaks it`() {
        show()
        rule.onNodeWithTag("search/field").performTextInput("\"* zzzyx AND (")
        rule.onNodeWithText(words.search.none("\"* zzzyx AND (")).assertIsDisplayed()
        rule.onNodeWithContentDescription(words.search.clear).performClick()
        rule.onNodeWithText(words.search.hint).assertIsDisplayed()
    }

    private fun notes(): List<NoteLine> = phone.phone.customersView(CustomerFilter(null, "", null), null).customers
        .flatMap { phone.phone.notesView(it.line.id, null).notes }.filter { !it.withdrawn }
}
