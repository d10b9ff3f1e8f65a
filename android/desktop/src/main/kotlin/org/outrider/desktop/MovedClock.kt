package org.outrider.desktop

import java.time.Instant
import java.time.ZoneId
import java.time.temporal.ChronoUnit
import java.util.UUID
import org.outrider.bindings.DeviceClock

/** The clock of a phone for which time can be made to pass, and that can be set wrong. */
class MovedClock(private val zone: String) : DeviceClock {
    @Volatile
    private var passed = 0L

    @Volatile
    private var wrong = 0L

    @Volatile
    private var boot = UUID.randomUUID().toString()

    /** Lets so many microseconds pass, as if the phone had lain in a drawer. */
    fun pass(micros: Long) {
        require(micros >= 0) { "time does not go back" }
        passed += micros
    }

    /** Sets the clock so many microseconds fast, without that time passes. */
    fun setFast(micros: Long) {
        wrong = micros
    }

    /** Shows the real time again; what ticks on without a break began anew, as when a phone starts. */
    fun restart() {
        boot = UUID.randomUUID().toString()
        passed = 0
        wrong = 0
    }

    override fun wall(): Long = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) + passed + wrong

    override fun monotonic(): Long = System.nanoTime() / 1_000 + passed

    override fun boot(): String = boot

    override fun zone(): String = zone

    override fun offset(): Int =
        ZoneId.of(zone).rules.getOffset(Instant.EPOCH.plus(wall(), ChronoUnit.MICROS)).totalSeconds
}
