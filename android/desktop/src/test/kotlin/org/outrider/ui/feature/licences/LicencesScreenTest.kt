package org.outrider.ui.feature.licences

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollToNode
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.outrider.testing.Phones
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme

class LicencesScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    @Test
    fun `everybody's work in the app is named with its terms`() {
        val phone = phones.fresh()
        rule.setContent { OutriderTheme(false) { LicencesScreen(phone.shell) } }
        val first = licences().first()
        rule.assertReads(phone.shell.words.settings.licences, first.name, first.parts.first().name)
        rule.assertManners()
        val last = licences().last()
        rule.onNodeWithTag("page").performScrollToNode(hasText(last.name))
        rule.onNodeWithText(last.name).assertIsDisplayed()
        assertTrue(licences().flatMap { it.parts }.map { it.name }.containsAll(listOf("rustls", "com.google.zxing:core", "world-atlas")))
    }
}
