package org.outrider.ui.feature.move

import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollToNode
import com.google.zxing.common.BitMatrix
import com.google.zxing.qrcode.decoder.Decoder
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.outrider.core.CustomerFilter
import org.outrider.core.EnrolmentState
import org.outrider.testing.Phones
import org.outrider.testing.Stage
import org.outrider.testing.TestPhone
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme

class MoveScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private fun show(phone: TestPhone) = rule.setContent { OutriderTheme(false) { MoveScreen(phone.shell) } }

    @Test
    fun `a new phone takes everything over by the code, and only then this one lets go`() {
        val old = phones.of(rep = 1)
        val words = old.shell.words.enrolment.move
        val one = old.phone.customersView(CustomerFilter(null, "", null), null).customers.first().line
        old.phone.tagCustomer(one.id, listOf("moved"), emptyList())
        show(old)
        rule.assertReads(words.title, words.text, words.begin)
        rule.assertManners()
        rule.onNodeWithTag("primary").performClick()
        rule.waitUntil(30_000) { rule.onAllNodes(hasTestTag("move/code")).fetchSemanticsNodes().isNotEmpty() }
        rule.onNodeWithText(words.packed(1)).assertExists()
        assertTrue("the code is in no picture of the screen", old.device.hidden)
        rule.assertManners()

        val new = phones.fresh(zone = Stage.shared.zone)
        assertEquals(1uL, new.phone.takeOver(old.phone.beginHandover().label).changes)
        rule.waitUntil(30_000) { rule.onAllNodes(hasText(words.taken)).fetchSemanticsNodes().isNotEmpty() }
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("move/finish"))
        rule.onNodeWithTag("move/finish").performClick()
        assertEquals(EnrolmentState.ENROLLED, old.phone.enrolmentView().state)
        rule.onNodeWithTag("move/finish/go").performClick()
        rule.waitUntil(30_000) { old.phone.enrolmentView().state == EnrolmentState.NOT_ENROLLED }
        assertNull(new.phone.syncNow().failure)
        assertTrue("moved" in new.phone.customerView(one.id, null).tags)
    }

    @Test
    fun `a camera reads from the squares what was written into them`() {
        val label = "outrider-handover:1:01890000-0000-7000-8000-000000000000:${"k".repeat(43)}:ABCD-EFGH:https://outrider.example"
        val code = codeOf(label)
        val bits = BitMatrix(code.width, code.height)
        for (row in 0 until code.height) for (column in 0 until code.width) if (code[column, row].toInt() == 1) bits.set(column, row)
        assertEquals(label, Decoder().decode(bits).text)
    }
}
