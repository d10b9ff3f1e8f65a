package org.outrider.ui.feature.mydata

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollToNode
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.outrider.core.LocationMode
import org.outrider.model.Position
import org.outrider.model.Purpose
import org.outrider.testing.Phones
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme

class MyDataScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.of(rep = 3)
    private val words = phone.shell.words

    private fun show() = rule.setContent { OutriderTheme(false) { MyDataScreen(phone.shell) } }

    private fun reach(tag: String) = rule.onNodeWithTag("page").performScrollToNode(hasTestTag(tag))

    @Test
    fun `a consent is given to words that are read, and withdrawn at a tap`() {
        phone.phone.withdrawConsent(Purpose.Dictation)
        show()
        val terms = words.myData.consent.dictation
        rule.assertReads(words.myData.title, words.myData.text, words.myData.consents)
        reach("my-data/agree/${terms.title}")
        rule.onNodeWithText(terms.terms).assertExists()
        rule.assertManners()
        rule.onNodeWithTag("my-data/agree/${terms.title}").performClick()
        fun given() = phone.phone.myDataView().consents.first { it.purpose == Purpose.Dictation }
        assertTrue(given().given)
        assertEquals(TERMS, given().version)
        reach("my-data/withdraw/${terms.title}")
        rule.onNodeWithTag("my-data/withdraw/${terms.title}").performClick()
        assertFalse(given().given)
    }

    @Test
    fun `each way of following the day says what it costs, and one is chosen`() {
        show()
        reach("my-data/mode/PRECISE")
        val line = phone.phone.myDataView().modes.first { it.mode == LocationMode.PRECISE }
        rule.onNodeWithText(words.myData.mode.fixes(line.fixesAnHour), substring = true).assertExists()
        rule.assertManners()
        rule.onNodeWithTag("my-data/mode/PRECISE").performClick()
        rule.onNodeWithTag("my-data/mode/PRECISE").assertIsSelected()
        assertEquals(LocationMode.PRECISE, phone.phone.locationMode())
    }

    @Test
    fun `hours, looks, ways and positions stand there, also where there are none`() {
        show()
        val titles = with(words.myData) { listOf(hours.title, looks.title, ways.title, positions.title) }
        titles.forEach {
            rule.onNodeWithTag("page").performScrollToNode(hasText(it))
            rule.onNodeWithText(it).assertIsDisplayed()
            rule.assertManners()
        }
    }

    @Test
    fun `a position is written in degrees that can be looked up`() {
        assertEquals("52.52000, -13.40500", degrees(Position(525_200_000, -134_050_000)))
    }
}
