package org.outrider.app.story

import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.hasAnyAncestor
import androidx.compose.ui.test.hasScrollAction
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.junit4.ComposeTestRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextInput
import org.outrider.ui.shell.Root
import org.outrider.ui.shell.Shell

/** How long something may take that is on its way, in milliseconds. */
private const val PATIENCE = 60_000L

/** What a person does with one thumb. */
class Thumb(private val rule: ComposeTestRule) {
    fun tap(tag: String) = tap(hasTestTag(tag))

    fun tap(what: SemanticsMatcher) {
        reach(what).performClick()
        rule.waitForIdle()
    }

    fun type(tag: String, text: String) {
        reach(hasTestTag(tag)).performTextInput(text)
        rule.waitForIdle()
    }

    /** Waits for something and scrolls to it. */
    fun reach(what: SemanticsMatcher): SemanticsNodeInteraction {
        until(what.description) { isThere(what) || comesByScrolling(what) }
        val node = rule.onNode(what)
        if (hasAnyAncestor(hasScrollAction()).matches(node.fetchSemanticsNode())) node.performScrollTo()
        return node
    }

    fun reach(tag: String): SemanticsNodeInteraction = reach(hasTestTag(tag))

    fun isThere(what: SemanticsMatcher): Boolean = rule.onAllNodes(what).fetchSemanticsNodes().isNotEmpty()

    fun isThere(tag: String): Boolean = isThere(hasTestTag(tag))

    /** Waits until something is so. */
    fun until(what: String, isSo: () -> Boolean) = rule.waitUntil("$what comes", PATIENCE) {
        rule.waitForIdle()
        isSo()
    }

    private fun comesByScrolling(what: SemanticsMatcher): Boolean {
        if (!isThere(hasTestTag("page"))) return false
        return try {
            rule.onNodeWithTag("page").performScrollToNode(what)
            true
        } catch (_: AssertionError) {
            false
        }
    }
}

/** Has a window show a phone in place of what it showed. */
fun ComponentActivity.show(shell: Shell) = runOnUiThread { setContent { Root(shell) } }
