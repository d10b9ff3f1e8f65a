package org.outrider.ui.design

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Switch
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.unit.dp
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.toggleable

/** A line of a list: a sign, what it is, more about it, and what stands at its end. With [onTap] all of it is one button. */
@Composable
fun Line(
    title: String,
    modifier: Modifier = Modifier,
    text: String? = null,
    icon: ImageVector? = null,
    label: String? = null,
    onTap: (() -> Unit)? = null,
    end: @Composable RowScope.() -> Unit = {},
) {
    val tapped = if (onTap == null) Modifier else Modifier.clickable(onClickLabel = label, role = Role.Button, onClick = onTap)
    LineBody(title, text, icon, modifier.then(tapped)) {
        end()
        if (onTap != null) Sign(Icons.Forward, tint = MaterialTheme.colorScheme.onSurfaceVariant, size = 18.dp)
    }
}

/** One of several; exactly one is chosen. */
@Composable
fun ChoiceLine(title: String, selected: Boolean, onTap: () -> Unit, modifier: Modifier = Modifier, text: String? = null) {
    LineBody(
        title,
        text,
        if (selected) Icons.Done else Icons.Ring,
        modifier.selectable(selected, role = Role.RadioButton, onClick = onTap),
    )
}

/** Something that is so or not so, as on a list to tick off. */
@Composable
fun TickLine(title: String, ticked: Boolean, onTick: (Boolean) -> Unit, modifier: Modifier = Modifier, enabled: Boolean = true) {
    LineBody(
        title,
        null,
        if (ticked) Icons.BoxDone else Icons.Box,
        modifier.toggleable(ticked, enabled, Role.Checkbox, onValueChange = onTick),
    )
}

/** Something that is switched on or off. */
@Composable
fun SwitchLine(title: String, on: Boolean, onSwitch: (Boolean) -> Unit, modifier: Modifier = Modifier, text: String? = null) {
    LineBody(title, text, null, modifier.toggleable(on, role = Role.Switch, onValueChange = onSwitch)) {
        Switch(on, onCheckedChange = null, Modifier.clearAndSetSemantics { })
    }
}

/** What parts lines from each other. */
@Composable
fun Parting() {
    HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
}

@Composable
private fun LineBody(
    title: String,
    text: String?,
    icon: ImageVector?,
    modifier: Modifier,
    end: @Composable RowScope.() -> Unit = {},
) {
    Row(
        modifier.fillMaxWidth().heightIn(min = Target).padding(vertical = 8.dp),
        horizontalArrangement = Arrangement.spacedBy(12.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        if (icon != null) Sign(icon, tint = MaterialTheme.colorScheme.primary)
        Column(Modifier.weight(1f)) {
            Text(title, style = MaterialTheme.typography.bodyLarge)
            if (!text.isNullOrEmpty()) Quiet(text)
        }
        end()
    }
}
