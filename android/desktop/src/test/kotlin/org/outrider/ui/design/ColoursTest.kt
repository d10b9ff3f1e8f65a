package org.outrider.ui.design

import androidx.compose.material3.ColorScheme
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import org.junit.Assert.assertEquals
import org.junit.Test

class ColoursTest {
    @Test
    fun `text can be read on its ground by day and by night`() {
        val pale = each { it.texts() }.filter { (_, text, ground) -> contrast(text, ground) < 4.5f }
        assertEquals(emptyList<Any>(), pale)
    }

    @Test
    fun `lines that mean something stand out from every ground`() {
        val pale = each { scheme -> scheme.grounds().map { (name, ground) -> Triple("outline on $name", scheme.outline, ground) } }
            .filter { (_, line, ground) -> contrast(line, ground) < 3f }
        assertEquals(emptyList<Any>(), pale)
    }

    private fun each(pairs: (ColorScheme) -> List<Triple<String, Color, Color>>): List<Triple<String, Color, Color>> =
        pairs(Light).map { it.copy(first = "by day: ${it.first}") } + pairs(Dark).map { it.copy(first = "by night: ${it.first}") }

    private fun ColorScheme.texts(): List<Triple<String, Color, Color>> =
        grounds().flatMap { (name, ground) ->
            listOf(
                Triple("text on $name", onSurface, ground),
                Triple("quiet text on $name", onSurfaceVariant, ground),
                Triple("primary on $name", primary, ground),
                Triple("error on $name", error, ground),
            )
        } + listOf(
            Triple("primary", onPrimary, primary),
            Triple("primaryContainer", onPrimaryContainer, primaryContainer),
            Triple("secondary", onSecondary, secondary),
            Triple("secondaryContainer", onSecondaryContainer, secondaryContainer),
            Triple("tertiary", onTertiary, tertiary),
            Triple("tertiaryContainer", onTertiaryContainer, tertiaryContainer),
            Triple("error", onError, error),
            Triple("errorContainer", onErrorContainer, errorContainer),
            Triple("inverseSurface", inverseOnSurface, inverseSurface),
            Triple("inversePrimary", inversePrimary, inverseSurface),
        )

    private fun ColorScheme.grounds(): List<Pair<String, Color>> = listOf(
        "background" to background,
        "surface" to surface,
        "surfaceVariant" to surfaceVariant,
        "surfaceContainerLowest" to surfaceContainerLowest,
        "surfaceContainerLow" to surfaceContainerLow,
        "surfaceContainer" to surfaceContainer,
        "surfaceContainerHigh" to surfaceContainerHigh,
        "surfaceContainerHighest" to surfaceContainerHighest,
    )

    private fun contrast(one: Color, other: Color): Float {
        val (dark, light) = listOf(one.luminance(), other.luminance()).sorted()
        return (light + 0.05f) / (dark + 0.05f)
    }
}
