package org.outrider.ui.feature.sync

import org.outrider.core.SyncFailure
import org.outrider.core.Told
import org.outrider.model.Code
import org.outrider.model.Kind
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.field
import org.outrider.ui.shell.of
import org.outrider.words.Words

/** What happened, by the word in which it travels. */
internal fun happened(words: Words, word: String): String = words.change(word).let { if (it == word) words.change.other else it }

/** Why the last exchange failed; nothing where nobody needs to know. */
internal fun of(words: Words, failure: SyncFailure): String? = with(words.sync.failure) {
    when (failure) {
        SyncFailure.Unreachable -> unreachable
        SyncFailure.Timeout -> timeout
        SyncFailure.Cut -> cut
        SyncFailure.Foreign -> foreign
        SyncFailure.Unauthenticated -> signIn
        is SyncFailure.Revoked -> words.sync.headline.signedOut
        SyncFailure.TooLarge, SyncFailure.TooLargeOnTheWay -> tooLarge
        is SyncFailure.Busy -> busy
        SyncFailure.Server -> server
        SyncFailure.Store -> store
        SyncFailure.Stopped -> null
    }
}

/** What helps where the server refused something. */
internal fun remedy(words: Words, code: Code): String = with(words.sync.attention.remedy) {
    when (code) {
        Code.NotAllowed -> notAllowed
        Code.NotOpen -> notOpen
        Code.AlreadyClaimed -> alreadyClaimed
        Code.Invalid -> invalid
        Code.Removed -> removed
        Code.IdReused -> idReused
        Code.TooLarge -> tooLarge
        Code.NotCanonical -> notCanonical
        Code.Reserved -> reserved
        Code.Malformed -> malformed
        Code.InUse -> inUse
        is Code.Unknown -> other
    }
}

/** A value of a diary entry. */
internal fun told(shell: Shell, told: Told): String {
    val words = shell.words
    val format = words.format
    return when (told) {
        Told.Nothing -> format.nothing
        is Told.Text -> told.text
        is Told.Day -> shell.format.near(told.day)
        is Told.Between -> shell.format.window(told.window)
        is Told.Urgency -> words.of(told.priority)
        is Told.Standing -> words.of(told.status)
        is Told.Ending -> words.of(told.outcome)
        is Told.Number -> shell.format.number(told.number)
        is Told.Flag -> if (told.isSet) words.label.done else words.label.notDone
        is Told.Several -> told.texts.reduceOrNull(format::pair) ?: format.nothing
        is Told.Person -> told.name ?: format.somebody
        is Told.Team -> told.name?.let { words.task.detail.team(it) } ?: words.field.team
        is Told.Activity -> told.name ?: words.field.activity
        is Told.Place -> told.name.ifBlank { words.field.sites }
        is Told.Other -> told.text
    }
}

/** Where what a line is about can be looked at; nothing for what has no screen. */
internal fun placeOf(kind: Kind, id: String): Screen? =
    when (kind) {
        Kind.Customer -> Screen.Customer(id)
        Kind.Task -> Screen.Task(id)
        Kind.Note -> Screen.Note(id)
        Kind.WorkDay -> Screen.Work
        Kind.Consent, Kind.Track, Kind.LocationView -> Screen.MyData
        Kind.Organisation, Kind.ActivityType, Kind.Series, Kind.Person, Kind.Team, Kind.Device, Kind.CheckIn, Kind.Draft,
        Kind.Diary, Kind.Territory, Kind.Delegation, Kind.Template, Kind.Dismissal, is Kind.Unknown,
        -> null
    }
