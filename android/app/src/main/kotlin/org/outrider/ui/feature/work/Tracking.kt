package org.outrider.ui.feature.work

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import org.outrider.core.LocationMode
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.Track

/** Has the device follow the way for as long as the person is at work, has agreed and wants it so; never else. */
@Composable
fun Tracking(shell: Shell) {
    val look = shell.look { phone -> if (phone.workView().isTracked) modeOf(phone.locationMode()) else null }
    val track = (look as? Look.Shown)?.view
    LaunchedEffect(track) { shell.platform.trackWork(track) }
}

private fun modeOf(mode: LocationMode): Track? =
    when (mode) {
        LocationMode.CHECK_IN -> null
        LocationMode.BALANCED -> Track.Balanced
        LocationMode.PRECISE -> Track.Precise
    }
