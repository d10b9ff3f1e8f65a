package org.outrider.app.scan

import com.google.zxing.BarcodeFormat
import com.google.zxing.qrcode.QRCodeWriter
import java.nio.ByteBuffer
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test

class QrReaderTest {
    private val text = "outrider:enrol?server=https://outrider.example.com&code=ABCD-EFGH"
    private val reader = QrReader()

    @Test
    fun `a code is read out of the lines of a camera`() {
        assertEquals(text, reader.read(picture(), WIDTH, HEIGHT, STRIDE))
    }

    @Test
    fun `a code that is light on dark is read too`() {
        assertEquals(text, reader.read(picture(dark = 200, light = 30), WIDTH, HEIGHT, STRIDE))
    }

    @Test
    fun `a code that lies on its side is read too`() {
        assertEquals(text, reader.read(picture(turned = true), WIDTH, HEIGHT, STRIDE))
    }

    @Test
    fun `a last line without its filling is no hindrance`() {
        val whole = picture()
        whole.limit(STRIDE * (HEIGHT - 1) + WIDTH)
        assertEquals(text, reader.read(whole, WIDTH, HEIGHT, STRIDE))
    }

    @Test
    fun `a wall is no code`() {
        assertNull(reader.read(ByteBuffer.wrap(ByteArray(STRIDE * HEIGHT) { 90 }), WIDTH, HEIGHT, STRIDE))
    }

    private fun picture(dark: Int = 40, light: Int = 190, turned: Boolean = false): ByteBuffer {
        val code = QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, SIDE, SIDE)
        val bytes = ByteArray(STRIDE * HEIGHT) { light.toByte() }
        for (y in 0 until SIDE) {
            for (x in 0 until SIDE) {
                val isDark = if (turned) code[y, SIDE - 1 - x] else code[x, y]
                if (isDark) bytes[(y + 60) * STRIDE + x + 100] = dark.toByte()
            }
        }
        return ByteBuffer.wrap(bytes)
    }

    private companion object {
        const val WIDTH = 640
        const val HEIGHT = 480
        const val STRIDE = 704
        const val SIDE = 300
    }
}
