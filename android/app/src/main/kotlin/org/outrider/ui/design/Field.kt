package org.outrider.ui.design

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.style.TextDirection
import androidx.compose.ui.unit.dp

/** Where something is typed. What it is for stands above it, so that it is seen while one types and grows with the text. */
@Composable
fun Field(
    label: String,
    value: String,
    onType: (String) -> Unit,
    modifier: Modifier = Modifier,
    hint: String? = null,
    wrong: String? = null,
    lines: Int = 1,
    keyboard: KeyboardType = KeyboardType.Text,
    capitals: KeyboardCapitalization = KeyboardCapitalization.Sentences,
    showLabel: Boolean = true,
    end: (@Composable () -> Unit)? = null,
    onDone: (() -> Unit)? = null,
) {
    Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
        if (showLabel) {
            Text(label, Modifier.clearAndSetSemantics { }, style = MaterialTheme.typography.labelMedium)
        }
        OutlinedTextField(
            value,
            onType,
            modifier.fillMaxWidth().heightIn(min = 56.dp).semantics { contentDescription = label },
            isError = wrong != null,
            singleLine = lines == 1,
            minLines = lines,
            placeholder = hint?.let { { Text(it, style = MaterialTheme.typography.bodyLarge) } },
            trailingIcon = end,
            // What is typed goes in the direction of its own letters.
            textStyle = MaterialTheme.typography.bodyLarge.copy(textDirection = TextDirection.Content),
            shape = RoundedCornerShape(12.dp),
            keyboardOptions = KeyboardOptions(
                capitalization = capitals,
                keyboardType = keyboard,
                imeAction = if (onDone != null) ImeAction.Done else ImeAction.Default,
            ),
            keyboardActions = KeyboardActions { onDone?.invoke() },
        )
        if (wrong != null) {
            Text(wrong, color = MaterialTheme.colorScheme.error, style = MaterialTheme.typography.bodyMedium)
        }
    }
}
