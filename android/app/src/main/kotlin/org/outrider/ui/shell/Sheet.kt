package org.outrider.ui.shell

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.paneTitle
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Dialog
import org.outrider.ui.design.Edge
import org.outrider.ui.design.Gap
import org.outrider.ui.design.IconAction
import org.outrider.ui.design.Icons

/** Something over the screen that is dealt with first: a choice, a help. */
@Composable
fun Sheet(shell: Shell, title: String, onClose: () -> Unit, content: @Composable ColumnScope.() -> Unit) {
    Dialog(onDismissRequest = onClose) {
        Surface(
            Modifier.fillMaxWidth().padding(vertical = 24.dp).semantics { paneTitle = title },
            RoundedCornerShape(18.dp),
            MaterialTheme.colorScheme.surfaceContainerLow,
        ) {
            Column(Modifier.padding(start = Edge, end = 4.dp, top = 4.dp, bottom = Edge)) {
                Row(verticalAlignment = Alignment.CenterVertically) {
                    Text(
                        title,
                        Modifier.weight(1f).semantics { heading() },
                        style = MaterialTheme.typography.titleMedium,
                    )
                    IconAction(Icons.Close, shell.words.action.close, onClose)
                }
                Column(
                    Modifier.weight(1f, fill = false).verticalScroll(rememberScrollState()).padding(end = 12.dp),
                    verticalArrangement = Arrangement.spacedBy(Gap),
                ) {
                    content()
                    // Said on the page too, which the sheet covers.
                    (shell.said as? Said.Failed)?.let { FailureNotice(shell, it.failure) }
                }
            }
        }
    }
}
