package org.outrider.app.notice

import android.app.Notification
import android.app.NotificationManager
import android.content.Context
import org.outrider.app.R
import org.outrider.app.device.service
import org.outrider.bindings.Phone
import org.outrider.core.AppException
import org.outrider.core.Notice
import org.outrider.core.NoticeKind
import org.outrider.core.Quiet
import org.outrider.model.Kind
import org.outrider.ui.shell.Preferences
import org.outrider.ui.shell.Screen
import org.outrider.words.Words

/** Tells what is new as notifications, each once. What there is to tell, and when it is night, the core knows. */
class Notices(private val context: Context) {
    private val manager = context.service<NotificationManager>()

    /** Tells what was not told yet, without a sound to whoever looks. In quiet hours nothing is said, and nothing counts as told. */
    @Synchronized
    fun tell(phone: Phone, preferences: Preferences, words: Words, isSeen: Boolean) {
        try {
            val quiet = preferences.quiet?.run { Quiet(from.toUShort(), until.toUShort()) }
            val notices = phone.notices(quiet)
            if (notices.isEmpty()) return
            // Who wants none is not told all of them on the day that he wants some.
            if (preferences.notifications && manager.areNotificationsEnabled()) show(notices, preferences, words, isSeen)
            phone.told(notices.map { it.id })
        } catch (_: AppException) {
            // The screens say what is wrong with the phone; this comes again.
        }
    }

    /** Takes everything back that was told. */
    fun clear() = manager.cancelAll()

    private fun show(notices: List<Notice>, preferences: Preferences, words: Words, isSeen: Boolean) {
        Channels.make(context, words)
        notices.forEach { manager.notify(it.id, NOTICE, notification(it, preferences, words, isSeen)) }
        if (notices.size > 1) manager.notify(SUMMARY, summary(words.notice.several(notices.size)))
    }

    internal fun notification(notice: Notice, preferences: Preferences, words: Words, isSeen: Boolean = false): Notification {
        val public = builder(notice, hidden(notice.kind, words)).build()
        return builder(notice, open(notice, words))
            .setContentText(more(notice.kind, words))
            .setVisibility(if (preferences.hideTitles) Notification.VISIBILITY_PRIVATE else Notification.VISIBILITY_PUBLIC)
            .setPublicVersion(public)
            .setContentIntent(opening(context, placeOf(notice)))
            // Left to the one of the group that never rings.
            .setGroupAlertBehavior(if (isSeen) Notification.GROUP_ALERT_SUMMARY else Notification.GROUP_ALERT_ALL)
            .build()
    }

    private fun builder(notice: Notice, title: String) =
        Notification.Builder(context, channelOf(notice.kind))
            .setSmallIcon(R.drawable.ic_launcher_monochrome)
            .setContentTitle(title)
            .setWhen(notice.at / 1_000)
            .setShowWhen(true)
            .setAutoCancel(true)
            .setOnlyAlertOnce(true)
            .setGroup(GROUP)

    private fun summary(text: String) =
        Notification.Builder(context, Channels.TASKS)
            .setSmallIcon(R.drawable.ic_launcher_monochrome)
            .setContentTitle(text)
            .setAutoCancel(true)
            .setGroup(GROUP)
            .setGroupSummary(true)
            .setGroupAlertBehavior(Notification.GROUP_ALERT_CHILDREN)
            .setContentIntent(opening(context, Screen.Today))
            .build()

    private companion object {
        const val NOTICE = 2
        const val SUMMARY = 3
        const val GROUP = "notices"
    }
}

private fun channelOf(kind: NoticeKind): String =
    when (kind) {
        NoticeKind.NewTask, NoticeKind.TaskChanged, NoticeKind.TaskTaken -> Channels.TASKS
        NoticeKind.Conflict, is NoticeKind.NeedsAttention, NoticeKind.SignInNeeded, NoticeKind.DayNotEnded -> Channels.ATTENTION
    }

/** Where a tap leads: to what is told of, as long as it is here. */
internal fun placeOf(notice: Notice): Screen =
    when (notice.kind) {
        NoticeKind.NewTask, NoticeKind.TaskChanged ->
            notice.about?.takeIf { notice.aboutKind == Kind.Task }?.let(Screen::Task) ?: Screen.Today
        NoticeKind.TaskTaken -> Screen.Today
        NoticeKind.Conflict, is NoticeKind.NeedsAttention -> Screen.Sync
        NoticeKind.SignInNeeded -> Screen.Enrolment
        NoticeKind.DayNotEnded -> Screen.Work
    }

private fun open(notice: Notice, words: Words): String {
    val title = notice.title ?: return hidden(notice.kind, words)
    return when (notice.kind) {
        NoticeKind.NewTask -> words.notice.newTask(title)
        NoticeKind.TaskChanged -> words.notice.taskChanged(title)
        NoticeKind.TaskTaken -> words.notice.taskTaken(title)
        NoticeKind.Conflict -> words.notice.conflict(title)
        is NoticeKind.NeedsAttention -> words.notice.needsAttention(title)
        NoticeKind.SignInNeeded, NoticeKind.DayNotEnded -> hidden(notice.kind, words)
    }
}

/** What may be read by whoever finds the phone. */
private fun hidden(kind: NoticeKind, words: Words): String = with(words.notice) {
    when (kind) {
        NoticeKind.NewTask -> hidden.newTask
        NoticeKind.TaskChanged -> hidden.taskChanged
        NoticeKind.TaskTaken -> hidden.taskTaken
        NoticeKind.Conflict -> hidden.conflict
        is NoticeKind.NeedsAttention -> hidden.needsAttention
        NoticeKind.SignInNeeded -> signInNeeded
        NoticeKind.DayNotEnded -> dayNotEnded
    }
}

private fun more(kind: NoticeKind, words: Words): String? =
    when (kind) {
        NoticeKind.SignInNeeded -> words.notice.signInNeededText
        NoticeKind.DayNotEnded -> words.notice.dayNotEndedText
        is NoticeKind.NeedsAttention -> words.sync.headline.needsAttention(kind.changes)
        NoticeKind.NewTask, NoticeKind.TaskChanged, NoticeKind.TaskTaken, NoticeKind.Conflict -> null
    }
