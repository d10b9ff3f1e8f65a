package org.outrider.ui.design

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.onClick
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp

/** Things that belong together, on a ground of their own. With [onTap] all of it is one button, whose deed [label] says. */
@Composable
fun Card(
    modifier: Modifier = Modifier,
    onTap: (() -> Unit)? = null,
    label: String? = null,
    inner: Dp = 14.dp,
    content: @Composable ColumnScope.() -> Unit,
) {
    val shape = RoundedCornerShape(14.dp)
    val ground = MaterialTheme.colorScheme.surfaceContainerLow
    val edge = BorderStroke(1.dp, MaterialTheme.colorScheme.outlineVariant)
    val body = @Composable {
        Column(
            Modifier.fillMaxWidth().padding(inner),
            verticalArrangement = Arrangement.spacedBy(4.dp),
            content = content,
        )
    }
    if (onTap == null) {
        Surface(modifier.fillMaxWidth(), shape, ground, border = edge, content = body)
    } else {
        val spoken = Modifier.semantics {
            role = Role.Button
            if (label != null) onClick(label) { onTap(); true }
        }
        Surface(
            onTap,
            modifier.fillMaxWidth().heightIn(min = Target).then(spoken),
            shape = shape,
            color = ground,
            border = edge,
            content = body,
        )
    }
}
