package org.outrider.ui.design

import androidx.compose.material3.Typography
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.sp

// A size larger than usual for what is read walking; lines leave room for Arabic's dots and marks.

/** The sizes of letters; every one grows with what the person has set on the phone. */
val Letters: Typography = Typography().run {
    copy(
        headlineSmall = headlineSmall.sized(24, 34, FontWeight.SemiBold),
        titleLarge = titleLarge.sized(21, 30, FontWeight.SemiBold),
        titleMedium = titleMedium.sized(17, 25, FontWeight.SemiBold),
        titleSmall = titleSmall.sized(15, 22, FontWeight.SemiBold),
        bodyLarge = bodyLarge.sized(17, 26),
        bodyMedium = bodyMedium.sized(15, 23),
        bodySmall = bodySmall.sized(13, 20),
        labelLarge = labelLarge.sized(16, 22, FontWeight.SemiBold),
        labelMedium = labelMedium.sized(14, 20, FontWeight.Medium),
        labelSmall = labelSmall.sized(13, 18, FontWeight.Medium),
    )
}

private fun TextStyle.sized(size: Int, line: Int, weight: FontWeight = FontWeight.Normal): TextStyle =
    copy(fontSize = size.sp, lineHeight = line.sp, fontWeight = weight)
