package org.outrider.desktop.shots

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.requiredWidth
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clipToBounds
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.outrider.ui.design.OutriderTheme

class JudgeTest {
    private val long = "Bring the samples of the new season to the shop at the corner of the market"

    private fun faults(content: @Composable () -> Unit): List<String> =
        Drawing(Variant.LIGHT) { OutriderTheme(dark = false) { content() } }.use {
            it.settle().close()
            it.faults()
        }

    @Test
    fun `a text that has all the room it needs is no fault`() {
        assertEquals(emptyList<String>(), faults { Column { Text(long); Text("Short") } })
    }

    @Test
    fun `a text that is shortened or does not fit the height of its place is a fault`() {
        assertEquals(1, faults { Text(long, maxLines = 1, overflow = TextOverflow.Ellipsis) }.size)
        assertEquals(1, faults { Text(long, Modifier.height(20.dp)) }.size)
    }

    @Test
    fun `what stands out at the side or was squeezed to nothing is a fault`() {
        assertTrue(faults { Text("Out", Modifier.offset(x = 350.dp)) }.single().endsWith("stands out at the side"))
        val squeezed = faults { Row { Text("All", Modifier.width(360.dp)); Text("5") } }
        assertTrue("$squeezed", squeezed.any { it == "“5” has no room at all" })
        val cut = faults { Column(Modifier.offset(x = 100.dp).width(60.dp).clipToBounds()) { Text("A wide one", Modifier.requiredWidth(100.dp)) } }
        assertTrue("$cut", cut.any { "is cut at the side" in it })
    }

    @Test
    fun `what lies further down is no fault, but no room to read it is`() {
        @Composable
        fun page(modifier: Modifier) = Column(modifier.verticalScroll(rememberScrollState())) { repeat(60) { Text(long) } }
        assertEquals(emptyList<String>(), faults { page(Modifier.fillMaxSize()) })
        assertEquals(listOf("only 80 dp are left to read in"), faults { page(Modifier.height(80.dp)) })
    }

    @Test
    fun `a picture in whose middle nothing stands is blank`() {
        fun blank(content: @Composable () -> Unit) =
            Drawing(Variant.LIGHT, content).use { drawing -> drawing.settle().use { isBlank(it) } }
        assertTrue(blank { OutriderTheme(dark = false) { Surface(Modifier.fillMaxSize()) { Text("A title alone") } } })
        assertFalse(blank { Surface(Modifier.fillMaxSize()) { Column { repeat(20) { Text(long) } } } })
    }
}
