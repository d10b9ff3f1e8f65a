package org.outrider.desktop

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableFloatStateOf
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.mutableLongStateOf
import androidx.compose.runtime.mutableStateListOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import org.outrider.model.Position

/** What is around the phone, as whoever sits at the desk sets it. */
@Stable
class Desk {
    /** Where the phone stands; nothing where no position can be had. */
    var place by mutableStateOf<Position?>(null)

    /** How closely the phone knows it, in metres. */
    var accuracy by mutableLongStateOf(8)

    /** Whether another app makes positions up. */
    var isMock by mutableStateOf(false)

    /** Whether the person allows what the app asks to be allowed. */
    var allows by mutableStateOf(true)

    /** Whether it is the owner who holds the phone. */
    var isOwner by mutableStateOf(true)

    /** What the camera is held at. */
    var seen by mutableStateOf("")

    /** What is said to the microphone. */
    var said by mutableStateOf("")

    /** How large the person has set letters. */
    var letters by mutableFloatStateOf(1f)

    /** How wide the phone is, in dp. */
    var width by mutableIntStateOf(WIDTHS[1])

    /** What the app asked other apps for, the last first. */
    val asked = mutableStateListOf<String>()

    companion object {
        val WIDTHS = listOf(320, 360, 411, 600)
        val LETTERS = listOf(1f, 1.3f, 2f)
        val ACCURACIES = listOf(8L, 60L, 300L, 3_000L)
    }
}
