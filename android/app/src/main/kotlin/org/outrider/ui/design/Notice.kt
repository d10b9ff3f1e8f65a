package org.outrider.ui.design

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.unit.dp

/** How much a notice wants to be seen. */
enum class Tone { Calm, Good, Warn, Wrong }

/** Something that one should know here, with what can be done about it. */
@Composable
fun Notice(
    title: String,
    modifier: Modifier = Modifier,
    text: String? = null,
    tone: Tone = Tone.Calm,
    icon: ImageVector = tone.icon,
    actions: @Composable ColumnScope.() -> Unit = {},
) {
    val colours = MaterialTheme.colorScheme
    val (ground, letters) = when (tone) {
        Tone.Calm -> colours.tertiaryContainer to colours.onTertiaryContainer
        Tone.Good -> colours.primaryContainer to colours.onPrimaryContainer
        Tone.Warn -> colours.secondaryContainer to colours.onSecondaryContainer
        Tone.Wrong -> colours.errorContainer to colours.onErrorContainer
    }
    Surface(modifier.fillMaxWidth(), RoundedCornerShape(14.dp), ground, letters) {
        Row(Modifier.padding(14.dp), horizontalArrangement = Arrangement.spacedBy(12.dp)) {
            Sign(icon)
            Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
                Text(title, style = MaterialTheme.typography.titleSmall)
                if (text != null) Text(text, style = MaterialTheme.typography.bodyMedium)
                actions()
            }
        }
    }
}

private val Tone.icon: ImageVector
    get() = when (this) {
        Tone.Calm -> Icons.Info
        Tone.Good -> Icons.Done
        Tone.Warn, Tone.Wrong -> Icons.Alert
    }
