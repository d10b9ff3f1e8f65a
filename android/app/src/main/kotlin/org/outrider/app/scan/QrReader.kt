package org.outrider.app.scan

import com.google.zxing.BinaryBitmap
import com.google.zxing.PlanarYUVLuminanceSource
import com.google.zxing.ReaderException
import com.google.zxing.common.HybridBinarizer
import com.google.zxing.qrcode.QRCodeReader
import java.nio.ByteBuffer

/** Finds the text of a QR code in a picture of grey. */
class QrReader {
    private val reader = QRCodeReader()

    /** A line of the picture takes `stride` bytes, of which the first `width` are seen. */
    fun read(grey: ByteBuffer, width: Int, height: Int, stride: Int): String? {
        val bytes = ByteArray(grey.remaining()).also { grey.get(it) }
        // The last line may end with its last point.
        val whole = if (bytes.size < stride * height) bytes.copyOf(stride * height) else bytes
        val picture = PlanarYUVLuminanceSource(whole, stride, height, 0, 0, width, height, false)
        // Light on dark, as a screen at night may show it, is the same code.
        return decode(BinaryBitmap(HybridBinarizer(picture))) ?: decode(BinaryBitmap(HybridBinarizer(picture.invert())))
    }

    private fun decode(picture: BinaryBitmap): String? =
        try {
            reader.decode(picture).text
        } catch (_: ReaderException) {
            null
        } finally {
            reader.reset()
        }
}
