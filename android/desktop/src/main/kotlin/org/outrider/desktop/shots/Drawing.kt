package org.outrider.desktop.shots

import androidx.compose.runtime.Composable
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.unit.Density
import java.io.Closeable
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.CoroutineDispatcher
import org.jetbrains.skia.Image

/** Something that is drawn without a window, as one variant of a phone shows it. */
@OptIn(ExperimentalComposeUiApi::class)
class Drawing(private val variant: Variant, content: @Composable () -> Unit) : Closeable {
    private val turns = Turns()
    private val scene = ImageComposeScene(
        (variant.width * DENSITY).toInt(),
        (variant.height * DENSITY).toInt(),
        Density(DENSITY, variant.letters),
        coroutineContext = turns,
        content = content,
    )
    private var time = 0L

    /** The phone's glass, in pixels. */
    val width: Float = variant.width * DENSITY
    val height: Float = variant.height * DENSITY

    /** Everything that can be told of what is drawn, with what lies in it; a sheet comes after what it covers. */
    fun nodes(): List<SemanticsNode> = scene.semanticsOwners.flatMap { it.unmergedRootSemanticsNode.all() }

    /** Draws until nothing moves any more. */
    fun settle(): Image {
        var image = frame()
        var frames = 1
        while ((turns.run() || scene.hasInvalidations()) && frames < MOST) {
            image.close()
            image = frame()
            frames++
        }
        return image
    }

    /** Draws until something that takes a while is there. */
    fun settleUntil(tag: String) {
        val end = System.nanoTime() + PATIENCE
        while (tagged(tag) == null) {
            check(System.nanoTime() < end) { "$tag does not come" }
            turns.runNext()
            settle().close()
        }
    }

    /** Waits for what another thread does for what is drawn, a second at most. */
    fun awaitTurn() = turns.runNext()

    fun tap(tag: String) {
        val node = checkNotNull(tagged(tag)) { "there is no $tag to tap" }
        checkNotNull(node.config.getOrNull(SemanticsActions.OnClick)?.action) { "$tag cannot be tapped" }()
        settle().close()
    }

    /** Goes on reading where more lies below; false where one is at the end. */
    fun scroll(): Boolean {
        val page = nodes().lastOrNull { node ->
            val range = node.config.getOrNull(SemanticsProperties.VerticalScrollAxisRange)
            range != null && range.value() < range.maxValue()
        } ?: return false
        val by = checkNotNull(page.config.getOrNull(SemanticsActions.ScrollBy)?.action)
        val moved = by(0f, page.size.height * STEP)
        settle().close()
        return moved
    }

    override fun close() = scene.close()

    private fun tagged(tag: String): SemanticsNode? =
        nodes().firstOrNull { it.config.getOrNull(SemanticsProperties.TestTag) == tag }

    private fun frame(): Image {
        time += FRAME
        return scene.render(time)
    }

    private companion object {
        const val DENSITY = 2f

        /** Long, so that what moves soon stands. */
        const val FRAME = 100_000_000L

        /** A cursor blinks for ever. */
        const val MOST = 30
        const val PATIENCE = 60_000_000_000L
        const val STEP = 0.8f
    }
}

private fun SemanticsNode.all(): List<SemanticsNode> = listOf(this) + children.flatMap { it.all() }

/** What a drawing has to do, one thing after the other on the thread that draws. */
private class Turns : CoroutineDispatcher() {
    private val queue = LinkedBlockingQueue<Runnable>()

    override fun dispatch(context: CoroutineContext, block: Runnable) {
        queue.add(block)
    }

    /** Does what there is to do; true when there was something. */
    fun run(): Boolean {
        var any = false
        while (true) {
            (queue.poll() ?: return any).run()
            any = true
        }
    }

    /** Waits for the next thing to do, and does it. */
    fun runNext() {
        queue.poll(1, TimeUnit.SECONDS)?.run()
    }
}
