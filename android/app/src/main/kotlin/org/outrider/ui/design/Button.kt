package org.outrider.ui.design

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp

private val Corner = RoundedCornerShape(12.dp)
private val Inner = PaddingValues(horizontal = 16.dp, vertical = 10.dp)

/** The one thing that most people want here. */
@Composable
fun MainButton(
    text: String,
    onTap: () -> Unit,
    modifier: Modifier = Modifier,
    icon: ImageVector? = null,
    enabled: Boolean = true,
) {
    Button(onTap, modifier.fillMaxWidth().heightIn(min = 56.dp), enabled, Corner, contentPadding = Inner) {
        Words(text, icon)
    }
}

/** Something else that one can do here; `warns` where it takes something away. */
@Composable
fun SideButton(
    text: String,
    onTap: () -> Unit,
    modifier: Modifier = Modifier,
    icon: ImageVector? = null,
    enabled: Boolean = true,
    warns: Boolean = false,
) {
    val colours = if (warns) {
        ButtonDefaults.outlinedButtonColors(contentColor = MaterialTheme.colorScheme.error)
    } else {
        ButtonDefaults.outlinedButtonColors()
    }
    val edge = BorderStroke(1.dp, MaterialTheme.colorScheme.outline)
    OutlinedButton(onTap, modifier.heightIn(min = Target), enabled, Corner, colours, border = edge, contentPadding = Inner) {
        Words(text, icon)
    }
}

/** Something small beside a text. */
@Composable
fun TextAction(
    text: String,
    onTap: () -> Unit,
    modifier: Modifier = Modifier,
    icon: ImageVector? = null,
    color: Color = MaterialTheme.colorScheme.primary,
) {
    TextButton(
        onTap,
        modifier.target(),
        shape = Corner,
        colors = ButtonDefaults.textButtonColors(contentColor = color),
        contentPadding = PaddingValues(horizontal = 8.dp, vertical = 8.dp),
    ) { Words(text, icon) }
}

/** A sign that does something; its label says what. */
@Composable
fun IconAction(icon: ImageVector, label: String, onTap: () -> Unit, modifier: Modifier = Modifier, enabled: Boolean = true) {
    IconButton(onTap, modifier.target(), enabled) { Sign(icon, label) }
}

@Composable
private fun Words(text: String, icon: ImageVector?) {
    if (icon != null) {
        Sign(icon)
        Spacer(Modifier.width(10.dp))
    }
    Text(text, textAlign = TextAlign.Center, style = MaterialTheme.typography.labelLarge)
}
