package org.outrider.app.place

import android.content.Context
import android.content.Intent
import org.outrider.bindings.Phone
import org.outrider.core.AppException
import org.outrider.core.LocationMode
import org.outrider.ui.shell.Track

/** Has the way followed exactly as long as the core says that it may be. */
class WorkDay(private val context: Context, private val positions: Positions) {
    /** Begins, goes on otherwise or ends, by what the phone says now. */
    fun follow(phone: Phone) {
        val track = trackOf(phone)
        if (track == WorkDayService.following) return
        if (track == null) {
            context.stopService(Intent(context, WorkDayService::class.java))
            return
        }
        try {
            context.startForegroundService(WorkDayService.intent(context, track))
        } catch (_: IllegalStateException) {
            // Not while nobody looks, says Android 12; the next time that somebody does.
        } catch (_: SecurityException) {
            // The permission was taken away between the question and the deed.
        }
    }

    private fun trackOf(phone: Phone): Track? {
        if (!positions.isAllowed) return null
        return try {
            if (phone.profile() == null || !phone.workView().isTracked) return null
            when (phone.locationMode()) {
                LocationMode.CHECK_IN -> null
                LocationMode.BALANCED -> Track.Balanced
                LocationMode.PRECISE -> Track.Precise
            }
        } catch (_: AppException) {
            null
        }
    }
}
