package org.outrider.ui.feature.customer

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsOn
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTextReplacement
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.outrider.core.CustomerFilter
import org.outrider.testing.Phones
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.shell.Screen

class EditCustomerScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.of(rep = 2)
    private val words = phone.shell.words

    @Test
    fun `a new customer needs a name, takes the place one stands at, and is then shown`() {
        val here = phone.phone.mapView(null, null).places.first().at
        phone.device.standsAt(here)
        rule.setContent { OutriderTheme(false) { EditCustomerScreen(phone.shell, null) } }
        rule.assertReads(words.customers.new.title, words.customers.new.name, words.customer.phone, words.customers.new.save)
        rule.assertManners()
        rule.onNodeWithTag("primary").performClick()
        rule.onNodeWithText(words.customers.new.unnamed).assertIsDisplayed()
        rule.onNodeWithTag("edit-customer/name").performTextInput("Kiosk am Tor")
        rule.onNodeWithTag("edit-customer/phone").performTextInput("+49 30 1234")
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("edit-customer/place"))
        rule.onNodeWithTag("edit-customer/place").performClick()
        rule.onNodeWithTag("edit-customer/place").assertIsOn()
        rule.onNodeWithTag("primary").performClick()
        val added = (phone.shell.way.here as Screen.Customer).id
        val view = phone.phone.customerView(added, null)
        assertEquals("Kiosk am Tor", view.name)
        assertEquals("+49 30 1234", view.phone)
        assertEquals(listOf(here), view.sites.map { it.at })
    }

    @Test
    fun `only what is new is written, and undo takes it back`() {
        val customer = phone.phone.customersView(CustomerFilter(null, "", null), null).customers.first().line
        phone.shell.way.go(Screen.Customer(customer.id))
        phone.shell.way.go(Screen.EditCustomer(customer.id))
        rule.setContent { OutriderTheme(false) { EditCustomerScreen(phone.shell, customer.id) } }
        rule.onNodeWithTag("edit-customer/name").performTextReplacement("${customer.name} & Co")
        rule.onNodeWithTag("primary").performClick()
        assertEquals(Screen.Customer(customer.id), phone.shell.way.here)
        assertEquals("${customer.name} & Co", phone.phone.customerView(customer.id, null).name)
        phone.shell.undo()
        assertEquals(customer.name, phone.phone.customerView(customer.id, null).name)
    }
}
