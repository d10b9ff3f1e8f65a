package org.outrider.desktop.shots

import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.text.TextLayoutResult
import org.jetbrains.skia.Bitmap
import org.jetbrains.skia.Image

/** What is wrong with what is drawn now: what is cut off, and what there is no room for. */
fun Drawing.faults(): List<String> = nodes().flatMap { node ->
    listOfNotNull(cutText(node), cutBounds(node, width), noRoom(node))
}

/** True when nothing is to be seen where the content of a screen stands. */
fun isBlank(image: Image): Boolean {
    val picture = Bitmap.makeFromImage(image)
    val first = picture.getColor(0, picture.height / EDGE)
    val rows = picture.height / EDGE until picture.height - picture.height / EDGE step 2
    return rows.all { y -> (0 until picture.width step 2).all { x -> picture.getColor(x, y) == first } }
}

private fun cutText(node: SemanticsNode): String? {
    // What is typed may be longer than its field.
    if (node.config.getOrNull(SemanticsProperties.EditableText) != null) return null
    val layouts = mutableListOf<TextLayoutResult>()
    node.config.getOrNull(SemanticsActions.GetTextLayoutResult)?.action?.invoke(layouts)
    val cut = layouts.firstOrNull { it.isCut() } ?: return null
    return "“${cut.layoutInput.text}” does not fit its place"
}

/** What the layout itself says counts the empty end of a line too. */
private fun TextLayoutResult.isCut(): Boolean {
    val lines = 0 until lineCount
    return multiParagraph.didExceedMaxLines ||
        lines.any { isLineEllipsized(it) || getLineRight(it) - getLineLeft(it) > size.width + SLACK } ||
        getLineBottom(lineCount - 1) > size.height + SLACK
}

private fun cutBounds(node: SemanticsNode, width: Float): String? {
    val words = words(node) ?: return null
    val whole = Rect(node.positionInRoot, Size(node.size.width.toFloat(), node.size.height.toFloat()))
    val seen = node.boundsInRoot
    val above = generateSequence(node.parent) { it.parent }.toList()
    val scrollsSideways = above.any { it.config.getOrNull(SemanticsProperties.HorizontalScrollAxisRange) != null }
    val scrolls = above.any { it.config.getOrNull(SemanticsProperties.VerticalScrollAxisRange) != null }
    return when {
        node.size.width == 0 || node.size.height == 0 -> "“$words” has no room at all"
        !scrollsSideways && (whole.left < -SLACK || whole.right > width + SLACK) -> "“$words” stands out at the side"
        // What lies above or below what is read now is cut in that direction alone.
        scrolls && seen.height <= 0f -> null
        !scrollsSideways && seen.width < whole.width - SLACK -> "“$words” is cut at the side"
        !scrolls && seen.height < whole.height - SLACK -> "“$words” is cut below"
        else -> null
    }
}

private fun noRoom(node: SemanticsNode): String? {
    if (node.config.getOrNull(SemanticsProperties.VerticalScrollAxisRange) == null) return null
    val tall = node.boundsInRoot.height / node.layoutInfo.density.density
    return "only ${tall.toInt()} dp are left to read in".takeIf { tall < ROOM }
}

private fun words(node: SemanticsNode): String? {
    val told = node.config.getOrNull(SemanticsProperties.Text)?.joinToString(" ")
        ?: node.config.getOrNull(SemanticsProperties.ContentDescription)?.joinToString(" ")
    return told?.ifBlank { null }
}

/** What may be lost to rounding, in pixels. */
private const val SLACK = 2f

/** What one can still read in, in dp. */
private const val ROOM = 120f

/** The part of the height, at the top and at the bottom, in which every screen has its bars. */
private const val EDGE = 8
