package org.outrider.ui.design

import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp

/** The side of the smallest thing that a thumb can hit. */
val Target: Dp = 48.dp

/** The room at the edges of a screen. */
val Edge: Dp = 16.dp

/** The room between two things that belong together. */
val Gap: Dp = 8.dp

/** Makes what can be tapped large enough for a thumb. */
fun Modifier.target(): Modifier = defaultMinSize(minWidth = Target, minHeight = Target)
