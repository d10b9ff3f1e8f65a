package org.outrider.app.notice

import android.app.NotificationChannel
import android.app.NotificationManager
import android.content.Context
import org.outrider.app.device.service
import org.outrider.words.Words

/** The kinds of notifications that a person can switch off one by one in the settings of Android. */
object Channels {
    const val TASKS = "tasks"
    const val ATTENTION = "attention"
    const val WORK = "work"

    /** Makes them, or names them anew in another language. */
    fun make(context: Context, words: Words) {
        val names = words.notice.channel
        context.service<NotificationManager>().createNotificationChannels(
            listOf(
                NotificationChannel(TASKS, names.tasks, NotificationManager.IMPORTANCE_DEFAULT),
                NotificationChannel(ATTENTION, names.attention, NotificationManager.IMPORTANCE_DEFAULT),
                // The sign of the running day is seen, never heard.
                NotificationChannel(WORK, names.work, NotificationManager.IMPORTANCE_LOW),
            ),
        )
    }
}
