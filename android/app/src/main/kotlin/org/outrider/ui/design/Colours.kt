package org.outrider.ui.design

import androidx.compose.material3.ColorScheme
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.ui.graphics.Color

// The shades of the manager's console, so that both look like one house. Text keeps 4.5 : 1 to its
// ground in either scheme, lines that mean something 3 : 1; a test measures them.

/** Colours by daylight. */
val Light: ColorScheme = lightColorScheme(
    primary = Color(0xFF026763),
    onPrimary = Color(0xFFFFFFFF),
    primaryContainer = Color(0xFFD3F1EE),
    onPrimaryContainer = Color(0xFF033E3C),
    inversePrimary = Color(0xFF7FCEC9),
    secondary = Color(0xFF535B5F),
    onSecondary = Color(0xFFFFFFFF),
    secondaryContainer = Color(0xFFE5EAED),
    onSecondaryContainer = Color(0xFF1B2225),
    tertiary = Color(0xFF025B9F),
    onTertiary = Color(0xFFFFFFFF),
    tertiaryContainer = Color(0xFFDBECFE),
    onTertiaryContainer = Color(0xFF013762),
    error = Color(0xFFA7101D),
    onError = Color(0xFFFFFFFF),
    errorContainer = Color(0xFFFEE2DF),
    onErrorContainer = Color(0xFF6A010C),
    background = Color(0xFFF4F7F8),
    onBackground = Color(0xFF1B2225),
    surface = Color(0xFFF4F7F8),
    onSurface = Color(0xFF1B2225),
    surfaceVariant = Color(0xFFEEF2F4),
    onSurfaceVariant = Color(0xFF4A555A),
    surfaceTint = Color(0xFF026763),
    inverseSurface = Color(0xFF242B2F),
    inverseOnSurface = Color(0xFFE0EAEE),
    outline = Color(0xFF687074),
    outlineVariant = Color(0xFFC3CCD0),
    scrim = Color(0xFF000000),
    surfaceBright = Color(0xFFFFFFFF),
    surfaceDim = Color(0xFFDDE4E7),
    surfaceContainerLowest = Color(0xFFFFFFFF),
    surfaceContainerLow = Color(0xFFFFFFFF),
    surfaceContainer = Color(0xFFEEF2F4),
    surfaceContainerHigh = Color(0xFFE9EEF0),
    surfaceContainerHighest = Color(0xFFE5EAED),
)

/** Colours by night. */
val Dark: ColorScheme = darkColorScheme(
    primary = Color(0xFF7FCEC9),
    onPrimary = Color(0xFF033E3C),
    primaryContainer = Color(0xFF055350),
    onPrimaryContainer = Color(0xFFD3F1EE),
    inversePrimary = Color(0xFF026763),
    secondary = Color(0xFFB8BFC2),
    onSecondary = Color(0xFF2F373B),
    secondaryContainer = Color(0xFF343C40),
    onSecondaryContainer = Color(0xFFE0EAEE),
    tertiary = Color(0xFF89C3FF),
    onTertiary = Color(0xFF013762),
    tertiaryContainer = Color(0xFF034981),
    onTertiaryContainer = Color(0xFFDBECFE),
    error = Color(0xFFFEA199),
    onError = Color(0xFF6A010C),
    errorContainer = Color(0xFF8A0113),
    onErrorContainer = Color(0xFFFEE2DF),
    background = Color(0xFF0F1416),
    onBackground = Color(0xFFE0EAEE),
    surface = Color(0xFF0F1416),
    onSurface = Color(0xFFE0EAEE),
    surfaceVariant = Color(0xFF20282C),
    onSurfaceVariant = Color(0xFFB3BEC3),
    surfaceTint = Color(0xFF7FCEC9),
    inverseSurface = Color(0xFFE0EAEE),
    inverseOnSurface = Color(0xFF242B2F),
    outline = Color(0xFF8B9498),
    outlineVariant = Color(0xFF414C51),
    scrim = Color(0xFF000000),
    surfaceBright = Color(0xFF2A3337),
    surfaceDim = Color(0xFF0F1416),
    surfaceContainerLowest = Color(0xFF0A1014),
    surfaceContainerLow = Color(0xFF171D20),
    surfaceContainer = Color(0xFF1B2225),
    surfaceContainerHigh = Color(0xFF20282C),
    surfaceContainerHighest = Color(0xFF2A3337),
)
