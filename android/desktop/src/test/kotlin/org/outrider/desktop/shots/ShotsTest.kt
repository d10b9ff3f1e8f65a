package org.outrider.desktop.shots

import java.io.File
import java.nio.file.Files
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.outrider.testing.Stage
import org.outrider.ui.shell.Screen

class ShotsTest {
    private val stage = Stage.shared

    private fun cast() = Cast(stage.address, stage.zone, REPS.map { stage.code(stage.reps[it]) })

    @Test
    fun `every screen is drawn in every variant, and none is blank, clipped or a twin`() {
        val folder = File(System.getProperty("shots.dir"))
        val faults = cast().use { Shots(it, folder).draw(Scenes) }
        assertEquals(emptyList<String>(), faults)
        val drawn = Scenes.flatMap { scene -> Variant.entries.map { File(folder, "${scene.name}-${it.word}.png") } }
        assertEquals(emptyList<File>(), drawn.filterNot { it.isFile })
    }

    @Test
    fun `two scenes that look the same are twins`() {
        val folder = Files.createTempDirectory("outrider-shots").toFile()
        val same = listOf("one", "two").map { name -> Scene(name, { listOf(Screen.Search) }, phone = Cast::fresh) }
        val faults = cast().use { Shots(it, folder).draw(same) }
        folder.deleteRecursively()
        assertTrue("$faults", Variant.entries.all { "two-${it.word}: a twin of one-${it.word}" in faults })
    }

    private companion object {
        /** As `cargo xtask phone` plays them. */
        val REPS = listOf(2, 0, 6, 4)
    }
}
