package org.outrider.ui.feature.today

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollToNode
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.outrider.core.DraftContent
import org.outrider.model.WhyHere
import org.outrider.testing.Phones
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.shell.Screen

class TodayScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.of(rep = 1)
    private val words = phone.shell.words

    private fun show() = rule.setContent { OutriderTheme(false) { TodayScreen(phone.shell) } }

    @Test
    fun `stops are read in their order, each with its reason`() {
        show()
        val view = phone.phone.todayView(null)
        assertTrue("he has something to do", view.tasks.isNotEmpty())
        val first = view.tasks.first()
        val why = reason(phone.shell, first.reasons.first { it !is WhyHere.Away })
        rule.assertReads(words.today.title, words.label.stop("1"), first.title, checkNotNull(first.customer).name, why, words.checkIn.title)
        rule.assertManners()
    }

    @Test
    fun `a tap on a stop opens its task`() {
        show()
        val first = phone.phone.todayView(null).tasks.first()
        rule.onNodeWithTag("today/task/${first.task}").performClick()
        assertEquals(Screen.Task(first.task), phone.shell.way.here)
    }

    @Test
    fun `a task of the team is claimed and given back by undo`() {
        show()
        val offered = phone.phone.todayView(null).toClaim.first().task
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("today/claim/$offered"))
        rule.onNodeWithTag("today/claim/$offered", useUnmergedTree = true).performClick()
        assertTrue("it is his", phone.phone.todayView(null).tasks.any { it.task == offered })
        rule.onNodeWithText(words.undo.taskClaim).assertIsDisplayed()
        rule.onNodeWithTag("snack/undo").performClick()
        assertTrue("it is not his", phone.phone.todayView(null).tasks.none { it.task == offered })
    }

    @Test
    fun `a note that was begun stands first, until it is finished`() {
        val customer = checkNotNull(phone.phone.todayView(null).tasks.firstNotNullOf { it.customer })
        val content = DraftContent(customer.id, null, null, null, "", "She wants  a\nquote")
        val note = phone.phone.newNote()
        phone.phone.typeNote(note, content)
        show()
        rule.assertReads(words.today.title, words.today.unfinished, customer.name, "She wants a quote")
        rule.assertManners()
        rule.onNodeWithTag("today/note/$note").performClick()
        assertEquals(Screen.Note(note, customer.id, null), phone.shell.way.here)
        phone.phone.writeNote(note, content, null)
        rule.waitUntil(30_000) { rule.onAllNodes(hasText(words.today.unfinished)).fetchSemanticsNodes().isEmpty() }
    }

    @Test
    fun `what was settled and the days to come stand below`() {
        show()
        val view = phone.phone.todayView(null)
        rule.onNodeWithTag("page").performScrollToNode(hasText(words.today.settled))
        rule.onNodeWithText(words.today.settled).assertIsDisplayed()
        val day = view.later.first().day
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("today/day/$day"))
        rule.assertManners()
        rule.onNodeWithTag("today/day/$day").performClick()
        assertEquals(Screen.Day(day), phone.shell.way.here)
    }
}
