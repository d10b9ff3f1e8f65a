package org.outrider.ui.feature.checkin

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextInput
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.outrider.testing.Phones
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.testing.northBy
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.shell.Located
import org.outrider.ui.shell.Permission
import org.outrider.ui.shell.Screen

class CheckInScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.of(rep = 7)
    private val words = phone.shell.words

    /** A customer of the day whose place is known, and its task. */
    private val stop = phone.phone.todayView(null).tasks.first { row ->
        row.customer?.let { phone.phone.customerView(it.id, null).sites.isNotEmpty() } ?: false
    }
    private val customer = phone.phone.customerView(checkNotNull(stop.customer).id, null)

    private fun show(task: String? = null, customer: String? = null) {
        phone.shell.way.go(Screen.CheckIn(task, customer))
        rule.setContent { OutriderTheme(false) { CheckInScreen(phone.shell, task, customer) } }
        rule.waitForIdle()
    }

    private fun visits() = phone.phone.checkInView(null, null).open

    @Test
    fun `who stands at a customer confirms it, and is offered a note`() {
        phone.device.standsAt(customer.sites.first().at)
        show(stop.task, customer.customer)
        rule.assertReads(words.label.back, words.checkIn.title, words.checkIn.confirm(customer.name), words.checkIn.verdict.inside, words.checkIn.go)
        rule.assertManners()
        rule.onNodeWithTag("primary").performClick()
        val visit = visits().single()
        assertEquals(customer.customer, visit.customer)
        assertEquals(stop.task, visit.task)
        rule.onNodeWithText(words.checkIn.after.note).assertIsDisplayed()
        rule.onNodeWithTag("check-in/note").performClick()
        assertEquals(stop.task, (phone.shell.way.here as Screen.Note).task)
    }

    @Test
    fun `who is elsewhere may check in all the same`() {
        phone.device.standsAt(customer.sites.first().at.northBy(5_000))
        show(stop.task, customer.customer)
        rule.onNodeWithText(words.checkIn.verdict.outside).assertIsDisplayed()
        rule.onNodeWithTag("primary").performClick()
        assertEquals(customer.customer, visits().single().customer)
    }

    @Test
    fun `without a position a customer is found by its name`() {
        show()
        rule.onNodeWithText(words.checkIn.shortfall.noFix).assertIsDisplayed()
        rule.onNodeWithTag("primary").assertIsNotEnabled()
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("check-in/search"))
        rule.onNodeWithTag("check-in/search").performTextInput(customer.name)
        rule.onNodeWithTag("check-in/customer/${customer.customer}").performScrollTo().performClick()
        rule.onNodeWithTag("primary").performClick()
        assertEquals(customer.customer, visits().single().customer)
    }

    @Test
    fun `who does not let the app see the place is asked once and served all the same`() {
        phone.device.located = Located.NotAllowed
        phone.device.allowed -= Permission.Location
        show(stop.task, customer.customer)
        rule.onNodeWithText(words.permission.location.title).assertIsDisplayed()
        rule.onNodeWithTag("check-in/allow").performClick()
        rule.onNodeWithText(words.permission.location.denied).assertIsDisplayed()
        rule.onNodeWithTag("primary").performClick()
        assertTrue("he is there", visits().isNotEmpty())
    }

    @Test
    fun `a visit without an end is left from here`() {
        phone.phone.checkIn(customer.customer, null, null, null)
        show()
        val visit = visits().single().checkIn
        rule.assertReads(words.checkIn.title, words.checkIn.`open`.title, words.checkIn.`open`.leave)
        rule.assertManners()
        rule.onNodeWithTag("check-in/leave/$visit").performClick()
        assertTrue("nothing is open", visits().isEmpty())
    }

    @Test
    fun `a visit that was none is taken back with a word`() {
        phone.phone.checkIn(customer.customer, null, null, null)
        show()
        val visit = visits().single().checkIn
        rule.onNodeWithTag("check-in/withdraw/$visit").performClick()
        rule.onNodeWithTag("check-in/why").performTextInput("Only drove past")
        rule.onNodeWithTag("check-in/withdraw").performClick()
        assertTrue("nothing is open", visits().isEmpty())
    }
}
