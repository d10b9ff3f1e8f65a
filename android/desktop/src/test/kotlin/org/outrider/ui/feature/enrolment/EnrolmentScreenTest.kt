package org.outrider.ui.feature.enrolment

import androidx.compose.runtime.Composable
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onAllNodesWithTag
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Rule
import org.junit.Test
import org.outrider.core.DraftContent
import org.outrider.core.EnrolmentState
import org.outrider.testing.Stage
import org.outrider.testing.Phones
import org.outrider.testing.TestPhone
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Permission
import org.outrider.ui.shell.Said
import org.outrider.ui.shell.Shell

class EnrolmentScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val stage = Stage.shared
    private val rep = stage.reps[6]
    @Composable
    private fun Gate(shell: Shell) {
        val look = shell.look { it.enrolmentView() } as Look.Shown
        EnrolmentScreen(shell, look.view)
    }

    private fun show(phone: TestPhone) = rule.setContent { OutriderTheme(false) { Gate(phone.shell) } }

    private fun waitForFailure() = rule.waitUntil(30_000) { rule.onAllNodesWithTag("failure").fetchSemanticsNodes().isNotEmpty() }

    @Test
    fun `a phone that is nobody's reads what to do`() {
        val phone = phones.fresh()
        val words = phone.shell.words.enrolment
        show(phone)
        rule.assertReads(words.title, words.text, words.scan, words.type, words.hasOldPhone, words.offline)
        rule.assertManners()
    }

    @Test
    fun `a scanned code makes the phone the rep's`() {
        val phone = phones.fresh()
        phone.device.scanned = "outrider-enrol:1:${stage.code(rep)}:${stage.address}"
        show(phone)
        rule.onNodeWithTag("enrolment/scan").performClick()
        rule.waitUntil(30_000) { phone.phone.profile() != null }
        assertEquals(rep.name, phone.phone.profile()?.personName)
    }

    @Test
    fun `a code is typed where there is no camera`() {
        val phone = phones.fresh()
        phone.device.allowed -= Permission.Camera
        show(phone)
        rule.onNodeWithTag("enrolment/scan").performClick()
        rule.onNodeWithText(phone.shell.words.enrolment.cameraOff).assertIsDisplayed()
        rule.onNodeWithTag("enrolment/type").performScrollTo().performClick()
        rule.onNodeWithTag("enrolment/server").performScrollTo().performTextInput(stage.address)
        rule.onNodeWithTag("enrolment/code").performScrollTo().performTextInput(stage.code(rep))
        rule.assertManners()
        rule.onNodeWithTag("enrolment/start").performScrollTo().performClick()
        rule.waitUntil(30_000) { phone.phone.profile() != null }
    }

    @Test
    fun `a code that was used says so, and nothing is lost`() {
        val code = stage.code(rep)
        phones.fresh().phone.enrol(stage.address, code)
        val phone = phones.fresh()
        phone.device.scanned = "outrider-enrol:1:$code:${stage.address}"
        show(phone)
        rule.onNodeWithTag("enrolment/scan").performClick()
        waitForFailure()
        rule.onNodeWithText(phone.shell.words.error.codeSpent.title).assertIsDisplayed()
        assertNull(phone.phone.profile())
    }

    @Test
    fun `any other square code is told from ours`() {
        val phone = phones.fresh()
        phone.device.scanned = "https://example.com/menu"
        show(phone)
        rule.onNodeWithTag("enrolment/scan").performClick()
        rule.onNodeWithText(phone.shell.words.enrolment.scanFailed).assertIsDisplayed()
    }

    @Test
    fun `without a connection it says so`() {
        val phone = phones.fresh()
        phone.device.scanned = "outrider-enrol:1:${stage.code(rep)}:http://127.0.0.1:1"
        show(phone)
        rule.onNodeWithTag("enrolment/scan").performClick()
        waitForFailure()
        rule.onNodeWithText(phone.shell.words.error.offline.title).assertIsDisplayed()
    }

    @Test
    fun `the old phone hands over what it has not sent`() {
        val old = phones.of(rep = 6)
        val customer = old.phone.todayView(null).tasks.first().customer
        old.phone.writeNote(
            old.phone.newNote(),
            DraftContent(customer?.id, null, null, null, "", "Not sent yet."),
            null,
        )
        val phone = phones.fresh()
        phone.device.scanned = old.phone.beginHandover().label
        show(phone)
        rule.onNodeWithTag("enrolment/scan").performClick()
        rule.waitUntil(30_000) { phone.shell.said != null }
        assertEquals(Said.Done(phone.shell.words.enrolment.tookOver(1), null), phone.shell.said)
    }

    @Test
    fun `who has to sign in again reads that everything is kept`() {
        val phone = phones.of(rep = 6)
        val task = phone.phone.todayView(null).tasks.first().task
        phone.phone.startTask(task, null)
        phone.phone.signOut()
        assertEquals(EnrolmentState.SIGN_IN_NEEDED, phone.phone.enrolmentView().state)
        show(phone)
        val words = phone.shell.words.enrolment
        rule.assertReads(words.again.title, words.again.text, words.again.waiting(1), words.scan)
        phone.device.scanned = "outrider-enrol:1:${stage.code(rep)}:${stage.address}"
        rule.onNodeWithTag("enrolment/scan").performClick()
        rule.waitUntil(30_000) { phone.phone.enrolmentView().state == EnrolmentState.ENROLLED }
    }
}
