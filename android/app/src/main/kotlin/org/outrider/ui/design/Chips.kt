package org.outrider.ui.design

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.BorderStroke
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp

private val Round = RoundedCornerShape(24.dp)

/** A few things to choose one of; they go on in a new line where there is no room. */
@Composable
fun <T> Chips(
    options: List<T>,
    selected: T?,
    text: (T) -> String,
    onChoose: (T) -> Unit,
    modifier: Modifier = Modifier,
) {
    Flow(modifier.selectableGroup()) {
        options.forEach { option ->
            Chip(text(option), option == selected) { onChoose(option) }
        }
    }
}

/** One of [Chips]. A tick shows the chosen one, not its colour alone. */
@Composable
fun Chip(text: String, selected: Boolean, modifier: Modifier = Modifier, onTap: () -> Unit) {
    val colours = MaterialTheme.colorScheme
    Surface(
        modifier.target().clip(Round).selectable(selected, role = Role.RadioButton, onClick = onTap),
        Round,
        if (selected) colours.primaryContainer else colours.surfaceContainerLow,
        if (selected) colours.onPrimaryContainer else colours.onSurface,
        border = BorderStroke(1.dp, if (selected) colours.primary else colours.outline),
    ) {
        Row(
            Modifier.padding(horizontal = 14.dp, vertical = 10.dp),
            horizontalArrangement = Arrangement.spacedBy(6.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            if (selected) Sign(Icons.Check, size = 18.dp)
            Text(text, style = MaterialTheme.typography.labelMedium)
        }
    }
}

/** Small words that tell something; nothing happens on a tap. */
@Composable
fun Tell(text: String, modifier: Modifier = Modifier, icon: ImageVector? = null, tone: Tone? = null) {
    val colours = MaterialTheme.colorScheme
    val (ground, letters) = when (tone) {
        Tone.Wrong -> colours.errorContainer to colours.onErrorContainer
        Tone.Good -> colours.primaryContainer to colours.onPrimaryContainer
        Tone.Calm -> colours.tertiaryContainer to colours.onTertiaryContainer
        Tone.Warn, null -> colours.surfaceContainerHighest to colours.onSurface
    }
    Surface(modifier, RoundedCornerShape(8.dp), ground, letters) {
        Row(
            Modifier.padding(horizontal = 8.dp, vertical = 3.dp),
            horizontalArrangement = Arrangement.spacedBy(4.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            if (icon != null) Sign(icon, size = 16.dp)
            Text(text, style = MaterialTheme.typography.labelSmall)
        }
    }
}

/** Things side by side, in further lines where there is no room. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun Flow(modifier: Modifier = Modifier, content: @Composable () -> Unit) {
    FlowRow(
        modifier.fillMaxWidth(),
        horizontalArrangement = Arrangement.spacedBy(Gap),
        verticalArrangement = Arrangement.spacedBy(Gap),
        itemVerticalAlignment = Alignment.CenterVertically,
    ) { content() }
}
