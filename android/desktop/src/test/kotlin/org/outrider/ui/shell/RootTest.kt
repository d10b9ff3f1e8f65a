package org.outrider.ui.shell

import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.getBoundsInRoot
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
import org.outrider.testing.Stage
import org.outrider.testing.TestPhone
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads

class RootTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private fun show(phone: TestPhone) = rule.setContent { Root(phone.shell) }

    @Test
    fun `a phone that is nobody's begins with the enrolment, and then with the day`() {
        val phone = phones.fresh(zone = Stage.shared.zone)
        phone.device.scanned = "outrider-enrol:1:${Stage.shared.code(Stage.shared.reps[4])}:${Stage.shared.address}"
        show(phone)
        rule.onNodeWithText(phone.shell.words.enrolment.title).assertIsDisplayed()
        rule.onNodeWithTag("enrolment/scan").performClick()
        rule.waitUntil(30_000) { rule.onAllNodes(hasTestTag("former/later")).fetchSemanticsNodes().isNotEmpty() }
        rule.onNodeWithTag("former/later").performScrollTo().performClick()
        rule.onNodeWithTag("title").assertIsDisplayed()
        rule.assertReads(phone.shell.words.today.title, phone.shell.words.tab.customers, phone.shell.words.tab.sync)
    }

    @Test
    fun `every screen has a title that is a heading, the bar, and things that thumbs hit`() {
        val phone = phones.of(rep = 1)
        val task = phone.phone.todayView(null).tasks.first()
        val customer = checkNotNull(task.customer).id
        show(phone)
        val screens = Tabs + listOf(
            Screen.Day(Stage.shared.today),
            Screen.Task(task.task),
            Screen.NewTask(customer),
            Screen.CheckIn(task.task, customer),
            Screen.Note(phone.phone.newNote(), customer),
            Screen.CustomerMap,
            Screen.Customer(customer),
            Screen.EditCustomer(customer),
            Screen.MyData,
            Screen.Settings,
            Screen.MoveToAnother,
            Screen.Diagnostics,
            Screen.Licences,
        )
        for (screen in screens) {
            phone.shell.way.start(Screen.Today)
            phone.shell.way.go(screen)
            rule.waitForIdle()
            val heading = SemanticsMatcher.keyIsDefined(SemanticsProperties.Heading)
            assertTrue("$screen", rule.onAllNodes(heading).fetchSemanticsNodes().isNotEmpty())
            rule.onNodeWithTag("title").assertIsDisplayed()
            rule.onNodeWithTag("tab/sync").assertIsDisplayed()
            rule.assertManners()
        }
    }

    @Test
    fun `what waits is said on every screen and leads to the sync`() {
        val phone = phones.of(rep = 1)
        phone.phone.startTask(phone.phone.todayView(null).tasks.first().task, null)
        show(phone)
        rule.onNodeWithText(phone.shell.words.sync.headline.waiting(1)).assertIsDisplayed()
        rule.onNodeWithTag("headline").performClick()
        assertEquals(Screen.Sync, phone.shell.way.here)
    }

    @Test
    fun `the way back keeps what was typed`() {
        val phone = phones.of(rep = 1)
        phone.shell.way.go(Screen.NewTask())
        show(phone)
        rule.onNodeWithTag("new-task/title").performTextInput("Half a thought")
        phone.shell.way.go(Screen.Settings)
        rule.waitForIdle()
        rule.onNodeWithTag("back").performClick()
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("new-task/title"))
        rule.onNodeWithText("Half a thought").assertIsDisplayed()
    }

    @Test
    fun `Arabic is read from the right`() {
        val phone = phones.of(rep = 1, language = "ar")
        show(phone)
        val today = rule.onNodeWithTag("tab/today").getBoundsInRoot()
        val sync = rule.onNodeWithTag("tab/sync").getBoundsInRoot()
        assertTrue("the first stands to the right", today.left > sync.left)
        rule.assertManners()
    }

    @Test
    fun `help says what the guide says of the screen`() {
        val phone = phones.of(rep = 1)
        show(phone)
        rule.onNodeWithTag("help").performClick()
        rule.onNodeWithText(phone.shell.words.help.today.first().title).assertIsDisplayed()
    }

    @Test
    fun `a locked app shows nothing before the owner is known`() {
        val phone = phones.of(rep = 1, Preferences(lock = true))
        phone.device.unlocked = Unlocked.No
        show(phone)
        rule.onNodeWithText(phone.shell.words.settings.lock.locked).assertIsDisplayed()
        rule.onNodeWithTag("title").assertDoesNotExist()
        phone.device.unlocked = Unlocked.Yes
        rule.onNodeWithTag("lock/open").performClick()
        rule.onNodeWithTag("title").assertIsDisplayed()
    }
}
