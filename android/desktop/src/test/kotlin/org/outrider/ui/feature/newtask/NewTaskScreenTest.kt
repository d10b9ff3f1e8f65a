package org.outrider.ui.feature.newtask

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextInput
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.outrider.model.Priority
import org.outrider.testing.Phones
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.shell.Screen

class NewTaskScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.of(rep = 1)
    private val words = phone.shell.words

    private fun show(customer: String? = null) {
        phone.shell.way.go(Screen.NewTask(customer))
        rule.setContent { OutriderTheme(false) { NewTaskScreen(phone.shell, customer) } }
    }

    @Test
    fun `a task without a title is not made`() {
        show()
        rule.onNodeWithTag("primary").performClick()
        rule.onNodeWithText(words.task.add.untitled).assertIsDisplayed()
        assertEquals(Screen.NewTask(), phone.shell.way.here)
    }

    @Test
    fun `a task is made with its customer, day and priority`() {
        val customer = checkNotNull(phone.phone.todayView(null).tasks.first().customer)
        show(customer.id)
        rule.assertReads(words.task.add.title, words.task.add.what, customer.name, words.task.add.save)
        rule.assertManners()
        rule.onNodeWithTag("new-task/title").performTextInput("Bring the catalogue")
        rule.onNodeWithTag("page").performScrollToNode(hasText(words.task.reschedule.tomorrow))
        rule.onNodeWithText(words.task.reschedule.tomorrow).performClick()
        rule.onNodeWithTag("page").performScrollToNode(hasText(words.common.priority.high))
        rule.onNodeWithText(words.common.priority.high).performClick()
        rule.assertManners()
        rule.onNodeWithTag("primary").performClick()
        val here = phone.shell.way.here as Screen.Task
        val view = phone.phone.taskView(here.id, null)
        assertEquals("Bring the catalogue", view.title)
        assertEquals(customer.id, view.customer?.id)
        assertEquals(phone.shell.format.today().plusDays(1).toString(), view.planDay)
        assertEquals(Priority.High, view.priority)
    }

    @Test
    fun `a customer is found by what is typed`() {
        val customer = checkNotNull(phone.phone.todayView(null).tasks.first().customer)
        show()
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("new-task/customer"))
        rule.onNodeWithTag("new-task/customer").performTextInput(customer.name)
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("new-task/customer/${customer.id}"))
        rule.onNodeWithTag("new-task/customer/${customer.id}").performClick()
        rule.onNodeWithTag("new-task/no-customer").assertExists()
    }
}
