package org.outrider.ui.shell

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onAllNodesWithTag
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollToNode
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.outrider.core.EnrolmentState
import org.outrider.testing.Phones
import org.outrider.testing.assertManners

class WipeBarTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.of(rep = 4)
    private val words = phone.shell.words.wipe

    @Test
    fun `a phone that is to be emptied says so on every page, what is not sent, and afterwards who asked for it`() {
        val name = checkNotNull(phone.phone.profile()).personName
        // What he asks for here is not sent yet: the phone knows of it before it can happen.
        phone.phone.askWipe(checkNotNull(phone.phone.profile()).device)
        rule.setContent { Root(phone.shell) }
        listOf(Screen.Today, Screen.Customers, Screen.Work, Screen.Settings).forEach { screen ->
            phone.shell.way.start(screen)
            rule.waitForIdle()
            rule.onNodeWithTag("wipe").assertIsDisplayed()
            rule.onNodeWithText(words.unsent(1), substring = true).assertIsDisplayed()
        }
        rule.assertManners()
        rule.onNodeWithTag("wipe").performClick()
        assertEquals(Screen.Sync, phone.shell.way.here)
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("sync/wipe"))
        rule.onNodeWithText(words.help).assertIsDisplayed()
        rule.assertManners()
        rule.onNodeWithTag("primary").performClick()
        rule.waitUntil(60_000) { rule.onAllNodesWithTag("enrolment/wiped").fetchSemanticsNodes().isNotEmpty() }
        val wiped = phone.phone.enrolmentView()
        assertEquals(EnrolmentState.NOT_ENROLLED to name, wiped.state to wiped.wiped?.by)
        rule.onNodeWithText(words.was.title).assertIsDisplayed()
        assertTrue("nothing was lost", wiped.wiped?.lost == 0uL)
        rule.assertManners()
    }
}
