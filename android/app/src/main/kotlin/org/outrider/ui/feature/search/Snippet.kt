package org.outrider.ui.feature.search

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.text.withStyle
import org.outrider.core.Snippet

/** A part of a text without marks. */
fun plain(snippet: Snippet): String = snippet.pieces.joinToString("") { it.text }

/** A part of a text in which what was searched for is heavier and underlined. */
@Composable
fun Marked(snippet: Snippet, style: TextStyle) {
    val text = buildAnnotatedString {
        if (snippet.cutBefore) append("…")
        snippet.pieces.forEach { piece ->
            if (piece.isFound) {
                withStyle(SpanStyle(fontWeight = FontWeight.Bold, textDecoration = TextDecoration.Underline)) { append(piece.text) }
            } else {
                append(piece.text)
            }
        }
        if (snippet.cutAfter) append("…")
    }
    Text(text, style = style)
}
