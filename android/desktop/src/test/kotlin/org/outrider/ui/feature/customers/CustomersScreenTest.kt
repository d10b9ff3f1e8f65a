package org.outrider.ui.feature.customers

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsSelected
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

class CustomersScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.of(rep = 2)
    private val words = phone.shell.words

    private fun show() = rule.setContent { OutriderTheme(false) { CustomersScreen(phone.shell) } }

    private fun reach(tag: String) {
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag(tag))
        rule.onNodeWithTag(tag).assertIsDisplayed()
    }

    @Test
    fun `who has customers of his own sees them first, and all at a tap`() {
        val me = checkNotNull(phone.phone.profile()).person
        val mine = phone.phone.customersView(CustomerFilter(me, "", null), null).customers
        val other = phone.phone.customersView(CustomerFilter(null, "", null), null).customers.first { !it.isMine }
        show()
        rule.onNodeWithText(words.customers.mine).assertIsSelected()
        rule.assertReads(words.customers.title, words.customers.mine, words.customers.near, mine.first().line.name, words.customers.add)
        rule.assertManners()
        rule.onNodeWithText(words.customers.all).performClick()
        reach("customers/${other.line.id}")
    }

    @Test
    fun `what is typed is looked for in names, in whatever case, and a tap opens who was found`() {
        val one = phone.phone.customersView(CustomerFilter(null, "", null), null).customers.last().line
        show()
        rule.onNodeWithTag("customers/search").performTextInput(one.name.uppercase())
        rule.onNodeWithTag("customers/${one.id}").performClick()
        assertEquals(Screen.Customer(one.id), phone.shell.way.here)
        rule.onNodeWithTag("customers/search").performTextReplacement("zzzyx")
        rule.onNodeWithText(words.customers.empty.found("zzzyx")).assertIsDisplayed()
    }

    @Test
    fun `who is near is asked for only on a tap, the nearest first`() {
        val all = phone.phone.mapView(null, null).places
        phone.device.standsAt(all.first().at)
        phone.device.fix = null
        show()
        rule.onNodeWithText(words.customers.near).performClick()
        rule.onNodeWithText(words.customers.nearNeedsPlace).assertIsDisplayed()
        rule.onNodeWithTag("customers/place").performClick()
        val nearest = phone.phone.nearMeView(all.first().at).customers.first().line
        rule.onNodeWithTag("customers/${nearest.id}").assertIsDisplayed()
        rule.assertManners()
    }

    @Test
    fun `without leave to see the place the screen says that everything else works`() {
        phone.device.allowed = emptySet()
        show()
        rule.onNodeWithText(words.customers.near).performClick()
        rule.onNodeWithTag("customers/place").performClick()
        rule.onNodeWithText(words.permission.location.denied).assertIsDisplayed()
    }
}
