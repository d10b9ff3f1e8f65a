package org.outrider.app

import android.os.Looper
import java.util.concurrent.TimeUnit
import org.robolectric.Shadows.shadowOf

/** Waits until something holds, while the main thread does what is left to it; for a minute at most. */
fun await(what: String, condition: () -> Boolean) {
    val end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1)
    while (!condition()) {
        check(System.nanoTime() < end) { "in a minute it did not come to this: $what" }
        shadowOf(Looper.getMainLooper()).idle()
        Thread.onSpinWait()
    }
}
