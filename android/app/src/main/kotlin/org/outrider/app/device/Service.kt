package org.outrider.app.device

import android.content.Context

/** One of the services that every Android has. */
internal inline fun <reified T : Any> Context.service(): T = checkNotNull(getSystemService(T::class.java))
