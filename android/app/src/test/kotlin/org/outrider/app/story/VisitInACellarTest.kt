package org.outrider.app.story

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isSelectable
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.onNodeWithText
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.RuleChain
import org.junit.runner.RunWith
import org.outrider.app.keys.SoftAndroidKeyStore
import org.outrider.cable.Cable
import org.outrider.core.AttentionLine
import org.outrider.core.NoteLine
import org.outrider.core.Plan
import org.outrider.core.TaskView
import org.outrider.core.TodayRow
import org.outrider.model.Priority
import org.outrider.model.Settled
import org.outrider.model.Status
import org.outrider.testing.Stage
import org.outrider.testing.assertReads
import org.outrider.ui.shell.of
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** The whole of a rep's visit where there is no signal, with the real app on a line that is cut. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], qualifiers = "w360dp-h640dp-xhdpi")
class VisitInACellarTest {
    private val hands = Hands()
    private val life = AppLife()
    private val rule = createEmptyComposeRule()

    @get:Rule
    val rules: RuleChain = RuleChain.outerRule(SoftAndroidKeyStore()).around(hands).around(life).around(rule)

    private val thumb = Thumb(rule)
    private val words get() = life.shell.words

    @Test
    fun `in a cellar nothing is lost, everything arrives, and what was overwritten comes back`() {
        Cable(Stage.shared.address).use { cable ->
            life.start()
            val row = enrols(cable)
            cable.cut(true)
            checksIn(row)
            thumb.tap("check-in/note")
            thumb.type("note/text", FIRST)
            life.kill()
            life.start()
            finishesNote()
            thumb.tap("today/task/${row.task}")
            reschedules(Priority.Low)
            completes(row)
            noSignal()

            val manager = hands.take("The manager's phone").enrol(Stage.shared.manager)
            val theirs = changes(manager, row.task)
            cable.cut(false)
            seesReceipt(row)
            restores(row, manager, theirs)
        }
        life.end()
    }

    /** Types server and code, and comes to the day. */
    private fun enrols(cable: Cable): TodayRow {
        thumb.tap("enrolment/type")
        thumb.type("enrolment/server", cable.address)
        thumb.type("enrolment/code", Stage.shared.code(Stage.shared.reps[REP]))
        thumb.tap("enrolment/start")
        thumb.tap("former/dismiss")
        thumb.until("all of the day") { life.phone.syncStatus().lastReceipt != null && !life.phone.syncView().isSyncing }
        val row = life.phone.todayView(null).tasks.first { it.customer != null && it.status == Status.Assigned }
        thumb.reach("today/task/${row.task}").assertIsDisplayed()
        return row
    }

    private fun checksIn(row: TodayRow) {
        thumb.tap("today/task/${row.task}")
        thumb.tap("task/check-in")
        thumb.reach("check-in/meant")
        thumb.tap("primary")
        assertTrue(life.phone.checkInView(null, row.task).open.any { it.customer == row.customer?.id })
    }

    /** The app comes back to what was being typed. */
    private fun finishesNote() {
        thumb.reach(hasText(FIRST)).assertIsDisplayed()
        rule.onNodeWithText(words.note.draft).assertIsDisplayed()
        thumb.type("note/text", SECOND)
        thumb.tap("primary")
    }

    private fun reschedules(priority: Priority) {
        thumb.tap("task/reschedule")
        thumb.tap(hasText(words.of(priority)) and isSelectable())
        thumb.tap("reschedule/save")
    }

    private fun completes(row: TodayRow) {
        if (thumb.isThere("task/complete")) thumb.tap("task/complete") else thumb.tap("primary")
        val view = view(row)
        assertEquals(Status.Done, view.status)
        assertEquals(listOf(setOf(FIRST, SECOND)), view.notes.map(::parts))
    }

    private fun noSignal() {
        thumb.tap("tab/sync")
        thumb.tap("primary")
        thumb.reach("sync/wrong").assertIsDisplayed()
        assertTrue(life.phone.unsent() > 0uL)
    }

    /** Returns what the manager wrote. */
    private fun changes(manager: Held, task: String): Priority {
        val view = manager.phone.taskView(task, null)
        assertFalse("the server knows nothing of the cellar", view.priority == Priority.Low || view.status == Status.Done)
        val priority = if (view.priority == Priority.Urgent) Priority.High else Priority.Urgent
        assertNotNull(manager.phone.rescheduleTask(task, Plan(view.planDay, view.window, priority)))
        manager.sync()
        assertEquals(emptyList<AttentionLine>(), manager.phone.syncView().attention)
        return priority
    }

    private fun seesReceipt(row: TodayRow) {
        syncs()
        val receipts = life.phone.syncView().receipts
        val receipt = checkNotNull(receipts.find { it.happened == "task.completed" && it.about == row.task }) { "no receipt: $receipts" }
        thumb.reach("sync/receipt/${receipt.change}").assertIsDisplayed()
        rule.assertReads(words.sync.receipts.title, words.format.pair(words.change.taskCompleted, row.title))
    }

    private fun restores(row: TodayRow, manager: Held, theirs: Priority) {
        val diary = life.phone.syncView().diary
        val line = checkNotNull(diary.find { it.about == row.task && it.canRestore }) { "$diary; the task is ${view(row)}" }
        assertEquals(theirs, view(row).priority)
        thumb.reach("sync/diary/${line.entry}")
        rule.assertReads(words.sync.diary.mine, words.of(Priority.Low), words.of(theirs))
        thumb.tap("sync/restore/${line.entry}")
        assertEquals(Priority.Low, view(row).priority)
        syncs()
        assertEquals(Settled.Restored, life.phone.syncView().diary.first { it.entry == line.entry }.settled)
        manager.sync()
        assertEquals(Priority.Low to Status.Done, manager.phone.taskView(row.task, null).run { priority to status })
    }

    /** Has everything sent by a tap, unless it has gone by itself already. */
    private fun syncs() {
        thumb.until("everything is sent") {
            if (life.phone.unsent() > 0uL && !life.phone.syncView().isSyncing) thumb.tap("primary")
            life.phone.unsent() == 0uL && !life.phone.syncView().isSyncing
        }
        assertNull(life.phone.syncNow().failure)
    }

    private fun view(row: TodayRow): TaskView = life.phone.taskView(row.task, null)

    private fun parts(line: NoteLine): Set<String> = setOf(FIRST, SECOND).filter { it in line.body }.toSet()

    private companion object {
        const val REP = 6
        const val FIRST = "They want the blue ones, "
        const val SECOND = "forty of them."
    }
}
