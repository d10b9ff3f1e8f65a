package org.outrider.app.place

import android.app.Notification
import android.app.PendingIntent
import android.app.Service
import android.content.Context
import android.content.Intent
import android.content.pm.ServiceInfo
import android.graphics.drawable.Icon
import android.os.Build
import android.os.IBinder
import org.outrider.app.R
import org.outrider.app.home
import org.outrider.app.notice.Channels
import org.outrider.app.notice.opening
import org.outrider.bindings.Phone
import org.outrider.core.AppException
import org.outrider.core.Gate
import org.outrider.model.Fix
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Track

/**
 * Follows the way while the work day runs, with a sign that is always seen. Android begins it anew when it had to
 * end it. The first position that the core's gate does not let through for good ends it, whoever forgot to.
 */
class WorkDayService : Service() {
    private var listening: AutoCloseable? = null

    override fun onBind(intent: Intent?): IBinder? = null

    override fun onStartCommand(intent: Intent?, flags: Int, startId: Int): Int {
        // Android wants the sign first, whatever comes then.
        val shown = show()
        val phone = home.phone
        if (!shown || phone == null) {
            stopSelf()
            return START_NOT_STICKY
        }
        when (intent?.action) {
            PAUSE -> tell(phone) { it.pauseWork(false) }
            END -> tell(phone) { it.endWork() }
            else -> follow(phone, intent?.getStringExtra(TRACK)?.let(Track::valueOf) ?: Track.Balanced)
        }
        return START_STICKY
    }

    override fun onDestroy() {
        listening?.close()
        listening = null
        following = null
        super.onDestroy()
    }

    private fun follow(phone: Phone, track: Track) {
        listening?.close()
        following = track
        listening = home.positions.follow(track) { record(phone, it) }
    }

    private fun record(phone: Phone, fix: Fix) {
        val gate = try {
            phone.recordWay(fix)
        } catch (_: AppException) {
            // A full disk, perhaps: the next one may stand again.
            return
        }
        when (gate) {
            Gate.KEPT, Gate.TOO_SOON, Gate.MOCK -> Unit
            Gate.NO_CONSENT, Gate.OFF_DUTY, Gate.CHECK_INS_ONLY -> stopSelf()
        }
    }

    private fun tell(phone: Phone, tap: (Phone) -> Unit) {
        try {
            tap(phone)
            stopSelf()
        } catch (_: AppException) {
            // It was not saved, so the day still runs, and the sign with it.
        }
    }

    private fun show(): Boolean =
        try {
            if (Build.VERSION.SDK_INT >= 29) {
                startForeground(SIGN, sign(), ServiceInfo.FOREGROUND_SERVICE_TYPE_LOCATION)
            } else {
                startForeground(SIGN, sign())
            }
            true
        } catch (_: IllegalStateException) {
            false
        } catch (_: SecurityException) {
            false
        }

    private fun sign(): Notification {
        val words = home.words()
        return Notification.Builder(this, Channels.WORK)
            .setSmallIcon(R.drawable.ic_launcher_monochrome)
            .setContentTitle(words.permission.background.running)
            .setContentText(words.permission.background.runningText)
            .setContentIntent(opening(this, Screen.Work))
            .setOngoing(true)
            .setCategory(Notification.CATEGORY_SERVICE)
            .addAction(action(PAUSE, words.work.pause))
            .addAction(action(END, words.work.end))
            .apply { if (Build.VERSION.SDK_INT >= 31) setForegroundServiceBehavior(Notification.FOREGROUND_SERVICE_IMMEDIATE) }
            .build()
    }

    private fun action(action: String, text: String): Notification.Action {
        val intent = Intent(this, WorkDayService::class.java).setAction(action)
        val pending = PendingIntent.getService(this, 0, intent, PendingIntent.FLAG_IMMUTABLE)
        val icon = Icon.createWithResource(this, R.drawable.ic_launcher_monochrome)
        return Notification.Action.Builder(icon, text, pending).build()
    }

    companion object {
        const val PAUSE = "org.outrider.app.PAUSE"
        const val END = "org.outrider.app.END"
        private const val TRACK = "track"
        private const val SIGN = 1

        /** How the way is followed now; not at all where there is nothing. */
        @Volatile
        var following: Track? = null
            private set

        fun intent(context: Context, track: Track): Intent =
            Intent(context, WorkDayService::class.java).putExtra(TRACK, track.name)
    }
}
