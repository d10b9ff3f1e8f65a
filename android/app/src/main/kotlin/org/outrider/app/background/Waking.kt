package org.outrider.app.background

import android.content.Context
import androidx.work.Constraints
import androidx.work.ExistingWorkPolicy
import androidx.work.NetworkType
import androidx.work.OneTimeWorkRequestBuilder
import androidx.work.WorkManager
import java.util.concurrent.TimeUnit
import org.outrider.bindings.Background

/**
 * Has the system wake the app, once, in place of every earlier wish, when there is a network.
 *
 * While the app is awake for one wish, the next ones are kept back and the last is asked for at the end: asked for
 * at once, it would end the work that asks for it.
 */
class Waking(private val context: Context) : Background {
    private sealed interface Wish {
        data object Rest : Wish

        data class Wake(val seconds: Long) : Wish
    }

    private var awake = false
    private var keptBack: Wish? = null

    override fun wakeIn(seconds: ULong) = wish(Wish.Wake(seconds.coerceAtMost(LONGEST).toLong()))

    override fun rest() = wish(Wish.Rest)

    /** Does what the app was woken for. */
    fun <T> during(work: () -> T): T {
        synchronized(this) { awake = true }
        try {
            return work()
        } finally {
            val last = synchronized(this) {
                awake = false
                keptBack.also { keptBack = null }
            }
            // After what runs now, which is not ended by it.
            if (last is Wish.Wake) ask(last, ExistingWorkPolicy.APPEND_OR_REPLACE)
        }
    }

    private fun wish(wish: Wish) {
        synchronized(this) {
            if (awake) {
                keptBack = wish
                return
            }
        }
        when (wish) {
            Wish.Rest -> WorkManager.getInstance(context).cancelUniqueWork(WORK)
            is Wish.Wake -> ask(wish, ExistingWorkPolicy.REPLACE)
        }
    }

    private fun ask(wish: Wish.Wake, policy: ExistingWorkPolicy) {
        val request = OneTimeWorkRequestBuilder<SyncWorker>()
            .setInitialDelay(wish.seconds, TimeUnit.SECONDS)
            .setConstraints(Constraints.Builder().setRequiredNetworkType(NetworkType.CONNECTED).build())
            .build()
        WorkManager.getInstance(context).enqueueUniqueWork(WORK, policy, request)
    }

    companion object {
        /** The one name under which the app asks to be woken. */
        const val WORK = "sync"

        /** A year: nobody waits for longer. */
        private const val LONGEST: ULong = 31_536_000u
    }
}
