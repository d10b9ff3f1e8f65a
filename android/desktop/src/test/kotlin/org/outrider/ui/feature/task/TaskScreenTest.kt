package org.outrider.ui.feature.task

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertTextContains
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextClearance
import androidx.compose.ui.test.performTextInput
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.outrider.core.ActionKind
import org.outrider.core.NewTask
import org.outrider.model.Priority
import org.outrider.model.ReasonUse
import org.outrider.model.Status
import org.outrider.testing.Phones
import org.outrider.testing.TestPhone
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.shell.Screen

class TaskScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.of(rep = 1)
    private val words = phone.shell.words
    private val task = phone.phone.todayView(null).tasks.first { it.status != Status.Started }.task
    private val view get() = phone.phone.taskView(task, null)

    private fun show(id: String = task) {
        phone.shell.way.go(Screen.Task(id))
        rule.setContent { OutriderTheme(false) { TaskScreen(phone.shell, id) } }
    }

    @Test
    fun `a task reads what, where, when and by whom`() {
        show()
        rule.assertReads(words.label.back, words.task.title, view.title, words.task.checkIn, checkNotNull(view.customer).name, words.task.detail.time)
        rule.assertManners()
    }

    @Test
    fun `a task is started, done, and opened again by undo`() {
        show()
        rule.onNodeWithTag("primary").performClick()
        assertEquals(Status.Started, view.status)
        rule.onNodeWithTag("primary").performClick()
        assertEquals(Status.Done, view.status)
        rule.onNodeWithTag("snack").assertIsDisplayed()
        rule.onNodeWithTag("snack/undo").performClick()
        assertEquals(Status.Started, view.status)
    }

    @Test
    fun `not done wants a reason, and one of the organisation's is chosen`() {
        show()
        rule.onNodeWithTag("task").performScrollToNode(hasTestTag("task/not_done"))
        rule.onNodeWithTag("task/not_done").performClick()
        rule.onNodeWithTag("reason/say").performScrollTo().performClick()
        rule.onNodeWithText(words.task.reason.needed).assertIsDisplayed()
        assertTrue("it is open", ActionKind.NOT_DONE in view.actions.map { it.kind })
        rule.assertManners()
        val reason = phone.phone.settingsView().reasons.first { it.reason.usedFor == ReasonUse.NotDone }
        rule.onNodeWithTag("reason/${reason.code}").performScrollTo().performClick()
        rule.onNodeWithTag("reason/say").performScrollTo().performClick()
        assertEquals(Status.NotDone, view.status)
        assertEquals(reason.reason.text, view.reports.first { it.isShown }.reason?.text)
    }

    @Test
    fun `a task is declined in one's own words`() {
        show()
        rule.onNodeWithTag("task").performScrollToNode(hasTestTag("task/decline"))
        rule.onNodeWithTag("task/decline").performClick()
        rule.onNodeWithTag("reason/own").performScrollTo().performTextInput("The road is closed")
        rule.onNodeWithTag("reason/say").performScrollTo().performClick()
        assertEquals(Status.Declined, view.status)
        assertEquals("The road is closed", view.reports.first { it.isShown }.reason?.text)
    }

    @Test
    fun `a reason that cannot be kept is not lost, and why stands beside it`() {
        show()
        tap("task/decline")
        val endless = "The road is closed. ".repeat(14_000)
        rule.onNodeWithTag("reason/own").performScrollTo().performTextInput(endless)
        rule.onNodeWithTag("reason/say").performScrollTo().performClick()
        rule.onNodeWithTag("failure").performScrollTo().assertIsDisplayed()
        rule.onNodeWithTag("reason/own").performScrollTo().assertTextContains(endless)
        rule.assertManners()
        assertTrue("it is open", ActionKind.DECLINE in view.actions.map { it.kind })
    }

    @Test
    fun `a task moves to tomorrow where that may be`() {
        val own = phone.phone.settingsView().activities.first { !it.retired }.id
        val mine = phone.phone.assignOwnTask(
            NewTask("Of my own", "", own, null, phone.shell.format.today().toString(), null, Priority.Normal),
        )
        show(mine)
        rule.onNodeWithTag("task").performScrollToNode(hasTestTag("task/reschedule"))
        rule.onNodeWithTag("task/reschedule").performClick()
        rule.onNodeWithText(words.task.reschedule.tomorrow).performScrollTo().performClick()
        rule.assertManners()
        rule.onNodeWithTag("reschedule/save").performScrollTo().performClick()
        assertEquals(phone.shell.format.today().plusDays(1).toString(), phone.phone.taskView(mine, null).planDay)
    }

    @Test
    fun `what was reported and what is not on the server yet stand below`() {
        phone.phone.startTask(task, null)
        show()
        rule.onNodeWithTag("task").performScrollToNode(hasText(words.task.report.title))
        rule.onNodeWithTag("task").performScrollToNode(hasText(words.change("task.started")))
        rule.assertManners()
    }

    private fun ofMyOwn(at: TestPhone = phone): String {
        val own = at.phone.settingsView().activities.first { !it.retired }.id
        return at.phone.assignOwnTask(NewTask("Of my own", "", own, null, at.shell.format.today().toString(), null, Priority.Normal))
    }

    private fun tap(tag: String) {
        rule.onNodeWithTag("task").performScrollToNode(hasTestTag(tag))
        rule.onNodeWithTag(tag).performClick()
    }

    @Test
    fun `the words of a task are changed, not without a title, and come back by undo`() {
        val mine = ofMyOwn()
        show(mine)
        tap("task/edit")
        rule.onNodeWithTag("edit-task/title").performScrollTo().performTextClearance()
        rule.onNodeWithTag("edit-task/save").performScrollTo().performClick()
        rule.onNodeWithText(words.task.add.untitled).performScrollTo().assertIsDisplayed()
        rule.assertManners()
        rule.onNodeWithTag("edit-task/title").performScrollTo().performTextInput("Count the shelves")
        rule.onNodeWithTag("edit-task/details").performScrollTo().performTextInput("Those by the door too")
        rule.onNodeWithTag("edit-task/save").performScrollTo().performClick()
        val changed = phone.phone.taskView(mine, null)
        assertEquals("Count the shelves" to "Those by the door too", changed.title to changed.details)
        rule.onNodeWithText(words.undo.taskEdit).assertIsDisplayed()
        rule.onNodeWithTag("snack/undo").performClick()
        assertEquals("Of my own", phone.phone.taskView(mine, null).title)
    }

    @Test
    fun `a task of the team goes back to it, and is taken again by undo`() {
        val offered = phone.phone.todayView(null).toClaim.first().task
        phone.phone.claimTask(offered)
        show(offered)
        tap("task/hand_back")
        assertEquals(null, phone.phone.taskView(offered, null).assignee)
        rule.onNodeWithText(words.undo.taskHandBack).assertIsDisplayed()
        rule.assertManners()
        rule.onNodeWithTag("snack/undo").performClick()
        assertEquals(phone.phone.profile()?.person, phone.phone.taskView(offered, null).assignee?.person)
    }

    @Test
    fun `who plans a task cancels it, says why if he likes, and takes it back by undo`() {
        val manager = phones.ofManager()
        val mine = ofMyOwn(manager)
        manager.shell.way.go(Screen.Task(mine))
        rule.setContent { OutriderTheme(false) { TaskScreen(manager.shell, mine) } }
        tap("task/cancel")
        rule.onNodeWithText(words.task.reason.cancel).assertIsDisplayed()
        rule.onNodeWithText(words.task.reason.optional).performScrollTo().assertIsDisplayed()
        rule.onNodeWithTag("reason/own").performScrollTo().performTextInput("The fair is off")
        rule.onNodeWithTag("reason/say").performScrollTo().performClick()
        val cancelled = manager.phone.taskView(mine, null)
        assertEquals(Status.Cancelled, cancelled.status)
        assertEquals("The fair is off", cancelled.reports.first { it.isShown }.reason?.text)
        rule.onNodeWithTag("snack/undo").performClick()
        assertEquals(Status.Assigned, manager.phone.taskView(mine, null).status)
    }

    @Test
    fun `what somebody else planned is not offered to be changed or cancelled`() {
        val kinds = view.actions.map { it.kind }
        assertEquals(emptySet<ActionKind>(), kinds.toSet() intersect setOf(ActionKind.EDIT, ActionKind.CANCEL))
    }

    @Test
    fun `a task that is not here says so`() {
        show("01a209e9-66e4-7b9a-8714-439adddcbeff")
        rule.onNodeWithText(words.error.notFound.title).assertIsDisplayed()
    }

    @Test
    fun `a note for the task is begun from it`() {
        show()
        rule.onNodeWithTag("task/note").performClick()
        val here = phone.shell.way.here as Screen.Note
        assertEquals(task, here.task)
        assertEquals(view.customer?.id, here.customer)
    }
}
