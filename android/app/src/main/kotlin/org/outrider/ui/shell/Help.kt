package org.outrider.ui.shell

import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.withStyle
import androidx.compose.ui.unit.dp
import org.outrider.ui.design.Heading
import org.outrider.words.HelpParagraph
import org.outrider.words.HelpSection

/** What the guide says about a screen. */
@Composable
fun HelpSheet(shell: Shell, help: List<HelpSection>, onClose: () -> Unit) {
    Sheet(shell, shell.words.action.help, onClose) {
        help.forEach { section ->
            Heading(section.title)
            section.paragraphs.forEach { Paragraph(it) }
        }
    }
}

@Composable
private fun Paragraph(paragraph: HelpParagraph) {
    val text = buildAnnotatedString {
        if (paragraph.isItem) append("• ")
        paragraph.spans.forEach { span ->
            if (span.isStrong) withStyle(SpanStyle(fontWeight = FontWeight.SemiBold)) { append(span.text) } else append(span.text)
        }
    }
    val start = if (paragraph.isItem) 8.dp else 0.dp
    Text(text, Modifier.padding(start = start), style = MaterialTheme.typography.bodyLarge)
}
