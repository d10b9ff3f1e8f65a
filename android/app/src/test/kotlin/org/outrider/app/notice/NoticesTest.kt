package org.outrider.app.notice

import android.app.Application
import android.app.Notification
import android.app.NotificationManager
import java.nio.file.Files
import java.time.Instant
import java.time.ZoneId
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.outrider.app.device.service
import org.outrider.bindings.DeviceClock
import org.outrider.bindings.Phone
import org.outrider.bindings.PhoneConfig
import org.outrider.core.Notice
import org.outrider.core.NoticeKind
import org.outrider.model.Kind
import org.outrider.testing.Stage
import org.outrider.ui.shell.Preferences
import org.outrider.ui.shell.Quiet
import org.outrider.ui.shell.Screen
import org.outrider.words.Words
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** What the real core has to tell, as the notifications that Android shows. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = Application::class)
class NoticesTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val manager = app.service<NotificationManager>()
    private val notices = Notices(app)
    private val words = Words.of("en")
    private val stage = Stage.shared
    private val clock = MovedClock(stage.zone)
    private val folder = Files.createTempDirectory("outrider-notices").toFile()
    private val phone = Phone.open(PhoneConfig(folder.path, "a phone", stage.zone, clock = clock))

    /** A rep whose work day has run for longer than any day does. */
    @Before
    fun aDayThatNobodyEnded() {
        phone.enrol(stage.address, stage.code(stage.reps[1]))
        phone.dismissFormer()
        phone.startWork()
        clock.moved = 13 * HOUR
    }

    @After
    fun close() {
        phone.close()
        folder.deleteRecursively()
    }

    @Test
    fun `what is new is told once`() {
        notices.tell(phone, awake(), words, isSeen = false)
        assertEquals(words.notice.dayNotEnded, shown().single().title())
        manager.cancelAll()
        notices.tell(phone, awake(), words, isSeen = false)
        assertTrue(shown().isEmpty())
    }

    @Test
    fun `in quiet hours nothing is told and nothing is forgotten`() {
        notices.tell(phone, asleep(), words, isSeen = false)
        assertTrue(shown().isEmpty())
        notices.tell(phone, awake(), words, isSeen = false)
        assertEquals(words.notice.dayNotEnded, shown().single().title())
    }

    @Test
    fun `who wants no notifications gets none and not all of them later`() {
        notices.tell(phone, awake().copy(notifications = false), words, isSeen = false)
        notices.tell(phone, awake(), words, isSeen = false)
        assertTrue(shown().isEmpty())
    }

    @Test
    fun `whoever looks is told without a sound`() {
        notices.tell(phone, awake(), words, isSeen = true)
        assertEquals(Notification.GROUP_ALERT_SUMMARY, shown().single().groupAlertBehavior)
        val task = notice(NoticeKind.NewTask, "Bring the contract")
        assertEquals(Notification.GROUP_ALERT_ALL, notices.notification(task, Preferences(), words).groupAlertBehavior)
    }

    @Test
    fun `a title may be kept from whoever finds the phone`() {
        val task = notice(NoticeKind.NewTask, "Bring the contract to Ms Adler")
        val hidden = notices.notification(task, Preferences(hideTitles = true), words)
        assertEquals(words.notice.newTask("Bring the contract to Ms Adler"), hidden.title())
        assertEquals(Notification.VISIBILITY_PRIVATE, hidden.visibility)
        assertEquals(words.notice.hidden.newTask, hidden.publicVersion.title())
        assertEquals(Notification.VISIBILITY_PUBLIC, notices.notification(task, Preferences(), words).visibility)
    }

    @Test
    fun `each kind of notice has a channel and a place that a tap leads to`() {
        Channels.make(app, words)
        val known = manager.notificationChannels.map { it.id }
        val kinds = mapOf(
            NoticeKind.NewTask to Screen.Task("an id"),
            NoticeKind.TaskChanged to Screen.Task("an id"),
            NoticeKind.TaskTaken to Screen.Today,
            NoticeKind.Conflict to Screen.Sync,
            NoticeKind.NeedsAttention(2uL) to Screen.Sync,
            NoticeKind.SignInNeeded to Screen.Enrolment,
            NoticeKind.DayNotEnded to Screen.Work,
        )
        kinds.forEach { (kind, place) ->
            val told = notices.notification(notice(kind, "a title"), Preferences(), words)
            assertTrue(told.channelId in known)
            assertTrue(checkNotNull(told.title()).isNotEmpty())
            assertEquals(linkOf(place), shadowOf(told.contentIntent).savedIntent.dataString)
        }
    }

    @Test
    fun `channels are named in the language of the words`() {
        Channels.make(app, Words.of("ar"))
        assertEquals(Words.of("ar").notice.channel.tasks, manager.getNotificationChannel(Channels.TASKS).name)
    }

    private fun notice(kind: NoticeKind, title: String) = Notice("n", kind, "an id", Kind.Task, title, clock.wall())

    private fun shown(): List<Notification> = shadowOf(manager).allNotifications

    private fun Notification.title(): String? = extras.getString(Notification.EXTRA_TITLE)

    private fun asleep() = around(-120, 120)

    private fun awake() = around(240, 300)

    /** Quiet from so many minutes after now, or before, until so many. */
    private fun around(from: Int, until: Int): Preferences {
        val zone = phone.settingsView().run { zone ?: deviceZone }
        val now = Instant.ofEpochMilli(clock.wall() / 1_000).atZone(ZoneId.of(zone)).run { hour * 60 + minute }
        return Preferences(quiet = Quiet((now + from).mod(1_440), (now + until).mod(1_440)))
    }

    /** The machine's clock, moved. */
    private class MovedClock(private val zone: String) : DeviceClock {
        private val boot = "6d2f2a52-0f53-4f5e-9c39-0d6a2d0d9d11"

        @Volatile
        var moved = 0L

        override fun wall(): Long = System.currentTimeMillis() * 1_000 + moved

        override fun monotonic(): Long = System.nanoTime() / 1_000 + moved

        override fun boot(): String = boot

        override fun zone(): String = zone

        override fun offset(): Int = ZoneId.of(zone).rules.getOffset(Instant.ofEpochMilli(wall() / 1_000)).totalSeconds
    }

    private companion object {
        const val HOUR = 3_600_000_000L
    }
}
