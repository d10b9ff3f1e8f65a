package org.outrider.app.story

import androidx.test.core.app.ActivityScenario
import java.nio.file.Files
import java.util.TimeZone
import org.junit.rules.ExternalResource
import org.outrider.app.Home
import org.outrider.app.MainActivity
import org.outrider.app.Opened
import org.outrider.app.OutriderApplication
import org.outrider.bindings.Phone
import org.outrider.testing.Stage
import org.outrider.ui.shell.Shell
import org.robolectric.RuntimeEnvironment

/** The app as the person starts it and the system ends it, in the zone of the stage. */
class AppLife : ExternalResource() {
    private val app = lazy { RuntimeEnvironment.getApplication() as OutriderApplication }
    private lateinit var zone: TimeZone
    private var window: ActivityScenario<MainActivity>? = null

    internal val home: Home get() = app.value.home
    val phone: Phone get() = checkNotNull(home.phone)
    val shell: Shell get() = (home.opened as Opened.Open).shell

    override fun before() {
        zone = TimeZone.getDefault()
        TimeZone.setDefault(TimeZone.getTimeZone(Stage.shared.zone))
    }

    fun start() {
        window = ActivityScenario.launch(MainActivity::class.java)
    }

    /** Ends the app without a word: whatever it does on its way out, the disk is as it was before that. */
    fun kill() {
        phone.stop()
        val disk = app.value.noBackupFilesDir
        val before = Files.createTempDirectory("outrider-disk").toFile()
        disk.copyRecursively(before, overwrite = true)
        end()
        disk.deleteRecursively()
        before.copyRecursively(disk)
        before.deleteRecursively()
    }

    /** The process is gone; its files stay. */
    fun end() {
        window?.close()
        window = null
        app.value.onTerminate()
    }

    override fun after() {
        window?.close()
        TimeZone.setDefault(zone)
    }
}
