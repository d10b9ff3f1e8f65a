package org.outrider.app.device

import android.os.StatFs
import java.io.File
import org.outrider.bindings.FreeSpace

/** How much room is left where the profile stands. */
class Disk(private val folder: File) : FreeSpace {
    override fun free(): ULong? =
        try {
            StatFs(folder.path).availableBytes.toULong()
        } catch (_: IllegalArgumentException) {
            null
        }
}
