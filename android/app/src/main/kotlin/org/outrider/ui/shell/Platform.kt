package org.outrider.ui.shell

import org.outrider.model.Fix
import org.outrider.model.Position

/** What only the device can do. Whatever starts another app says whether there was one. */
interface Platform {
    /** Microseconds since 1970 (UTC), by the clock that the phone's core goes by. */
    fun now(): Long

    /** The IANA name of the zone that the device shows times in. */
    val zone: String

    /** The last position, where the device knows a fresh one; never waits. */
    fun lastFix(): Fix?

    /** Asks the device where it is, for a few seconds at most. */
    suspend fun locate(): Located

    /** Asks for a permission, when it was not given yet. */
    suspend fun ask(permission: Permission): Boolean

    /** Reads a QR code with the camera; nothing when the person goes back. */
    suspend fun scan(): String?

    /** Whether speech becomes text on the device itself, by a service, or not at all. */
    val dictation: Dictation

    /** Listens until the person stops, telling each text that is final; ends when it cannot go on. */
    suspend fun listen(heard: (String) -> Unit): Boolean

    fun call(number: String): Boolean

    fun message(number: String): Boolean

    fun mail(address: String): Boolean

    fun navigate(to: Position, name: String): Boolean

    /** Hands a text to another app, or to a file. */
    fun share(title: String, text: String): Boolean

    /** Shows that it is the owner who holds the phone. */
    suspend fun unlock(): Unlocked

    /** Says that the work day runs with positions, or that it does not any more. */
    fun trackWork(mode: Track?)

    /** Shows nothing of the screen in the list of apps and in pictures of the screen. */
    fun hideContent(hide: Boolean)
}

sealed interface Located {
    data class Found(val fix: Fix) : Located

    data object NotAllowed : Located

    data object SwitchedOff : Located

    data object Nothing : Located
}

enum class Permission { Location, LocationAtWork, Notifications, Camera, Microphone }

enum class Dictation { OnPhone, ByService, None }

enum class Unlocked { Yes, No, NoLockOnPhone }

/** How the way on duty is taken. */
enum class Track { Balanced, Precise }
