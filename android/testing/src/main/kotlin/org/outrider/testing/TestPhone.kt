package org.outrider.testing

import java.io.Closeable
import java.io.File
import java.nio.file.Files
import org.junit.rules.ExternalResource
import org.outrider.bindings.Phone
import org.outrider.bindings.PhoneConfig
import org.outrider.ui.shell.Preferences
import org.outrider.ui.shell.Shell

/** A phone with the real core in a folder of its own. */
class TestPhone(zone: String, preferences: Preferences = Preferences(), language: String = "en") : Closeable {
    private val folder: File = Files.createTempDirectory("outrider-phone").toFile()
    val device = Device(zone)
    val phone: Phone = Phone.open(PhoneConfig(folder.path, "A phone of the tests", zone))
    val shell = Shell(phone, device, Kept(preferences), language)

    override fun close() {
        shell.close()
        phone.close()
        folder.deleteRecursively()
    }
}

/** The phones of a test; they are closed when nothing draws them any more, so that this is the outermost rule. */
class Phones : ExternalResource() {
    private val made = mutableListOf<TestPhone>()

    /** A phone that is nobody's. */
    fun fresh(preferences: Preferences = Preferences(), language: String = "en", zone: String = "Europe/Berlin"): TestPhone =
        TestPhone(zone, preferences, language).also { made += it }

    /** A phone of the rep of that number, with all that the server has for him. It does not sync by itself. */
    fun of(rep: Int, preferences: Preferences = Preferences(), language: String = "en"): TestPhone =
        of(Stage.shared.reps[rep], preferences, language)

    /** A phone of the manager of the first team. */
    fun ofManager(): TestPhone = of(Stage.shared.manager)

    private fun of(person: Rep, preferences: Preferences = Preferences(), language: String = "en"): TestPhone {
        val stage = Stage.shared
        val phone = fresh(preferences, language, stage.zone)
        phone.phone.enrol(stage.address, stage.code(person))
        phone.phone.dismissFormer()
        val report = phone.phone.syncNow()
        check(report.failure == null) { "the first sync failed: ${report.failure}" }
        return phone
    }

    override fun after() = made.forEach { it.close() }
}
