package org.outrider.ui.feature.move

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.width
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel
import com.google.zxing.qrcode.encoder.ByteMatrix
import com.google.zxing.qrcode.encoder.Encoder

/** The empty squares around a code without which a camera does not find it. */
private const val MARGIN = 4

/** A text as a QR code: dark on light also by night, since cameras want it so. [label] says what it is. */
@Composable
fun QrCode(text: String, label: String, modifier: Modifier = Modifier) {
    val code = remember(text) { codeOf(text) }
    Canvas(modifier.aspectRatio(1f).semantics { contentDescription = label }) {
        val squares = code.width + 2 * MARGIN
        drawRect(Color.White)
        // Whole pixels: hair lines between squares would be read as light.
        val side = (minOf(size.width, size.height) / squares).toInt().coerceAtLeast(1).toFloat()
        val start = (minOf(size.width, size.height) - side * squares) / 2 + side * MARGIN
        for (row in 0 until code.height) {
            for (column in 0 until code.width) {
                if (code[column, row].toInt() == 1) {
                    drawRect(Color.Black, Offset(start + column * side, start + row * side), Size(side, side))
                }
            }
        }
    }
}

/** The squares of a code; a middle level of repair reads well from a screen. */
internal fun codeOf(text: String): ByteMatrix = Encoder.encode(text, ErrorCorrectionLevel.M).matrix
