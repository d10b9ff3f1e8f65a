package org.outrider.ui.feature.diagnostics

import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performClick
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.outrider.testing.Phones
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme

class DiagnosticsScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.of(rep = 2)
    private val words = phone.shell.words.settings.diagnostics

    @Test
    fun `what is shared is what was shown, and names nobody`() {
        rule.setContent { OutriderTheme(false) { DiagnosticsScreen(phone.shell) } }
        rule.assertReads(words.title, words.text, "version", words.send)
        rule.assertManners()
        rule.onNodeWithTag("primary").performClick()
        val shared = phone.device.started.single()
        assertTrue(shared, "version: " in shared && "outbox" !in shared.substringBefore("version"))
        val person = phone.phone.settingsView()
        listOf(person.personName, person.organisationName, person.server).forEach { assertFalse("$it is in it", it in shared) }
    }
}
