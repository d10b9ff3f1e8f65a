package org.outrider.app.story

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.test.onNodeWithTag
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.rules.RuleChain
import org.junit.runner.RunWith
import org.outrider.app.MainActivity
import org.outrider.app.keys.SoftAndroidKeyStore
import org.outrider.core.TodayRow
import org.outrider.testing.Stage
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.shell.Preferences
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** Each place that one can go to, with something in it. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], qualifiers = "w360dp-h640dp-xhdpi")
class EveryScreenTest {
    private val hands = Hands()
    private val rule = createAndroidComposeRule<MainActivity>()

    @get:Rule
    val rules: RuleChain = RuleChain.outerRule(SoftAndroidKeyStore()).around(hands).around(rule)

    @Test
    fun `every screen says what it is and has its manners`() = looks("en")

    @Test
    @Config(qualifiers = "w320dp-h568dp-xhdpi", fontScale = 2f)
    fun `every screen has its manners on a narrow phone with letters of twice the size`() = looks("en")

    @Test
    @Config(qualifiers = "w320dp-h568dp-xhdpi", fontScale = 2f)
    fun `every screen has its manners from the right, narrow and large`() = looks("ar")

    @Test
    @Config(qualifiers = "w320dp-h568dp-xhdpi")
    fun `every screen has its manners in a language of long words`() = looks("en-XA")

    private fun looks(language: String) {
        val held = hands.take("A phone that shows everything", Preferences(language = language)).enrol(Stage.shared.reps[1])
        val row = held.phone.todayView(null).tasks.first { it.customer != null }
        val screens = all(held, row)
        assertEquals(Screen::class.java.permittedSubclasses.map { it.simpleName }.toSet(), screens.map { it.javaClass.simpleName }.toSet())
        rule.activity.show(held.shell)
        for (screen in screens) {
            rule.runOnUiThread {
                held.shell.way.start(Screen.Today)
                held.shell.way.go(screen)
            }
            rule.waitForIdle()
            try {
                rule.onNodeWithTag("title").assertIsDisplayed()
                rule.assertReads(*told(held.shell, row, screen).toTypedArray())
                rule.assertManners()
            } catch (wrong: Throwable) {
                throw AssertionError("$screen in $language: ${wrong.message}", wrong)
            }
        }
    }

    private fun all(held: Held, row: TodayRow): List<Screen> {
        val customer = checkNotNull(row.customer).id
        return listOf(
            Screen.Enrolment, Screen.Today, Screen.Day(held.phone.todayView(null).later.first().day), Screen.Task(row.task),
            Screen.NewTask(customer), Screen.CheckIn(row.task, customer), Screen.Note(held.phone.newNote(), customer, row.task),
            Screen.Customers, Screen.CustomerMap, Screen.Customer(customer), Screen.EditCustomer(customer), Screen.Work,
            Screen.Search, Screen.Sync, Screen.MyData, Screen.Settings, Screen.MoveToAnother, Screen.Diagnostics, Screen.Licences,
        )
    }

    /** What is read of a screen, beginning with its title; one that is new here has to say what it is. */
    private fun told(shell: Shell, row: TodayRow, screen: Screen): List<String> {
        val words = shell.words
        val customer = checkNotNull(row.customer).name
        return when (screen) {
            Screen.Enrolment -> listOf(words.enrolment.title, words.enrolment.scan)
            Screen.Today -> listOf(words.today.title, row.title)
            is Screen.Day -> listOf(shell.format.near(screen.day))
            is Screen.Task -> listOf(words.task.title, row.title, words.task.writeNote)
            is Screen.NewTask -> listOf(words.task.add.title)
            is Screen.CheckIn -> listOf(words.checkIn.title, customer, words.checkIn.go)
            is Screen.Note -> listOf(words.note.title, words.note.about(customer), words.note.finish)
            Screen.Customers -> listOf(words.customers.title)
            Screen.CustomerMap -> emptyList()
            is Screen.Customer -> listOf(customer)
            is Screen.EditCustomer -> listOf(words.customer.edit, customer)
            Screen.Work -> listOf(words.work.title, words.work.end)
            Screen.Search -> listOf(words.search.title)
            Screen.Sync -> listOf(words.sync.title, words.sync.headline.onServer, words.sync.now)
            Screen.MyData -> listOf(words.myData.title)
            Screen.Settings -> listOf(words.settings.title)
            Screen.MoveToAnother -> listOf(words.enrolment.move.title, words.enrolment.move.text, words.enrolment.move.begin)
            Screen.Diagnostics -> listOf(words.settings.diagnostics.title)
            Screen.Licences -> listOf(words.settings.licences)
        }
    }
}
