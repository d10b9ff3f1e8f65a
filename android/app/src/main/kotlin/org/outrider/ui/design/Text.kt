package org.outrider.ui.design

import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp

/** What a part of a screen is called; those who listen jump from one to the next. */
@Composable
fun Heading(text: String, modifier: Modifier = Modifier) {
    Text(
        text,
        modifier.padding(top = Gap).semantics { heading() },
        style = MaterialTheme.typography.titleMedium,
    )
}

/** What is read. */
@Composable
fun Body(text: String, modifier: Modifier = Modifier, color: Color = LocalContentColor.current) {
    Text(text, modifier, color = color, style = MaterialTheme.typography.bodyLarge)
}

/** What stands beside something else and is less important. */
@Composable
fun Quiet(text: String, modifier: Modifier = Modifier) {
    Text(
        text,
        modifier,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
        style = MaterialTheme.typography.bodyMedium,
    )
}

/** A sign; `label` says in words what only it tells, nothing where words beside it say so. */
@Composable
fun Sign(
    icon: ImageVector,
    label: String? = null,
    modifier: Modifier = Modifier,
    tint: Color = LocalContentColor.current,
    size: Dp = 24.dp,
) {
    Icon(icon, label, modifier.size(size), tint)
}
