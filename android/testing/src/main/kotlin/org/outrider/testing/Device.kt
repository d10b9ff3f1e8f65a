package org.outrider.testing

import java.time.Instant
import org.outrider.model.Fix
import org.outrider.model.Point
import org.outrider.model.Position
import org.outrider.ui.shell.Dictation
import org.outrider.ui.shell.Located
import org.outrider.ui.shell.Permission
import org.outrider.ui.shell.Platform
import org.outrider.ui.shell.PreferenceStore
import org.outrider.ui.shell.Preferences
import org.outrider.ui.shell.Track
import org.outrider.ui.shell.Unlocked

/** A device that does what a test says, and notes what it was asked for. */
class Device(override val zone: String) : Platform {
    var fix: Fix? = null
    var located: Located = Located.Nothing
    var allowed: Set<Permission> = Permission.entries.toSet()
    var scanned: String? = null
    var unlocked: Unlocked = Unlocked.Yes
    var heard: List<String> = emptyList()
    override var dictation: Dictation = Dictation.OnPhone

    /** What other apps were started for. */
    val started = mutableListOf<String>()
    var tracked: Track? = null
        private set
    var hidden: Boolean = false
        private set

    /** The device stands at a place, as exactly as phones know it in the open. */
    fun standsAt(position: Position) {
        val found = Fix(position, accuracyMm = 8_000, mock = false, provider = "gps", at = now(), sinceBoot = null)
        fix = found
        located = Located.Found(found)
    }

    override fun now(): Long = Instant.now().let { it.epochSecond * 1_000_000 + it.nano / 1_000 }

    override fun lastFix(): Fix? = fix

    override suspend fun locate(): Located = located

    override suspend fun ask(permission: Permission): Boolean = permission in allowed

    override suspend fun scan(): String? = scanned

    override suspend fun listen(heard: (String) -> Unit): Boolean {
        this.heard.forEach(heard)
        return this.heard.isNotEmpty()
    }

    override fun call(number: String): Boolean = started.add("call $number")

    override fun message(number: String): Boolean = started.add("message $number")

    override fun mail(address: String): Boolean = started.add("mail $address")

    override fun navigate(to: Position, name: String): Boolean = started.add("navigate $name")

    override fun share(title: String, text: String): Boolean = started.add("share $title\n$text")

    override suspend fun unlock(): Unlocked = unlocked

    override fun trackWork(mode: Track?) {
        tracked = mode
    }

    override fun hideContent(hide: Boolean) {
        hidden = hide
    }
}

/** A place so many metres north of another. */
fun Point.northBy(metres: Int): Point = copy(lat = lat + metres * 90)

/** Preferences that last as long as the test. */
class Kept(private var preferences: Preferences = Preferences()) : PreferenceStore {
    override fun read(): Preferences = preferences

    override fun keep(preferences: Preferences) {
        this.preferences = preferences
    }
}
