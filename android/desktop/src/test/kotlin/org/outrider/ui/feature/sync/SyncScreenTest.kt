package org.outrider.ui.feature.sync

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollToNode
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.outrider.core.CustomerFilter
import org.outrider.model.Settled
import org.outrider.testing.Phones
import org.outrider.testing.TestPhone
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.shell.of

class SyncScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private fun show(phone: TestPhone) = rule.setContent { OutriderTheme(false) { SyncScreen(phone.shell) } }

    private fun reach(tag: String) = rule.onNodeWithTag("page").performScrollToNode(hasTestTag(tag))

    private fun TestPhone.customers() = phone.customersView(CustomerFilter(null, "", null), null).customers.map { it.line }

    @Test
    fun `what waits is named, is sent by a tap, and stands there with its receipt`() {
        val phone = phones.of(rep = 5)
        val words = phone.shell.words
        val one = phone.customers().first()
        phone.phone.tagCustomer(one.id, listOf("waits"), emptyList())
        show(phone)
        val waiting = phone.phone.syncView().waiting.single()
        rule.assertReads(words.sync.title, words.sync.headline.waiting(1), words.sync.attention.title, words.sync.now)
        rule.assertManners()
        reach("sync/waiting/${waiting.change.change}")
        rule.onNodeWithText(named(phone.shell, waiting)).assertIsDisplayed()
        rule.onNodeWithTag("primary").performClick()
        rule.waitUntil(30_000) { phone.phone.syncView().receipts.any { it.change == waiting.change.change } }
        rule.waitUntil(30_000) { rule.onAllNodes(hasText(words.sync.headline.onServer)).fetchSemanticsNodes().isNotEmpty() }
        reach("sync/receipt/${waiting.change.change}")
        rule.assertManners()
    }

    @Test
    fun `what did not stand is shown beside what does, and comes back at a tap`() {
        val (mine, theirs) = phones.of(rep = 5) to phones.of(rep = 5)
        val words = mine.shell.words
        val one = mine.customers().last()
        mine.phone.editCustomer(one.id, mapOf("about" to "Ring twice"))
        theirs.phone.editCustomer(one.id, mapOf("about" to "Ring once"))
        assertNull(theirs.phone.syncNow().failure)
        assertNull(mine.phone.syncNow().failure)
        val line = mine.phone.syncView().diary.first { it.about == one.id && it.settled == null }
        show(mine)
        reach("sync/diary/${line.entry}")
        rule.assertReads(words.sync.diary.title, words.sync.diary.mine, "Ring twice", "Ring once")
        rule.assertManners()
        reach("sync/restore/${line.entry}")
        rule.onNodeWithTag("sync/restore/${line.entry}").performClick()
        assertEquals("Ring twice", mine.phone.customerView(one.id, null).about)
        assertEquals(Settled.Restored, mine.phone.syncView().diary.first { it.entry == line.entry }.settled)
    }

    @Test
    fun `what the server refused says why and what can be done, and goes only when it was asked`() {
        val (quick, slow) = phones.of(rep = 0) to phones.of(rep = 2)
        val words = slow.shell.words
        val task = slow.phone.todayView(null).toClaim.first().task
        slow.phone.claimTask(task)
        quick.phone.claimTask(task)
        assertNull(quick.phone.syncNow().failure)
        assertNull(slow.phone.syncNow().failure)
        val line = slow.phone.syncView().attention.single()
        val change = line.line.change.change
        show(slow)
        rule.assertReads(words.sync.headline.needsAttention(1), words.sync.attention.title, words.of(line.why.code), remedy(words, line.why.code))
        rule.assertManners()
        reach("sync/export")
        rule.onNodeWithTag("sync/export").performClick()
        assertTrue(slow.device.started.single().startsWith("share"))
        reach("sync/discard/$change")
        rule.onNodeWithTag("sync/discard/$change").performClick()
        assertEquals("nothing goes before it was asked", 1, slow.phone.syncView().attention.size)
        rule.onNodeWithTag("sync/discard/go").performClick()
        assertTrue(slow.phone.syncView().attention.isEmpty())
        rule.onNodeWithText(words.sync.attention.empty).assertExists()
    }

    @Test
    fun `every word that a change travels by has words of its own`() {
        val words = phones.fresh().shell.words
        val known = listOf("task_claimed", "note_written", "customer_edited", "work_started", "consent_given")
        known.forEach { assertFalse(it, happened(words, it) == words.change.other) }
        assertEquals(words.change.other, happened(words, "planted_word"))
    }
}
