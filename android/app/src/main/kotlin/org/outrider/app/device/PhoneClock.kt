package org.outrider.app.device

import android.content.Context
import android.os.SystemClock
import android.provider.Settings
import java.util.TimeZone
import java.util.UUID
import org.outrider.bindings.DeviceClock

/** What time it is on the phone. */
class PhoneClock(context: Context) : DeviceClock {
    private val boot: UUID by lazy {
        val count = Settings.Global.getInt(context.contentResolver, Settings.Global.BOOT_COUNT, 0)
        // A phone that does not count its starts has as many as the app has.
        if (count == 0) UUID.randomUUID() else UUID.nameUUIDFromBytes("boot $count of ${context.packageName}".toByteArray())
    }

    override fun wall(): Long = System.currentTimeMillis() * 1_000

    // Goes on while the phone sleeps.
    override fun monotonic(): Long = SystemClock.elapsedRealtimeNanos() / 1_000

    override fun boot(): String = boot.toString()

    override fun zone(): String = TimeZone.getDefault().id

    override fun offset(): Int = TimeZone.getDefault().getOffset(System.currentTimeMillis()) / 1_000
}
