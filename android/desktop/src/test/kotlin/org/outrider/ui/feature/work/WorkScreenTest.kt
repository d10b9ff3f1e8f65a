package org.outrider.ui.feature.work

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
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.outrider.core.LocationMode
import org.outrider.core.WorkState
import org.outrider.model.Purpose
import org.outrider.testing.Phones
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.shell.Track

class WorkScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.of(rep = 3)
    private val words = phone.shell.words

    private fun show() = rule.setContent { OutriderTheme(false) { WorkScreen(phone.shell) } }

    /** Whatever he did before, he is off now. */
    private fun goOff() {
        if (phone.phone.workView().state != WorkState.Off) phone.phone.endWork()
    }

    @Test
    fun `work is begun, interrupted and ended with the thumb, and the screen says what is kept of it`() {
        goOff()
        show()
        rule.assertReads(words.work.title, words.work.off, words.work.offText, words.work.today, words.work.start)
        rule.assertManners()
        rule.onNodeWithTag("primary").performClick()
        assertTrue(phone.phone.workView().state is WorkState.Working)
        rule.assertManners()
        rule.onNodeWithTag("primary").performClick()
        rule.onNodeWithText(words.work.pauseWhich).assertIsDisplayed()
        rule.onNodeWithTag("work/pause/paid").performClick()
        assertTrue((phone.phone.workView().state as WorkState.Paused).paid)
        rule.onNodeWithText(words.work.onBreak).assertIsDisplayed()
        rule.onNodeWithText(words.work.resume).performClick()
        assertTrue(phone.phone.workView().state is WorkState.Working)
        rule.onNodeWithTag("work/end").performClick()
        assertEquals(WorkState.Off, phone.phone.workView().state)
        rule.onNodeWithTag("snack/undo").performClick()
        assertTrue("undo goes on with the day", phone.phone.workView().state is WorkState.Working)
    }

    @Test
    fun `another end of a day is asked for with a reason, and stands there as asked`() {
        goOff()
        phone.phone.startWork()
        phone.phone.endWork()
        show()
        val asked = phone.phone.workView().asked
        val period = phone.phone.workView().periods.first { ends(it.from, phone.device.now()).isNotEmpty() }
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("work/correct/${period.period}"))
        rule.onNodeWithTag("work/correct/${period.period}").performClick()
        rule.onNodeWithTag("work/fix/ask").assertIsNotEnabled()
        rule.onNodeWithTag("work/fix/end").performClick()
        val end = ends(period.from, phone.device.now()).first()
        rule.onNodeWithTag("choose/$end").performScrollTo().performClick()
        rule.onNodeWithTag("work/fix/ask").performClick()
        rule.onNodeWithText(words.work.fix.reasonNeeded).assertIsDisplayed()
        rule.onNodeWithTag("work/fix/reason").performTextInput("The van broke down")
        rule.onNodeWithTag("work/fix/ask").performClick()
        assertEquals(asked + 1uL, phone.phone.workView().asked)
        rule.onNodeWithText(words.work.correction.asked(phone.shell.format.moment(end))).assertExists()
    }

    @Test
    fun `the device follows the way only at work and only with consent`() {
        goOff()
        phone.phone.withdrawConsent(Purpose.OnDutyLocation)
        phone.phone.setLocationMode(LocationMode.PRECISE)
        rule.setContent { Tracking(phone.shell) }
        phone.phone.startWork()
        phone.shell.lookAgain()
        rule.waitForIdle()
        assertNull(phone.device.tracked)
        phone.phone.giveConsent(Purpose.OnDutyLocation, 1u)
        phone.shell.lookAgain()
        rule.waitForIdle()
        assertEquals(Track.Precise, phone.device.tracked)
        phone.phone.pauseWork(paid = false)
        phone.shell.lookAgain()
        rule.waitForIdle()
        assertNull(phone.device.tracked)
    }
}
