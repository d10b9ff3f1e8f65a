package org.outrider.desktop

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.outrider.bindings.readLabel
import org.outrider.core.Scanned
import org.outrider.model.Position
import org.outrider.testing.Stage

class HandsetTest {
    private val stage = Stage.shared

    @Test
    fun `what the camera sees leads to the server by the line`() {
        Handset(stage.address, stage.zone).use { handset ->
            val code = stage.code(stage.reps[REP])
            val read = readLabel(handset.seenHere(handset.label(code)))
            assertEquals(Scanned.Enrol(handset.cable.address, code), read)
        }
    }

    @Test
    fun `without signal the phone works on, and nothing of that reaches the server before there is signal again`() {
        Handset(stage.address, stage.zone).use { handset ->
            handset.enrol(stage.code(stage.reps[REP]))
            handset.signal(false)
            val carried = handset.cable.carried
            val task = handset.phone.todayView(null).tasks.first()
            handset.phone.startWork()
            assertNotNull(handset.phone.syncNow().failure)
            assertEquals(carried, handset.cable.carried)
            assertTrue(handset.phone.todayView(null).tasks.any { it.task == task.task })
            handset.signal(true)
            handset.sync()
            assertTrue(handset.cable.carried > carried)
            assertEquals(0uL, handset.phone.unsent())
        }
    }

    @Test
    fun `the phone knows where it was put, as closely and as honestly as the desk says`() {
        Handset(stage.address, stage.zone).use { handset ->
            assertNull(handset.platform.lastFix())
            handset.standAt(checkNotNull(position("53.551, 9.993")))
            handset.desk.accuracy = 60
            handset.desk.isMock = true
            val fix = checkNotNull(handset.platform.lastFix())
            assertEquals(Position(535_510_000, 99_930_000), fix.position)
            assertEquals(60_000L to true, fix.accuracyMm to fix.mock)
            handset.desk.allows = false
            assertNull(handset.platform.lastFix())
        }
    }

    @Test
    fun `only what is a place on earth is read as coordinates`() {
        assertEquals(Position(-10_000_000, 20_000_000), position("-1 2"))
        for (typed in listOf("", "53.5", "53.5,", "north, 9", "91, 9", "53, 181", "1 2 3")) assertNull(typed, position(typed))
    }

    private companion object {
        /** One whose work day has not begun. */
        const val REP = 7
    }
}
