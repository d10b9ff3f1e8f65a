package org.outrider.desktop

import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.awt.ComposePanel
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.unit.Density
import java.awt.BorderLayout
import java.awt.Dimension
import java.awt.event.WindowAdapter
import java.awt.event.WindowEvent
import java.io.Closeable
import java.util.concurrent.CountDownLatch
import javax.swing.JFrame
import javax.swing.SwingUtilities
import org.outrider.ui.shell.Root
import org.outrider.ui.shell.Shell

/** A window with the phone at its left and what is around the phone at its right. */
class PhoneWindow private constructor(
    private val handset: Handset,
    private val shell: Shell,
    private val console: Console,
) : Closeable {
    private val frame = JFrame("Outrider")
    private val closed = CountDownLatch(1)

    /** The phone's glass. */
    val glass = ComposePanel()

    private fun show() {
        glass.setContent {
            val density = LocalDensity.current.density
            CompositionLocalProvider(LocalDensity provides Density(density, handset.desk.letters)) { Root(shell) }
        }
        val side = ComposePanel()
        side.setContent {
            LaunchedEffect(handset.desk.width) { fit() }
            Panel(handset, shell, console)
        }
        side.preferredSize = Dimension(PANEL, HEIGHT)
        frame.layout = BorderLayout()
        frame.add(glass, BorderLayout.WEST)
        frame.add(side, BorderLayout.CENTER)
        frame.addWindowListener(Comings(handset, shell, closed))
        fit()
        frame.isVisible = true
    }

    /** Waits until somebody closes the window. */
    fun await() = closed.await()

    override fun close() = SwingUtilities.invokeAndWait {
        frame.dispose()
        shell.close()
    }

    private fun fit() {
        glass.preferredSize = Dimension(handset.desk.width, HEIGHT)
        frame.pack()
    }

    companion object {
        private const val PANEL = 420
        private const val HEIGHT = 760

        /** Opens a window. */
        fun open(handset: Handset, shell: Shell, console: Console): PhoneWindow {
            lateinit var window: PhoneWindow
            SwingUtilities.invokeAndWait { window = PhoneWindow(handset, shell, console).apply { show() } }
            return window
        }
    }
}

/** A window that is put away is a phone that is put away. */
private class Comings(
    private val handset: Handset,
    private val shell: Shell,
    private val closed: CountDownLatch,
) : WindowAdapter() {
    override fun windowIconified(event: WindowEvent) {
        shell.leave()
        handset.phone.wentToBackground()
    }

    override fun windowDeiconified(event: WindowEvent) {
        handset.phone.cameToForeground()
        shell.lookAgain()
    }

    override fun windowClosing(event: WindowEvent) {
        shell.leave()
        closed.countDown()
    }
}
