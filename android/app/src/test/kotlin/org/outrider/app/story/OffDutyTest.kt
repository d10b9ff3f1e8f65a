package org.outrider.app.story

import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.database.sqlite.SQLiteDatabase
import android.location.Location
import android.location.LocationManager
import android.os.SystemClock
import java.io.File
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.RuleChain
import org.junit.runner.RunWith
import org.outrider.app.OutriderApplication
import org.outrider.app.device.service
import org.outrider.app.keys.SoftAndroidKeyStore
import org.outrider.app.place.WorkDayService
import org.outrider.app.place.toFix
import org.outrider.core.Gate
import org.outrider.core.LocationMode
import org.outrider.model.Purpose
import org.outrider.testing.Stage
import org.outrider.ui.shell.Track
import org.robolectric.Robolectric.buildService
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** What the database file holds of where somebody was, read beside the app. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
class OffDutyTest {
    private val life = AppLife()

    @get:Rule
    val rules: RuleChain = RuleChain.outerRule(SoftAndroidKeyStore()).around(life)

    private val app get() = RuntimeEnvironment.getApplication() as OutriderApplication
    private val locations get() = app.service<LocationManager>()

    @Test
    fun `off duty not a row of a position is in the database, however one was handed over`() {
        enrol()
        val before = tracks()
        life.phone.startWork()
        life.phone.endWork()
        assertEquals(Gate.OFF_DUTY, life.phone.recordWay(location(52.5).toFix()))
        // As if the system had begun it anew, or nobody had ended it.
        val service = buildService(WorkDayService::class.java, WorkDayService.intent(app, Track.Precise)).create().startCommand(0, 1)
        shadowOf(locations).simulateLocation(location(52.6))
        shadowOf(app.mainLooper).idle()
        service.destroy()
        life.end()
        assertEquals(0L to before, count("way") to count("track"))
    }

    @Test
    fun `on duty the same position is a row, so that its absence means something`() {
        enrol()
        life.phone.startWork()
        assertEquals(Gate.KEPT, life.phone.recordWay(location(52.5).toFix()))
        life.end()
        assertEquals(1L, count("way"))
    }

    private fun enrol() {
        shadowOf(app).grantPermissions(ACCESS_FINE_LOCATION)
        shadowOf(locations).setProviderEnabled(LocationManager.GPS_PROVIDER, true)
        life.phone.enrol(Stage.shared.address, Stage.shared.code(Stage.shared.reps[REP]))
        life.phone.setLocationMode(LocationMode.PRECISE)
        life.phone.giveConsent(Purpose.OnDutyLocation, 1u)
    }

    private fun tracks(): Long {
        life.end()
        return count("track")
    }

    /** Rows of a table of the closed profile; builds of tests do not seal it. */
    private fun count(table: String): Long {
        val file: File = app.noBackupFilesDir.resolve("profile/outrider.db")
        assertTrue("$file is gone", file.isFile)
        return SQLiteDatabase.openDatabase(file.path, null, SQLiteDatabase.OPEN_READWRITE).use { database ->
            database.rawQuery("SELECT count(*) FROM $table", null).use { it.moveToFirst(); it.getLong(0) }
        }
    }

    private fun location(lat: Double) =
        Location(LocationManager.GPS_PROVIDER).apply {
            latitude = lat
            longitude = 13.4
            accuracy = 7.5f
            time = System.currentTimeMillis()
            elapsedRealtimeNanos = SystemClock.elapsedRealtimeNanos()
        }

    private companion object {
        /** One whose work day has not begun. */
        const val REP = 7
    }
}
