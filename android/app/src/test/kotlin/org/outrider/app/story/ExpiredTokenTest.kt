package org.outrider.app.story

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.test.onNodeWithTag
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Rule
import org.junit.Test
import org.junit.rules.RuleChain
import org.junit.runner.RunWith
import org.outrider.app.MainActivity
import org.outrider.app.keys.SoftAndroidKeyStore
import org.outrider.cable.Cable
import org.outrider.model.Status
import org.outrider.testing.Stage
import org.outrider.testing.assertReads
import org.outrider.ui.shell.Preferences
import org.outrider.ui.shell.Unlocked
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** The app lock has nothing to do with tokens. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], qualifiers = "w360dp-h640dp-xhdpi")
class ExpiredTokenTest {
    private val hands = Hands()
    private val rule = createAndroidComposeRule<MainActivity>()

    @get:Rule
    val rules: RuleChain = RuleChain.outerRule(SoftAndroidKeyStore()).around(hands).around(rule)

    @Test
    fun `with an expired token and no network the lock opens to the day and its work`() {
        val held = hands.take("A phone in a drawer", Preferences(lock = true))
        Cable(Stage.shared.address).use { cable ->
            held.enrol(Stage.shared.reps[1], cable.address)
            val before = held.phone.todayView(null).tasks.first()
            held.letGo()
            cable.cut(true)
            val carried = cable.carried
            // A token is good for a quarter of an hour.
            held.clock.turn(hours = 24)
            held.open()
            held.device.unlocked = Unlocked.No
            rule.activity.show(held.shell)
            val thumb = Thumb(rule)
            thumb.reach("lock/open").assertIsDisplayed()
            assertFalse("nothing is seen before the owner is known", thumb.isThere("today/task/${before.task}"))
            held.device.unlocked = Unlocked.Yes
            thumb.tap("lock/open")
            thumb.reach("today/task/${before.task}").assertIsDisplayed()
            rule.assertReads(held.shell.words.today.title, before.title)
            thumb.tap("today/task/${before.task}")
            if (thumb.isThere("task/complete")) thumb.tap("task/complete") else thumb.tap("primary")
            assertEquals(Status.Done, held.phone.taskView(before.task, null).status)
            rule.onNodeWithTag("tab/today").assertIsDisplayed()
            assertNotNull("the server cannot be reached", held.phone.syncNow().failure)
            assertEquals(carried, cable.carried)
            // The token is renewed by the way, and nobody has to sign in.
            cable.cut(false)
            assertNull(held.phone.syncNow().failure)
            assertEquals(0uL, held.phone.unsent())
        }
    }
}
