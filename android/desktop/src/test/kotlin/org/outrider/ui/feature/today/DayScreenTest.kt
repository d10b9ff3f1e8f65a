package org.outrider.ui.feature.today

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.outrider.testing.Phones
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.shell.Screen

class DayScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.of(rep = 1)

    @Test
    fun `another day shows its tasks, and a tap opens one`() {
        val day = phone.phone.todayView(null).later.first().day
        phone.shell.way.go(Screen.Day(day))
        rule.setContent { OutriderTheme(false) { DayScreen(phone.shell, day) } }
        val task = phone.phone.dayView(day, null).tasks.first()
        rule.assertReads(phone.shell.words.label.back, phone.shell.format.near(day), task.title)
        rule.assertManners()
        rule.onNodeWithTag("today/task/${task.task}").performClick()
        assertEquals(Screen.Task(task.task), phone.shell.way.here)
    }

    @Test
    fun `a day without tasks says so`() {
        rule.setContent { OutriderTheme(false) { DayScreen(phone.shell, "2031-05-04") } }
        rule.onNodeWithText(phone.shell.words.today.empty.day).assertIsDisplayed()
    }
}
