package org.outrider.app.story

import java.io.File
import java.nio.file.Files
import java.time.Instant
import java.time.ZoneId
import org.junit.rules.ExternalResource
import org.outrider.bindings.DeviceClock
import org.outrider.bindings.Phone
import org.outrider.bindings.PhoneConfig
import org.outrider.testing.Device
import org.outrider.testing.Kept
import org.outrider.testing.Rep
import org.outrider.testing.Stage
import org.outrider.ui.shell.Preferences
import org.outrider.ui.shell.Shell

/** A phone in somebody's hand; its files stay when it is let go, and it can be opened on them anew. */
class Held(private val name: String, preferences: Preferences = Preferences()) {
    val folder: File = Files.createTempDirectory("outrider-story").toFile()
    val device = Device(Stage.shared.zone)
    val clock = TurnedClock(Stage.shared.zone)
    private val kept = Kept(preferences)
    private var isOpen = false

    lateinit var phone: Phone
        private set
    lateinit var shell: Shell
        private set

    init {
        open()
    }

    fun open() {
        phone = Phone.open(PhoneConfig(folder.path, name, Stage.shared.zone, clock = clock))
        shell = Shell(phone, device, kept, "en")
        isOpen = true
    }

    /** Drops the phone; it is told nothing. */
    fun letGo() {
        if (!isOpen) return
        isOpen = false
        shell.close()
        phone.close()
    }

    /** Makes it a person's, with all that the server has for him. */
    fun enrol(person: Rep, server: String = Stage.shared.address): Held {
        phone.enrol(server, Stage.shared.code(person))
        phone.dismissFormer()
        sync()
        return this
    }

    fun sync() {
        val report = phone.syncNow()
        check(report.failure == null) { "$name does not sync: ${report.failure}" }
    }
}

/** The phones of a story; they end when nothing draws them any more, so that this is an outer rule. */
class Hands : ExternalResource() {
    private val all = mutableListOf<Held>()

    fun take(name: String, preferences: Preferences = Preferences()): Held = Held(name, preferences).also { all += it }

    override fun after() = all.forEach {
        it.letGo()
        it.folder.deleteRecursively()
    }
}

/** The machine's clock, turned on as a night, or many, would turn it. */
class TurnedClock(private val zone: String) : DeviceClock {
    @Volatile
    private var turned = 0L

    fun turn(hours: Int) {
        turned += hours * HOUR
    }

    override fun wall(): Long = System.currentTimeMillis() * 1_000 + turned

    override fun monotonic(): Long = System.nanoTime() / 1_000 + turned

    override fun boot(): String = BOOT

    override fun zone(): String = zone

    override fun offset(): Int = ZoneId.of(zone).rules.getOffset(Instant.ofEpochMilli(wall() / 1_000)).totalSeconds

    private companion object {
        const val HOUR = 3_600_000_000L
        const val BOOT = "6d2f2a52-0f53-4f5e-9c39-0d6a2d0d9d12"
    }
}
