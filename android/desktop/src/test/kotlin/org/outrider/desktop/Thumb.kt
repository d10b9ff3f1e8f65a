package org.outrider.desktop

import androidx.compose.runtime.tooling.ComposeToolingApi
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import java.awt.Point
import java.awt.Rectangle
import java.awt.Robot
import java.awt.event.InputEvent
import java.awt.image.BufferedImage
import java.io.File
import javax.imageio.ImageIO
import javax.swing.SwingUtilities
import kotlin.system.exitProcess
import org.outrider.model.Status
import org.outrider.ui.feature.today.isOverdue

/**
 * The thumb of somebody who sits before the window: it comes down where something is seen to stand.
 * The process that has it needs a display; what went wrong is said on standard error.
 */
fun main() {
    val said = { what: String -> checkNotNull(System.getProperty("outrider.$what")) { "no outrider.$what" } }
    Handset(said("address"), said("zone")).use { handset ->
        handset.desk.seen = handset.seenHere(handset.label(said("codes")))
        val console = Console(said("address"), "Somebody", "somebody@halm.example", "a password")
        PhoneWindow.open(handset, handset.shell(), console).use { Thumb(it, File(said("shots")), handset).lives() }
    }
    exitProcess(0)
}

private class Thumb(private val window: PhoneWindow, private val shots: File, private val handset: Handset) {
    private val robot = Robot()
    private var pictures = 0
    private var last: BufferedImage? = null

    /** Makes the phone his, sees his day, and reports the first task of it as done. */
    fun lives() {
        looks("enrolment/scan")
        tap("enrolment/scan")
        looks("former/dismiss")
        tap("former/dismiss")
        looks("today/task/")
        // Until everything has come and is drawn, the list moves under the thumb.
        waitUntil("the first sync is done") { handset.phone.syncStatus().lastReceipt != null && !handset.phone.syncView().isSyncing }
        val task = first()
        waitUntil("the list is drawn") { tag("today/task/") == "today/task/$task" }
        tap("today/task/$task")
        looks("task/note")
        // What has begun already is done by the main button.
        tap(if (tag("task/complete") != null) "task/complete" else "primary")
        looks("snack")
        val view = handset.phone.taskView(task, null)
        if (view.status != Status.Done) fails("the task is ${view.status}")
    }

    /** What the list begins with. */
    private fun first(): String {
        val tasks = handset.phone.todayView(null).tasks
        return (tasks.firstOrNull { isOverdue(it) } ?: tasks.first()).task
    }

    /** Waits until something is there, and sees that the window shows something else than before. */
    private fun looks(tag: String) {
        waitUntil("$tag is there") { tag(tag) != null }
        waitUntil("the picture changes with $tag") { hasChanged(picture()) }
        keep(checkNotNull(last), "window-${++pictures}")
    }

    private fun keep(image: BufferedImage, name: String) {
        ImageIO.write(image, "png", File(shots, "$name.png").apply { parentFile.mkdirs() })
    }

    private fun hasChanged(now: BufferedImage): Boolean {
        val before = last
        val pixels = { image: BufferedImage -> image.getRGB(0, 0, image.width, image.height, null, 0, image.width) }
        val changed = pixels(now).toSet().size > PLAIN && (before == null || !pixels(before).contentEquals(pixels(now)))
        if (changed) last = now
        return changed
    }

    private fun picture(): BufferedImage {
        var place = Rectangle()
        SwingUtilities.invokeAndWait { place = Rectangle(window.glass.locationOnScreen, window.glass.size) }
        return robot.createScreenCapture(place)
    }

    private fun tap(tag: String) {
        val at = checkNotNull(middle(tag)) { "$tag is gone" }
        robot.mouseMove(at.x, at.y)
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK)
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK)
        robot.waitForIdle()
    }

    private fun tag(start: String): String? = drawn { found(start)?.let(::tagOf) }

    private fun middle(tag: String): Point? = drawn {
        found(tag)?.let {
            val middle = it.boundsInWindow.center
            val scale = it.layoutInfo.density.density
            val corner = window.glass.locationOnScreen
            Point(corner.x + (middle.x / scale).toInt(), corner.y + (middle.y / scale).toInt())
        }
    }

    @OptIn(ComposeToolingApi::class)
    private fun found(start: String): SemanticsNode? =
        window.glass.semanticsOwners.flatMap { it.unmergedRootSemanticsNode.all() }.firstOrNull {
            tagOf(it).startsWith(start) && !it.boundsInWindow.isEmpty
        }

    private fun tagOf(node: SemanticsNode): String = node.config.getOrNull(SemanticsProperties.TestTag).orEmpty()

    private fun SemanticsNode.all(): List<SemanticsNode> = listOf(this) + children.flatMap { it.all() }

    private fun <T> drawn(question: () -> T): T? {
        var answer: T? = null
        SwingUtilities.invokeAndWait { answer = question() }
        return answer
    }

    private fun waitUntil(what: String, isSo: () -> Boolean) {
        val end = System.nanoTime() + PATIENCE
        while (!isSo()) {
            if (System.nanoTime() > end) fails("in vain: until $what")
            robot.delay(LOOK)
        }
    }

    private fun fails(why: String): Nothing {
        keep(picture(), "window-failed")
        error("$why\n${handset.phone.diagnostics()}")
    }

    private companion object {
        const val PATIENCE = 120_000_000_000L

        /** How often it is looked again, in milliseconds. */
        const val LOOK = 50

        /** A window that has drawn nothing yet has fewer colours. */
        const val PLAIN = 4
    }
}
