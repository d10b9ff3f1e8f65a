package org.outrider.ui.feature.enrolment

import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performClick
import org.junit.Assert.assertNull
import org.junit.Rule
import org.junit.Test
import org.outrider.testing.Stage
import org.outrider.testing.Phones
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme

class FormerScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.fresh(zone = Stage.shared.zone)

    @Test
    fun `what only the phone before this one may hold is told before it is forgotten`() {
        val rep = Stage.shared.reps[5]
        phone.phone.enrol(Stage.shared.address, Stage.shared.code(rep))
        val view = phone.phone.enrolmentView()
        val former = checkNotNull(view.former)
        rule.setContent { OutriderTheme(false) { FormerScreen(phone.shell, view, former) { } } }
        val words = phone.shell.words
        rule.assertReads(
            words.enrolment.former.title,
            words.enrolment.done(rep.name),
            former.name,
            words.enrolment.former.help,
            words.action.notNow,
            words.enrolment.former.dismiss,
        )
        rule.assertManners()
        rule.onNodeWithTag("former/dismiss").performClick()
        assertNull(phone.phone.enrolmentView().former)
    }
}
