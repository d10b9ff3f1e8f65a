package org.outrider.ui.feature.customer

import androidx.compose.ui.test.assertIsDisplayed
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
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.outrider.core.CustomerFilter
import org.outrider.testing.Phones
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.shell.Screen

class CustomerScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.of(rep = 2)
    private val words = phone.shell.words
    private val customer = phone.phone.customersView(CustomerFilter(checkNotNull(phone.phone.profile()).person, "", null), null)
        .customers.map { phone.phone.customerView(it.line.id, null) }
        .first { it.phone.isNotBlank() && it.sites.isNotEmpty() && it.timeline.isNotEmpty() }

    private fun show() = rule.setContent { OutriderTheme(false) { CustomerScreen(phone.shell, customer.customer) } }

    @Test
    fun `a customer is read from the name over the ways to reach him to what happened`() {
        show()
        rule.assertReads(customer.name, words.customer.call, words.customer.navigate, customer.phone, words.customer.checkIn)
        rule.assertManners()
        rule.onNodeWithTag("page").performScrollToNode(hasText(words.customer.timeline))
        rule.onNodeWithText(words.customer.timeline).assertIsDisplayed()
        rule.assertManners()
    }

    @Test
    fun `after a call a note about it is offered`() {
        show()
        rule.onNodeWithTag("customer/call").performClick()
        assertEquals(listOf("call ${customer.phone}"), phone.device.started)
        rule.onNodeWithText(words.customer.afterCall).assertIsDisplayed()
        rule.assertManners()
        rule.onNodeWithTag("customer/offer/write").performClick()
        val here = phone.shell.way.here
        assertTrue("$here", here is Screen.Note && here.customer == customer.customer)
    }

    @Test
    fun `who does not want to write is asked no more`() {
        show()
        rule.onNodeWithTag("customer/navigate").performClick()
        assertEquals(listOf("navigate ${customer.name}"), phone.device.started)
        rule.onNodeWithText(words.customer.afterVisit).assertIsDisplayed()
        rule.onNodeWithTag("customer/offer/not-now").performClick()
        rule.onNodeWithTag("customer/offer").assertDoesNotExist()
    }

    @Test
    fun `a tag is put on and taken off, and undo brings it back`() {
        show()
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("customer/add-tag"))
        rule.onNodeWithTag("customer/add-tag").performClick()
        rule.onNodeWithTag("customer/tag-name").performTextInput("rings the bell")
        rule.onNodeWithTag("customer/save-tag").performClick()
        assertTrue("rings the bell" in phone.phone.customerView(customer.customer, null).tags)
        rule.onNodeWithTag("customer/tag/rings the bell").performScrollTo().performClick()
        assertFalse("rings the bell" in phone.phone.customerView(customer.customer, null).tags)
        rule.onNodeWithTag("snack/undo").performClick()
        assertTrue("rings the bell" in phone.phone.customerView(customer.customer, null).tags)
    }

    @Test
    fun `a customer that is not here says so`() {
        rule.setContent { OutriderTheme(false) { CustomerScreen(phone.shell, "01890000-0000-7000-8000-000000000000") } }
        rule.onNodeWithText(words.error.notFound.title).assertIsDisplayed()
    }
}
