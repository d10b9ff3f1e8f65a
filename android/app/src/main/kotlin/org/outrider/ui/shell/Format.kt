package org.outrider.ui.shell

import java.text.NumberFormat
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneId
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import java.util.Locale
import org.outrider.model.Civil
import org.outrider.model.Window
import org.outrider.words.Words

/** Writes what the core counts in millimetres, minutes and microseconds as people read it. */
class Format(private val words: Words, private val locale: Locale, private val zone: ZoneId, private val now: () -> Long) {
    private val time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale)
    private val date = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale)
    private val weekday = DateTimeFormatter.ofPattern("EEEE, d MMM", locale)
    private val number = NumberFormat.getInstance(locale)
    private val tenths = NumberFormat.getInstance(locale).apply { maximumFractionDigits = 1 }

    /** A minute of the day. */
    fun minute(minute: Int): String = time.format(LocalTime.of(minute / 60 % 24, minute % 60))

    /** A moment: its time today, else its day too. */
    fun moment(micros: Long): String {
        val at = at(micros)
        val clock = time.format(at)
        return if (at.toLocalDate() == at(now()).toLocalDate()) clock else "${date.format(at)}, $clock"
    }

    /** The time of a moment, without its day. */
    fun clock(micros: Long): String = time.format(at(micros))

    /** A civil day: its weekday too. */
    fun day(day: String): String = weekday.format(LocalDate.parse(day))

    /** A civil day as one speaks of it: today, tomorrow, yesterday, else its weekday. */
    fun near(day: String): String =
        when (LocalDate.parse(day)) {
            today() -> words.format.today
            today().plusDays(1) -> words.format.tomorrow
            today().minusDays(1) -> words.format.yesterday
            else -> day(day)
        }

    /** A part of a day. */
    fun window(window: Window): String = words.format.range(minute(window.from.toInt()), minute(window.to.toInt()))

    /** A moment as the device that noted it showed it. */
    fun civil(civil: Civil): String {
        val at = at(civil.time, ZoneOffset.ofTotalSeconds(civil.offset))
        return if (at.toLocalDate() == today()) time.format(at) else words.format.dayTime(date.format(at), time.format(at))
    }

    /** The time of day that a device showed. */
    fun civilClock(civil: Civil): String = time.format(at(civil.time, ZoneOffset.ofTotalSeconds(civil.offset)))

    /** How far something is: to ten metres where it is near, else in kilometres. */
    fun distance(millimetres: Long): String {
        val metres = millimetres / 1_000
        if (metres < 1_000) return words.format.m(number(if (metres < 100) metres else metres / 10 * 10))
        return words.format.km(tenths.format(metres / 1_000.0))
    }

    /** How long something lasts, in whole minutes. */
    fun duration(micros: Long): String {
        val minutes = micros / 60_000_000
        if (minutes < 60) return words.format.minutes(number(minutes))
        return words.format.hours(number(minutes / 60), number(minutes % 60))
    }

    /** How much room something takes. */
    fun size(bytes: Long): String {
        if (bytes < 1_000_000) return words.format.kilobytes(number((bytes + 999) / 1_000))
        return words.format.megabytes(tenths.format(bytes / 1_000_000.0))
    }

    fun number(number: Number): String = this.number.format(number)

    fun today(): LocalDate = at(now()).toLocalDate()

    private fun at(micros: Long, zone: ZoneId = this.zone) =
        Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000).atZone(zone)
}
