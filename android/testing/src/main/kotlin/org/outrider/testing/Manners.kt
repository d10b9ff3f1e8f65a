package org.outrider.testing

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.SemanticsNodeInteractionsProvider
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.isRoot
import kotlin.math.roundToInt

// What holds for every screen, whatever it shows.

/** The side of the smallest thing that a thumb can hit, in dp. */
private const val TARGET = 48

/** Everything that can be tapped is large enough and says in words what it is. */
fun SemanticsNodeInteractionsProvider.assertManners() {
    val nodes = onAllNodes(hasClickAction()).fetchSemanticsNodes().filter { it.isShownWhole() }
    check(nodes.isNotEmpty()) { "nothing can be tapped here" }
    val wrong = nodes.flatMap { node ->
        val bounds = node.touchBoundsInRoot
        val density = node.layoutInfo.density.density
        val sides = listOf(bounds.width, bounds.height).map { (it / density).roundToInt() }
        val told = node.words()
        listOfNotNull(
            "no words: ${node.tag()}".takeIf { told.isEmpty() },
            "too small, $sides dp: $told ${node.tag()}".takeIf { sides.any { it < TARGET } },
        )
    }
    check(wrong.isEmpty()) { wrong.joinToString("\n") }
}

/** What is read out, in the order in which it is. */
fun SemanticsNodeInteractionsProvider.reading(): List<String> {
    val roots = onAllNodes(isRoot()).fetchSemanticsNodes()
    return roots.flatMap { it.inOrder() }.map { it.words() }.filter { it.isNotEmpty() }
}

/** These texts are read in this order; others may stand between them. */
fun SemanticsNodeInteractionsProvider.assertReads(vararg texts: String) {
    val read = reading()
    var from = 0
    for (text in texts) {
        val found = (from until read.size).firstOrNull { text in read[it] }
        checkNotNull(found) { "“$text” is not read after ${texts.takeWhile { it != text }}:\n${read.joinToString("\n")}" }
        from = found
    }
}

private fun SemanticsNode.inOrder(): List<SemanticsNode> {
    val groups = children.sortedBy { it.config.getOrNull(SemanticsProperties.TraversalIndex) ?: 0f }
    return listOf(this) + groups.flatMap { it.inOrder() }
}

private fun SemanticsNode.words(): String = listOfNotNull(
    config.getOrNull(SemanticsProperties.ContentDescription)?.joinToString(" "),
    config.getOrNull(SemanticsProperties.Text)?.joinToString(" "),
    config.getOrNull(SemanticsProperties.EditableText)?.text,
).filter { it.isNotBlank() }.joinToString(" ")

private fun SemanticsNode.tag(): String = config.getOrNull(SemanticsProperties.TestTag).orEmpty()

/** What lies half beyond the edge of a list is measured when it was scrolled in. */
private fun SemanticsNode.isShownWhole(): Boolean =
    boundsInRoot.height >= size.height - 1 && config.getOrNull(SemanticsActions.OnClick) != null
