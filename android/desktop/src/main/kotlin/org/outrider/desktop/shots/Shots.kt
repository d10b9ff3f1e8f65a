package org.outrider.desktop.shots

import java.io.File
import java.security.MessageDigest
import org.jetbrains.skia.EncodedImageFormat
import org.jetbrains.skia.Image
import org.outrider.ui.shell.Root

/** Draws every scene as every variant into a folder, and says what is wrong with the pictures. */
class Shots(private val cast: Cast, private val folder: File) {
    /** Which picture has these bytes. */
    private val seen = mutableMapOf<String, String>()
    private val faults = mutableListOf<String>()

    /** Draws scenes, and returns what is wrong with them, a line for each fault. */
    fun draw(scenes: List<Scene>, tell: (String) -> Unit = {}): List<String> {
        folder.mkdirs()
        for (variant in Variant.entries) {
            seen.clear()
            scenes.forEach { draw(it, variant) }
            tell("${variant.word}: ${scenes.size} pictures")
        }
        return faults
    }

    private fun draw(scene: Scene, variant: Variant) {
        val name = "${scene.name}-${variant.word}"
        val handset = scene.handset(cast)
        handset.desk.isOwner = !scene.isLocked
        val shell = handset.shell(variant.preferences(scene.isLocked))
        try {
            scene.enter(shell, cast)
            Drawing(variant) { Root(shell) }.use { take(it, scene, name) }
        } finally {
            shell.close()
        }
    }

    private fun take(drawing: Drawing, scene: Scene, name: String) {
        drawing.settle().close()
        if (scene.reads) drawing.awaitTurn()
        scene.taps.forEach(drawing::tap)
        scene.until?.let(drawing::settleUntil)
        drawing.settle().use { keep(it, name) }
        // What lies further down is looked at as well.
        val found = drawing.faults().toMutableSet()
        var pages = 0
        while (drawing.scroll() && pages++ < PAGES) found += drawing.faults()
        faults += found.map { "$name: clipped: $it" }
    }

    private fun keep(image: Image, name: String) {
        val png = checkNotNull(image.encodeToData(EncodedImageFormat.PNG)).bytes
        File(folder, "$name.png").writeBytes(png)
        if (isBlank(image)) faults += "$name: blank"
        val digest = MessageDigest.getInstance("SHA-256").digest(png).joinToString("") { "%02x".format(it) }
        seen.put(digest, name)?.let { faults += "$name: a twin of $it" }
    }

    private companion object {
        /** More is nowhere on a screen that says something new. */
        const val PAGES = 12
    }
}
