package org.outrider.app

import android.app.Application
import android.content.Context
import androidx.work.Configuration

/** The process of the app: what windows, work in the background and the work day's service share stands in [home]. */
class OutriderApplication : Application(), Configuration.Provider {
    private var made: Home? = null
    internal val home: Home
        @Synchronized get() = made ?: Home(this).also { made = it }

    // Begun when it is first needed: it has a database of its own to open.
    override val workManagerConfiguration: Configuration get() = Configuration.Builder().build()

    override fun onConfigurationChanged(newConfig: android.content.res.Configuration) {
        super.onConfigurationChanged(newConfig)
        made?.languageMayHaveChanged()
    }

    // Phones end the process instead; where several apps live in one, one after another, each ends here.
    override fun onTerminate() {
        made?.close()
        made = null
        super.onTerminate()
    }
}

/** What the process has once. */
internal val Context.home: Home get() = (applicationContext as OutriderApplication).home
