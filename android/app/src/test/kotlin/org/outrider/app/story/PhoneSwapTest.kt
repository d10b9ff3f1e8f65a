package org.outrider.app.story

import android.graphics.Bitmap
import android.graphics.Canvas
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import java.nio.ByteBuffer
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.RuleChain
import org.junit.runner.RunWith
import org.outrider.app.MainActivity
import org.outrider.app.keys.SoftAndroidKeyStore
import org.outrider.app.scan.QrReader
import org.outrider.core.DraftContent
import org.outrider.core.EnrolmentState
import org.outrider.model.Status
import org.outrider.testing.Stage
import org.outrider.testing.assertReads
import org.outrider.ui.shell.Screen
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** From one phone to the next. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], qualifiers = "w360dp-h760dp-xhdpi")
class PhoneSwapTest {
    private val hands = Hands()
    private val rule = createAndroidComposeRule<MainActivity>()

    @get:Rule
    val rules: RuleChain = RuleChain.outerRule(SoftAndroidKeyStore()).around(hands).around(rule)

    private val thumb = Thumb(rule)

    @Test
    fun `the old phone shows a code, the new one reads it and takes all along, and only then the old one is emptied`() {
        val old = hands.take("The old phone").enrol(Stage.shared.reps[5])
        val task = old.phone.todayView(null).tasks.first { it.customer != null }
        old.phone.startTask(task.task, null)
        val note = old.phone.newNote()
        old.phone.typeNote(note, DraftContent(task.customer?.id, task.task, null, null, "", "Only on the old phone"))
        old.shell.way.go(Screen.MoveToAnother)
        rule.activity.show(old.shell)
        thumb.tap("primary")
        thumb.reach("move/code")
        val label = checkNotNull(seen()) { "no camera reads the code" }

        val new = hands.take("The new phone")
        new.device.scanned = label
        rule.activity.show(new.shell)
        thumb.tap("enrolment/scan")
        thumb.until("the new phone is his") { new.phone.enrolmentView().state == EnrolmentState.ENROLLED && thumb.isThere("tab/today") }
        thumb.until("its first sync is done") { new.phone.syncStatus().lastReceipt != null && !new.phone.syncView().isSyncing }
        assertEquals(Status.Started, new.phone.taskView(task.task, null).status)
        thumb.tap("today/note/$note")
        thumb.reach(hasText("Only on the old phone"))

        rule.activity.show(old.shell)
        assertEquals(EnrolmentState.ENROLLED, old.phone.enrolmentView().state)
        thumb.tap("move/finish")
        thumb.tap("move/finish/go")
        thumb.until("the old phone is empty") { old.phone.enrolmentView().state == EnrolmentState.NOT_ENROLLED }
        thumb.reach(hasText(old.shell.words.enrolment.title))
        new.sync()
        assertEquals(0uL, new.phone.syncView().waitingCount)
    }

    @Test
    fun `after the old phone was destroyed the new one tells of it, and holds what the server has`() {
        val rep = Stage.shared.reps[1]
        val old = hands.take("A phone in a lake").enrol(rep)
        val tasks = old.phone.todayView(null).tasks.filter { it.status == Status.Assigned }.map { it.task }
        old.phone.acceptTask(tasks.first(), null)
        val note = old.phone.newNote()
        old.phone.typeNote(note, DraftContent(null, tasks.first(), null, null, "", "Half a sen"))
        old.phone.saveDraft(note)
        old.sync()
        old.phone.startTask(tasks.first(), null)
        old.letGo()
        old.folder.deleteRecursively()

        val new = hands.take("The next phone")
        rule.activity.show(new.shell)
        thumb.tap("enrolment/type")
        thumb.type("enrolment/server", Stage.shared.address)
        thumb.type("enrolment/code", Stage.shared.code(rep))
        thumb.tap("enrolment/start")
        thumb.reach(hasTestTag("former/dismiss"))
        val words = new.shell.words.enrolment
        assertNotNull(new.phone.enrolmentView().former)
        rule.assertReads(words.former.title, words.done(rep.name), "A phone in a lake", words.former.help)
        thumb.tap("former/dismiss")
        thumb.reach("today/task/${tasks.first()}")
        thumb.tap("today/note/$note")
        thumb.reach(hasText(new.shell.words.note.elsewhere.title))
        thumb.reach(hasText("Half a sen"))
        // What it had not sent is gone with it, and nothing else.
        assertEquals(Status.Accepted, new.phone.taskView(tasks.first(), null).status)
        assertTrue(new.phone.enrolmentView().former == null)
    }

    /** What a camera reads that is held before the window. */
    private fun seen(): String? {
        rule.waitForIdle()
        val view = rule.activity.window.decorView
        val picture = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)
        rule.runOnUiThread { view.draw(Canvas(picture)) }
        val pixels = IntArray(view.width * view.height)
        picture.getPixels(pixels, 0, view.width, 0, 0, view.width, view.height)
        val grey = ByteArray(pixels.size) { (pixels[it] shr 8).toByte() }
        return QrReader().read(ByteBuffer.wrap(grey), view.width, view.height, view.width)
    }
}
