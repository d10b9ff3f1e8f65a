package org.outrider.desktop

import java.io.Closeable
import java.io.File
import java.nio.file.Files
import org.outrider.bindings.FreeSpace
import org.outrider.bindings.Phone
import org.outrider.bindings.PhoneConfig
import org.outrider.cable.Cable
import org.outrider.model.Position
import org.outrider.ui.shell.PreferenceStore
import org.outrider.ui.shell.Preferences
import org.outrider.ui.shell.Shell

/** A phone with the real core, on a line to a server; all of it ends with it. */
class Handset(private val server: String, zone: String) : Closeable {
    private val folder: File = Files.createTempDirectory("outrider-phone").toFile()
    val clock = MovedClock(zone)
    val cable = Cable(server)
    val desk = Desk()
    val platform = DesktopPlatform(desk, clock)
    val phone: Phone = Phone.open(PhoneConfig(folder.path, "Desktop", zone, clock = clock, space = Room(folder)))

    /** What the camera sees when it is held at a code of the server's. */
    fun label(code: String): String = seenHere("outrider-enrol:1:$code:$server")

    /** A label as this phone is to read it: the server that it names is reached by the line. */
    fun seenHere(label: String): String = label.replace(server, cable.address)

    /** Makes the phone somebody's, with all that the server has for him. */
    fun enrol(code: String) {
        phone.enrol(cable.address, code)
        sync()
    }

    /** Syncs now. */
    fun sync() {
        val report = phone.syncNow()
        check(report.failure == null) { "the phone does not sync: ${report.failure}" }
    }

    /** Gives signal, or takes it. */
    fun signal(isThere: Boolean) {
        cable.cut(!isThere)
        phone.setConnectivity(isThere)
    }

    /** Puts the phone somewhere; a phone that follows the way on duty notes that. */
    fun standAt(place: Position?) {
        desk.place = place
        if (platform.track != null) platform.lastFix()?.let { phone.recordWay(it) }
    }

    fun shell(preferences: Preferences = Preferences()): Shell = Shell(phone, platform, Kept(preferences), "en")

    override fun close() {
        phone.stop()
        phone.close()
        cable.close()
        discard()
    }

    /** Leaves nothing of the phone on the disk, also when its process is stopped. */
    fun discard() {
        folder.deleteRecursively()
    }
}

/** Preferences of a phone that is gone when its window is. */
private class Kept(private var preferences: Preferences) : PreferenceStore {
    override fun read(): Preferences = preferences

    override fun keep(preferences: Preferences) {
        this.preferences = preferences
    }
}

private class Room(private val folder: File) : FreeSpace {
    override fun free(): ULong = folder.usableSpace.toULong()
}
