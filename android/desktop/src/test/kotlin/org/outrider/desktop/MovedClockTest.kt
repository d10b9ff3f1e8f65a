package org.outrider.desktop

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

class MovedClockTest {
    private val clock = MovedClock("Asia/Kolkata")

    @Test
    fun `time that passes is seen by every clock of the phone, and by the same start of it`() {
        val (wall, ticks, boot) = Triple(clock.wall(), clock.monotonic(), clock.boot())
        clock.pass(HOUR)
        assertTrue(clock.wall() >= wall + HOUR)
        assertTrue(clock.monotonic() >= ticks + HOUR)
        assertEquals(boot, clock.boot())
        assertThrows(IllegalArgumentException::class.java) { clock.pass(-1) }
    }

    @Test
    fun `a clock that is set fast is wrong while no time has passed`() {
        val ticks = clock.monotonic()
        val wall = clock.wall()
        clock.setFast(HOUR)
        assertTrue(clock.wall() >= wall + HOUR)
        assertTrue(clock.monotonic() - ticks < HOUR)
    }

    @Test
    fun `back in real time the phone was started anew, for its ticks went back`() {
        val (wall, boot) = clock.wall() to clock.boot()
        clock.pass(HOUR)
        clock.setFast(HOUR)
        clock.restart()
        assertTrue(clock.wall() - wall < HOUR)
        assertNotEquals(boot, clock.boot())
    }

    @Test
    fun `the zone tells how far the wall is from the middle of the world`() {
        assertEquals(19_800, clock.offset())
    }

    private companion object {
        const val HOUR = 3_600_000_000L
    }
}
