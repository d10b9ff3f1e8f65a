package org.outrider.ui.feature.note

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextInput
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.outrider.core.DraftContent
import org.outrider.core.Source
import org.outrider.model.Outcome
import org.outrider.model.Purpose
import org.outrider.testing.Phones
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.shell.Dictation
import org.outrider.ui.shell.Screen

class NoteScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.of(rep = 1)
    private val words = phone.shell.words
    private val customer = checkNotNull(phone.phone.todayView(null).tasks.first().customer)
    private val note = phone.phone.newNote()
    private var shown by mutableStateOf(true)

    private val view get() = phone.phone.noteView(note, customer.id, null)

    private fun show() {
        phone.shell.way.go(Screen.Note(note, customer.id))
        rule.setContent { OutriderTheme(false) { if (shown) NoteScreen(phone.shell, note, customer.id, null) } }
    }

    private fun type(text: String) = rule.onNodeWithTag("note/text").performTextInput(text)

    private fun sentAt(): Long? = (view.source as Source.Typed).sentAt

    @Test
    fun `an empty editor reads about whom, what to write and how it went`() {
        show()
        rule.assertReads(
            words.label.back,
            words.note.title,
            words.note.about(customer.name),
            words.note.placeholder,
            words.note.dictation.start,
            words.note.outcome,
            words.note.finish,
        )
        rule.assertManners()
        rule.onNodeWithTag("primary").performClick()
        rule.onNodeWithText(words.note.empty).assertIsDisplayed()
    }

    @Test
    fun `every letter is kept when it is typed`() {
        show()
        type("They want ")
        assertEquals("They want ", view.text)
        type("two grinders")
        assertEquals("They want two grinders", view.text)
        rule.onNodeWithText(words.note.draft).assertIsDisplayed()
        assertNull("it waits for a rest", sentAt())
    }

    @Test
    fun `a draft goes to the server after a rest, on leaving, and when the app goes out of sight`() {
        show()
        type("One")
        rule.mainClock.advanceTimeBy(61_000)
        val rested = checkNotNull(sentAt())
        type(" and two")
        assertTrue("it is ahead of what was sent", sentAt().let { it == null || it == rested })
        phone.shell.leave()
        val away = checkNotNull(sentAt())
        type(" and three")
        shown = false
        rule.waitForIdle()
        assertNotNull(sentAt())
        assertTrue("each was sent anew", away > rested && checkNotNull(sentAt()) > away)
        assertEquals("One and two and three", view.text)
    }

    @Test
    fun `a note is finished with its outcome and its next step`() {
        show()
        type("They take the offer")
        rule.onNodeWithTag("page").performScrollToNode(hasText(words.common.outcome.positive))
        rule.onNodeWithText(words.common.outcome.positive).performClick()
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("note/next"))
        rule.assertManners()
        rule.onNodeWithTag("note/next").performClick()
        rule.onNodeWithTag("primary").performClick()
        val written = phone.phone.notesView(customer.id, null).notes.first { it.id == note }
        assertEquals("They take the offer", written.body)
        assertEquals(Outcome.Positive, written.outcome)
        assertNotNull(written.next)
        assertEquals(Screen.Today, phone.shell.way.here)
    }

    @Test
    fun `a text that is too long says by how much and cannot be finished`() {
        val fits = "A word. ".repeat(32_768)
        phone.phone.typeNote(note, DraftContent(customer.id, null, null, null, "", fits))
        show()
        rule.onNodeWithText(words.note.room(phone.shell.format.size(0))).assertExists()
        type("More.")
        rule.onNodeWithText(words.note.tooLong(phone.shell.format.size(5))).assertExists()
        rule.onNodeWithTag("primary").assertIsNotEnabled()
        rule.onNodeWithTag("page").performScrollToNode(hasText(words.note.notSaved))
        assertEquals(fits, view.text)
    }

    @Test
    fun `what is dictated joins what was typed`() {
        phone.device.heard = listOf("they were friendly", "and want more")
        show()
        type("Met the owner,")
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("note/dictate"))
        rule.onNodeWithTag("note/dictate").performClick()
        rule.waitUntil { view.text.endsWith("more") }
        assertEquals("Met the owner, they were friendly and want more", view.text)
    }

    @Test
    fun `speech leaves the phone only with consent`() {
        phone.device.dictation = Dictation.ByService
        phone.device.heard = listOf("heard")
        show()
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("note/dictate"))
        rule.onNodeWithTag("note/dictate").performClick()
        rule.onNodeWithText(words.myData.consent.dictation.terms).assertExists()
        assertEquals("", view.text)
        rule.assertManners()
        rule.onNodeWithTag("note/dictate/agree").performScrollTo().performClick()
        rule.waitUntil { view.text == "heard" }
        assertTrue("he has agreed", phone.phone.myDataView().consents.any { it.purpose == Purpose.Dictation && it.given })
    }

    @Test
    fun `a note that was finished is changed, and taken back`() {
        phone.phone.writeNote(note, DraftContent(customer.id, null, null, null, "", "Before."), null)
        show()
        type("After. ")
        rule.onNodeWithTag("primary").performClick()
        assertEquals("After. Before.", view.text)
        phone.shell.way.go(Screen.Note(note, customer.id))
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("note/withdraw"))
        rule.onNodeWithTag("note/withdraw").performClick()
        assertTrue("it is taken back", view.withdrawn)
    }

    @Test
    fun `what was typed is thrown away`() {
        show()
        type("Nothing")
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("note/discard"))
        rule.onNodeWithTag("note/discard").performClick()
        assertEquals(Source.Nothing, view.source)
    }
}
