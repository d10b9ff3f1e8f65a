package org.outrider.desktop

import java.io.Closeable
import java.io.File
import java.util.concurrent.TimeUnit
import org.junit.Assert.assertEquals
import org.junit.Test
import org.outrider.testing.Stage

/** The window opens in a process of its own, on a display of its own. */
class PhoneWindowTest {
    @Test
    fun `with a thumb alone one enrols in the window, sees the day and reports a task as done`() {
        val stage = Stage.shared
        val thumb = Display().use { display ->
            process(
                display,
                mapOf(
                    "outrider.address" to stage.address,
                    "outrider.zone" to stage.zone,
                    "outrider.codes" to stage.code(stage.reps[REP]),
                    "outrider.shots" to System.getProperty("shots.dir"),
                    "jna.library.path" to System.getProperty("jna.library.path"),
                    "skiko.renderApi" to "SOFTWARE",
                    "java.awt.headless" to "false",
                ),
            )
        }
        assertEquals("the thumb says why on standard error", 0, thumb)
    }

    private fun process(display: Display, properties: Map<String, String>): Int {
        val java = File(System.getProperty("java.home"), "bin/java").path
        val told = properties.map { (name, value) -> "-D$name=$value" }
        val builder = ProcessBuilder(listOf(java) + told + listOf("-cp", System.getProperty("java.class.path"), "org.outrider.desktop.ThumbKt"))
        builder.environment()["DISPLAY"] = display.name
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.INHERIT)
        val process = builder.start()
        try {
            check(process.waitFor(PATIENCE, TimeUnit.MINUTES)) { "the window is still open" }
            return process.exitValue()
        } finally {
            process.destroyForcibly()
        }
    }

    private companion object {
        const val REP = 0
        const val PATIENCE = 10L
    }
}

/** A display that nobody looks at. */
private class Display : Closeable {
    private val process = ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp")
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()

    val name: String = ":" + checkNotNull(process.inputStream.bufferedReader().readLine()) { "Xvfb opens no display" }.trim()

    override fun close() {
        process.destroy()
        process.waitFor()
    }
}
