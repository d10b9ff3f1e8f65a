package org.outrider.app.background

import android.app.Application
import androidx.work.NetworkType
import androidx.work.WorkInfo
import androidx.work.WorkManager
import java.util.concurrent.TimeUnit.SECONDS
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.outrider.app.OutriderApplication
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** The wishes as the real WorkManager keeps them; when the system grants one, only a phone can show. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = OutriderApplication::class)
class WakingTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val waking = Waking(app)

    /** The WorkManager of a process is one, and so is that of all tests. */
    @Before
    fun nothingIsWished() {
        WorkManager.getInstance(app).cancelUniqueWork(Waking.WORK).result.get(30, SECONDS)
    }

    @Test
    fun `of several wishes the last stands alone`() {
        waking.wakeIn(900uL)
        waking.wakeIn(21_600uL)
        val asked = pending().single()
        assertEquals(21_600_000L, asked.initialDelayMillis)
    }

    @Test
    fun `nobody is woken without a network`() {
        waking.wakeIn(900uL)
        assertEquals(NetworkType.CONNECTED, pending().single().constraints.requiredNetworkType)
    }

    @Test
    fun `who rests is not woken`() {
        waking.wakeIn(900uL)
        waking.rest()
        assertTrue(pending().isEmpty())
    }

    @Test
    fun `what is wished while the app is awake is asked for once it is done`() {
        val answer = waking.during {
            waking.wakeIn(900uL)
            waking.wakeIn(60uL)
            assertTrue(pending().isEmpty())
            "done"
        }
        assertEquals("done", answer)
        assertEquals(60_000L, pending().single().initialDelayMillis)
    }

    @Test
    fun `a wish is kept when what the app was woken for fails`() {
        val failure = runCatching {
            waking.during {
                waking.wakeIn(60uL)
                error("the disk is full")
            }
        }
        assertTrue(failure.isFailure)
        assertEquals(1, pending().size)
    }

    @Test
    fun `a wish beyond all measure is a wish for a long time`() {
        waking.wakeIn(ULong.MAX_VALUE)
        assertEquals(SECONDS.toMillis(31_536_000), pending().single().initialDelayMillis)
    }

    private fun pending(): List<WorkInfo> =
        WorkManager.getInstance(app).getWorkInfosForUniqueWork(Waking.WORK).get(30, SECONDS).filter { !it.state.isFinished }
}
