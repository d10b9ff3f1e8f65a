package org.outrider.app.others

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.net.Uri
import java.util.Locale
import org.outrider.model.Position

/** Hands over to other apps. Whether there is one for it is known by trying: asking before needs the list of all apps. */
class OtherApps(private val from: () -> Context) {
    /** Shows the number in the app that calls: the person presses the button himself. */
    fun call(number: String): Boolean = start(Intent(Intent.ACTION_DIAL, Uri.fromParts("tel", number, null)))

    fun message(number: String): Boolean = start(Intent(Intent.ACTION_SENDTO, Uri.fromParts("smsto", number, null)))

    fun mail(address: String): Boolean = start(Intent(Intent.ACTION_SENDTO, Uri.fromParts("mailto", address, null)))

    fun navigate(to: Position, name: String): Boolean {
        // Digits that every app reads, whatever the language is.
        val place = String.format(Locale.ROOT, "%.6f,%.6f", to.lat / 1e7, to.lon / 1e7)
        return start(Intent(Intent.ACTION_VIEW, Uri.parse("geo:$place?q=" + Uri.encode("$place($name)"))))
    }

    fun share(title: String, text: String): Boolean {
        val send = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TITLE, title).putExtra(Intent.EXTRA_TEXT, text)
        return start(Intent.createChooser(send, title))
    }

    private fun start(intent: Intent): Boolean =
        try {
            // Back leads to where the person was.
            from().startActivity(intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
            true
        } catch (_: ActivityNotFoundException) {
            false
        } catch (_: SecurityException) {
            false
        }
}
