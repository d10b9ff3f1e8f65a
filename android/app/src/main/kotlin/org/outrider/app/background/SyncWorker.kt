package org.outrider.app.background

import android.content.Context
import androidx.work.Worker
import androidx.work.WorkerParameters
import org.outrider.app.home

/** Syncs once while nobody looks, and tells what came. */
class SyncWorker(context: Context, parameters: WorkerParameters) : Worker(context, parameters) {
    override fun doWork(): Result = if (applicationContext.home.woken()) Result.success() else Result.retry()
}
