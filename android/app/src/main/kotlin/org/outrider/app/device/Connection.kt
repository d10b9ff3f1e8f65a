package org.outrider.app.device

import android.content.Context
import android.net.ConnectivityManager
import android.net.Network

/** Tells whether the system believes that there is a network, now and whenever that changes, until it is closed. */
internal fun watchConnection(context: Context, tell: (Boolean) -> Unit): AutoCloseable {
    val connectivity = context.service<ConnectivityManager>()
    tell(connectivity.activeNetwork != null)
    val watching = object : ConnectivityManager.NetworkCallback() {
        override fun onAvailable(network: Network) = tell(true)

        override fun onLost(network: Network) = tell(false)
    }
    connectivity.registerDefaultNetworkCallback(watching)
    return AutoCloseable { connectivity.unregisterNetworkCallback(watching) }
}
