package org.outrider.app.place

import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.content.Intent
import android.location.Location
import android.location.LocationManager
import android.os.SystemClock
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.outrider.app.OutriderApplication
import org.outrider.app.await
import org.outrider.app.device.service
import org.outrider.app.home
import org.outrider.app.keys.SoftAndroidKeyStore
import org.outrider.bindings.Phone
import org.outrider.core.LocationMode
import org.outrider.core.WorkState
import org.outrider.model.Purpose
import org.outrider.testing.Stage
import org.outrider.ui.shell.Track
import org.robolectric.Robolectric.buildService
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ServiceController
import org.robolectric.annotation.Config

/** The way on duty, with the real core of an enrolled phone; the places are Robolectric's. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
class WorkDayTest {
    @get:Rule
    val store = SoftAndroidKeyStore()

    private val app = RuntimeEnvironment.getApplication() as OutriderApplication
    private val phone: Phone by lazy { checkNotNull(app.home.phone) }
    private var before = 0
    private var service: ServiceController<WorkDayService>? = null
    private val locations = app.service<LocationManager>()

    @Before
    fun aPhoneOfARep() {
        val stage = Stage.shared
        phone.enrol(stage.address, stage.code(stage.reps[0]))
        phone.dismissFormer()
        phone.setLocationMode(LocationMode.BALANCED)
        phone.giveConsent(Purpose.OnDutyLocation, 1u)
        before = 0
        before = kept()
        shadowOf(app).grantPermissions(ACCESS_FINE_LOCATION)
        shadowOf(locations).setProviderEnabled(LocationManager.GPS_PROVIDER, true)
    }

    @After
    fun noServiceStaysBehind() {
        if (WorkDayService.following != null) service?.destroy()
    }

    @Test
    fun `the way is followed from the start of work until its end`() {
        phone.startWork()
        val service = begun()
        assertEquals(Track.Balanced, WorkDayService.following)
        val sign = shadowOf(service.get()).lastForegroundNotification
        assertNotNull(sign)
        assertEquals(2, sign.actions.size)
        stand(52.5, 13.4)
        assertEquals(1, kept())
        phone.endWork()
        await("the service is ended") { shadowOf(app).nextStoppedService != null }
        service.destroy()
        assertNull(WorkDayService.following)
        assertTrue(shadowOf(locations).getLegacyLocationRequests(LocationManager.GPS_PROVIDER).isEmpty())
        stand(52.6, 13.5)
        assertEquals(1, kept())
    }

    @Test
    fun `a service that nobody ended ends itself at the first position after work`() {
        phone.startWork()
        val service = begun()
        phone.endWork()
        stand(52.5, 13.4)
        assertTrue(shadowOf(service.get()).isStoppedBySelf)
        assertEquals(0, kept())
    }

    @Test
    fun `a break that is taken on the sign is a break`() {
        phone.startWork()
        val service = begun()
        service.get().onStartCommand(Intent(app, WorkDayService::class.java).setAction(WorkDayService.PAUSE), 0, 2)
        assertTrue(phone.workView().state is WorkState.Paused)
        assertTrue(shadowOf(service.get()).isStoppedBySelf)
    }

    @Test
    fun `a day that is ended on the sign is ended`() {
        phone.startWork()
        val service = begun()
        service.get().onStartCommand(Intent(app, WorkDayService::class.java).setAction(WorkDayService.END), 0, 2)
        assertEquals(WorkState.Off, phone.workView().state)
    }

    @Test
    fun `a place that another program made up is not kept`() {
        phone.startWork()
        begun()
        stand(52.5, 13.4) { isMock = true }
        assertEquals(0, kept())
    }

    @Test
    fun `without consent nothing is begun`() {
        phone.withdrawConsent(Purpose.OnDutyLocation)
        phone.startWork()
        app.home.workDay.follow(phone)
        assertNull(shadowOf(app).nextStartedService)
    }

    @Test
    fun `without the permission nothing is begun`() {
        shadowOf(app).denyPermissions(ACCESS_FINE_LOCATION)
        phone.startWork()
        app.home.workDay.follow(phone)
        assertNull(shadowOf(app).nextStartedService)
    }

    @Test
    fun `who wants no way to be kept is followed nowhere`() {
        phone.setLocationMode(LocationMode.CHECK_IN)
        phone.startWork()
        app.home.workDay.follow(phone)
        assertNull(shadowOf(app).nextStartedService)
    }

    @Test
    fun `a place tells what it came from and by which clock`() {
        val here = location(52.5200066, 13.404954).apply { isMock = true }
        val fix = here.toFix()
        assertEquals(525_200_066, fix.position.lat)
        assertEquals(134_049_540, fix.position.lon)
        assertEquals(7_500L, fix.accuracyMm)
        assertEquals("gps", fix.provider)
        assertTrue(fix.mock)
        assertEquals(here.elapsedRealtimeNanos / 1_000, fix.sinceBoot)
        assertFalse(location(0.0, 0.0).toFix().mock)
    }

    /** The app begins the service by itself; Robolectric only notes the wish. */
    private fun begun(): ServiceController<WorkDayService> {
        var wish: Intent? = null
        await("the service is begun") {
            wish = wish ?: shadowOf(app).nextStartedService
            wish != null
        }
        return buildService(WorkDayService::class.java, wish).create().startCommand(0, 1).also { service = it }
    }

    private fun stand(lat: Double, lon: Double, change: Location.() -> Unit = {}) {
        shadowOf(locations).simulateLocation(location(lat, lon).apply(change))
        shadowOf(app.mainLooper).idle()
    }

    private fun location(lat: Double, lon: Double) =
        Location(LocationManager.GPS_PROVIDER).apply {
            latitude = lat
            longitude = lon
            accuracy = 7.5f
            time = System.currentTimeMillis()
            elapsedRealtimeNanos = SystemClock.elapsedRealtimeNanos()
        }

    /** The points of today's ways, and those that are in none yet. */
    private fun kept(): Int = phone.myDataView().run { held.toInt() + ways.sumOf { it.points.size } } - before
}
