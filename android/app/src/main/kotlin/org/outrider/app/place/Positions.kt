package org.outrider.app.place

import android.Manifest.permission.ACCESS_COARSE_LOCATION
import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.annotation.SuppressLint
import android.content.Context
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.location.Location
import android.location.LocationListener
import android.location.LocationManager
import android.os.Build
import android.os.Bundle
import android.os.Looper
import android.os.SystemClock
import kotlin.math.ceil
import kotlin.math.roundToInt
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.withTimeoutOrNull
import org.outrider.app.device.service
import org.outrider.model.Fix
import org.outrider.model.Position
import org.outrider.ui.shell.Located
import org.outrider.ui.shell.Track

/** Where the phone is, as Android itself says it: nothing of a shop for apps is asked. */
@SuppressLint("MissingPermission") // Every way in asks [isAllowed] first.
class Positions(private val context: Context) {
    private val manager = context.service<LocationManager>()

    val isAllowed: Boolean
        get() = listOf(ACCESS_FINE_LOCATION, ACCESS_COARSE_LOCATION).any { context.checkSelfPermission(it) == PERMISSION_GRANTED }

    /** The last position of any app, where it is fresh. */
    fun last(): Fix? {
        if (!isAllowed) return null
        val fresh = manager.getProviders(true).mapNotNull { manager.getLastKnownLocation(it) }.filter { it.ageSeconds() <= FRESH }
        return fresh.minByOrNull { if (it.hasAccuracy()) it.accuracy else Float.MAX_VALUE }?.toFix()
    }

    /** Asks anew: takes the first position that is good enough for a doorstep, else the best within some seconds. */
    suspend fun locate(): Located {
        if (!isAllowed) return Located.NotAllowed
        val sources = sources(manager.getProviders(true))
        if (sources.isEmpty()) return Located.SwitchedOff
        val good = CompletableDeferred<Location>()
        var best: Location? = null
        val asking = listen(sources, 0) { here ->
            val before = best
            if (before == null || here.accuracy < before.accuracy) best = here
            if (here.hasAccuracy() && here.accuracy <= GOOD) good.complete(here)
        }
        val found = asking.use { withTimeoutOrNull(PATIENCE) { good.await() } }
        return (found ?: best)?.let { Located.Found(it.toFix()) } ?: Located.Nothing
    }

    /** Tells every position until it is closed. Told on the main thread. */
    fun follow(track: Track, tell: (Fix) -> Unit): AutoCloseable {
        val pause = when (track) {
            Track.Balanced -> 60_000L
            Track.Precise -> 15_000L
        }
        // Also those that are switched off: they may be switched on again before the day ends.
        return listen(sources(manager.allProviders), pause) { tell(it.toFix()) }
    }

    private fun listen(sources: List<String>, pause: Long, tell: (Location) -> Unit): AutoCloseable {
        val listener = Listener(tell)
        if (isAllowed) {
            sources.forEach { manager.requestLocationUpdates(it, pause, 0f, listener, Looper.getMainLooper()) }
        }
        return AutoCloseable { manager.removeUpdates(listener) }
    }

    /** The one that joins all others where Android has it, else satellites and masts side by side. */
    private fun sources(known: List<String>): List<String> {
        if (Build.VERSION.SDK_INT >= 31 && LocationManager.FUSED_PROVIDER in known) return listOf(LocationManager.FUSED_PROVIDER)
        return listOf(LocationManager.GPS_PROVIDER, LocationManager.NETWORK_PROVIDER).filter { it in known }
    }

    /** Androids before 11 call all four, and have no words of their own for any. */
    private class Listener(private val tell: (Location) -> Unit) : LocationListener {
        override fun onLocationChanged(location: Location) = tell(location)

        override fun onProviderEnabled(provider: String) = Unit

        override fun onProviderDisabled(provider: String) = Unit

        @Deprecated("Called by Android 9 and earlier")
        override fun onStatusChanged(provider: String?, status: Int, extras: Bundle?) = Unit
    }

    private companion object {
        /** How old the last position may be, in seconds. */
        const val FRESH = 120

        /** How many metres are good enough to wait no longer. */
        const val GOOD = 30f

        /** How long to wait for it, in milliseconds. */
        const val PATIENCE = 10_000L
    }
}

private fun Location.ageSeconds(): Long = (SystemClock.elapsedRealtimeNanos() - elapsedRealtimeNanos) / 1_000_000_000

/** By the phone's clock, since satellites have another. */
internal fun Location.toFix(): Fix =
    Fix(
        position = Position((latitude * 1e7).roundToInt(), (longitude * 1e7).roundToInt()),
        accuracyMm = if (hasAccuracy()) ceil(accuracy * 1_000.0).toLong() else 0,
        mock = isSimulated(),
        provider = provider.orEmpty(),
        at = System.currentTimeMillis() * 1_000 - (SystemClock.elapsedRealtimeNanos() - elapsedRealtimeNanos) / 1_000,
        sinceBoot = elapsedRealtimeNanos / 1_000,
    )

@Suppress("DEPRECATION")
private fun Location.isSimulated(): Boolean = if (Build.VERSION.SDK_INT >= 31) isMock else isFromMockProvider
