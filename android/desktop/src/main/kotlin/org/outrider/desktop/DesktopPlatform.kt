package org.outrider.desktop

import org.outrider.model.Fix
import org.outrider.model.Position
import org.outrider.ui.shell.Dictation
import org.outrider.ui.shell.Located
import org.outrider.ui.shell.Permission
import org.outrider.ui.shell.Platform
import org.outrider.ui.shell.Track
import org.outrider.ui.shell.Unlocked

/** The device that a desk plays: it stands where it is put, and tells what it would have done. */
class DesktopPlatform(private val desk: Desk, private val clock: MovedClock) : Platform {
    /** How the way on duty is taken now. */
    var track: Track? = null
        private set

    override fun now(): Long = clock.wall()

    override val zone: String get() = clock.zone()

    override fun lastFix(): Fix? = desk.place?.takeIf { desk.allows }?.let { fix(it) }

    override suspend fun locate(): Located =
        if (!desk.allows) Located.NotAllowed else lastFix()?.let { Located.Found(it) } ?: Located.Nothing

    override suspend fun ask(permission: Permission): Boolean = desk.allows

    override suspend fun scan(): String? = desk.seen.ifBlank { null }

    override val dictation: Dictation = Dictation.OnPhone

    override suspend fun listen(heard: (String) -> Unit): Boolean {
        if (desk.said.isBlank()) return false
        heard(desk.said)
        return true
    }

    override fun call(number: String): Boolean = notes("call $number")

    override fun message(number: String): Boolean = notes("write a message to $number")

    override fun mail(address: String): Boolean = notes("write a letter to $address")

    override fun navigate(to: Position, name: String): Boolean = notes("show the way to $name")

    override fun share(title: String, text: String): Boolean = notes("share “$title”, ${text.length} letters")

    override suspend fun unlock(): Unlocked = if (desk.isOwner) Unlocked.Yes else Unlocked.No

    override fun trackWork(mode: Track?) {
        track = mode
    }

    /** A desktop keeps no list of apps with their pictures. */
    override fun hideContent(hide: Boolean) = Unit

    private fun notes(what: String): Boolean {
        desk.asked.add(0, what)
        return true
    }

    private fun fix(at: Position): Fix =
        Fix(at, accuracyMm = desk.accuracy * 1_000, mock = desk.isMock, provider = "gps", at = now(), sinceBoot = clock.monotonic())
}
