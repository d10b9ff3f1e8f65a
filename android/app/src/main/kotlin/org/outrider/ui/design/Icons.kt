package org.outrider.ui.design

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.PathFillType
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.addPathNodes
import androidx.compose.ui.unit.dp

/** Signs in one hand: lines of two points on a square of 24. Those that point somewhere turn with the script. */
object Icons {
    val Back = drawn("M20 12H4M10 6L4 12L10 18", turns = true)
    val Forward = drawn("M9 5L16 12L9 19", turns = true)
    val Down = drawn("M5 9L12 16L19 9")
    val Up = drawn("M5 15L12 8L19 15")
    val Close = drawn("M6 6L18 18M18 6L6 18")
    val More = drawn("M12 5.5V5.6M12 12V12.1M12 18.5V18.6", width = 3f)
    val Help = drawn("M3 12A9 9 0 1 0 21 12A9 9 0 1 0 3 12M9.5 9.5A2.6 2.6 0 1 1 12 12.6V13.6M12 16.8V16.9")
    val Person = drawn("M8 8A4 4 0 1 0 16 8A4 4 0 1 0 8 8M4 20C4 16.5 7.5 14.5 12 14.5C16.5 14.5 20 16.5 20 20")
    val People = drawn("M6 8.5A3.2 3.2 0 1 0 12.4 8.5A3.2 3.2 0 1 0 6 8.5M2.5 19C2.5 16 5.2 14.2 9.2 14.2C13.2 14.2 15.9 16 15.9 19M15.5 5.5A3.2 3.2 0 0 1 15.5 11.5M18 14.5C20.2 15.2 21.5 16.8 21.5 19")
    val Today = drawn("M4 7A2 2 0 0 1 6 5H18A2 2 0 0 1 20 7V18A2 2 0 0 1 18 20H6A2 2 0 0 1 4 18ZM8 3V6M16 3V6M8.5 13.5L11 16L15.5 11")
    val Calendar = drawn("M4 7A2 2 0 0 1 6 5H18A2 2 0 0 1 20 7V18A2 2 0 0 1 18 20H6A2 2 0 0 1 4 18ZM8 3V6M16 3V6M4 10H20")
    val Search = drawn("M4 10.5A6.5 6.5 0 1 0 17 10.5A6.5 6.5 0 1 0 4 10.5M15.5 15.5L20.5 20.5")
    val Clock = drawn("M3 12A9 9 0 1 0 21 12A9 9 0 1 0 3 12M12 7V12L15.5 14")
    val Sync = drawn("M4.5 10A8 8 0 0 1 19 8M19 3.5V8H14.5M19.5 14A8 8 0 0 1 5 16M5 20.5V16H9.5")
    val Add = drawn("M12 5V19M5 12H19")
    val Remove = drawn("M5 12H19")
    val Check = drawn("M5 12.5L10 17.5L19.5 7")
    val Ring = drawn("M4 12A8 8 0 1 0 20 12A8 8 0 1 0 4 12")
    val Done = drawn("M3 12A9 9 0 1 0 21 12A9 9 0 1 0 3 12M8 12.3L11 15.2L16 9.5")
    val Box = drawn("M5 7A2 2 0 0 1 7 5H17A2 2 0 0 1 19 7V17A2 2 0 0 1 17 19H7A2 2 0 0 1 5 17Z")
    val BoxDone = drawn("M5 7A2 2 0 0 1 7 5H17A2 2 0 0 1 19 7V17A2 2 0 0 1 17 19H7A2 2 0 0 1 5 17ZM8.5 12.2L11 14.7L15.5 9.5")
    val Alert = drawn("M12 4L21 19.5H3ZM12 10V14M12 16.7V16.8")
    val Info = drawn("M3 12A9 9 0 1 0 21 12A9 9 0 1 0 3 12M12 11V16.5M12 7.6V7.7")
    val Cloud = drawn("M7 18.5A4.5 4.5 0 0 1 6.5 9.6A5.8 5.8 0 0 1 17.5 10.2A4.2 4.2 0 0 1 17.5 18.5Z")
    val CloudOff = drawn("M9.5 7.2A5.8 5.8 0 0 1 17.5 10.2A4.2 4.2 0 0 1 19.5 17.6M15 18.5H7A4.5 4.5 0 0 1 6.5 9.6M4 4L20 20")
    val OnPhone = drawn("M7 5A2 2 0 0 1 9 3H15A2 2 0 0 1 17 5V19A2 2 0 0 1 15 21H9A2 2 0 0 1 7 19ZM9.7 11.8L11.5 13.6L14.6 10.2")
    val OnItsWay = drawn("M12 19V6M6.5 11.5L12 6L17.5 11.5")
    val Place = drawn("M12 21C12 21 5 14.8 5 9.8A7 7 0 0 1 19 9.8C19 14.8 12 21 12 21ZM9.5 9.8A2.5 2.5 0 1 0 14.5 9.8A2.5 2.5 0 1 0 9.5 9.8")
    val Target = drawn("M6 12A6 6 0 1 0 18 12A6 6 0 1 0 6 12M12 2.5V6M12 18V21.5M2.5 12H6M18 12H21.5")
    val Navigate = drawn("M20.5 3.5L3.5 10.5L11 13L13.5 20.5Z")
    val Map = drawn("M9 4L3.5 6.5V20L9 17.5L15 20L20.5 17.5V4L15 6.5ZM9 4V17.5M15 6.5V20")
    val ListOf = drawn("M9 6H20M9 12H20M9 18H20M4.5 6V6.1M4.5 12V12.1M4.5 18V18.1", turns = true)
    val Call = drawn("M5 4H9L10.5 8.5L8.2 10.2A12 12 0 0 0 13.8 15.8L15.5 13.5L20 15V19A1.5 1.5 0 0 1 18.5 20.5A15.5 15.5 0 0 1 3.5 5.5A1.5 1.5 0 0 1 5 4Z")
    val Message = drawn("M4 6A2 2 0 0 1 6 4H18A2 2 0 0 1 20 6V14A2 2 0 0 1 18 16H10L5.5 20V16A1.6 1.6 0 0 1 4 14.4Z")
    val Mail = drawn("M3.5 7A2 2 0 0 1 5.5 5H18.5A2 2 0 0 1 20.5 7V17A2 2 0 0 1 18.5 19H5.5A2 2 0 0 1 3.5 17ZM4 7L12 13L20 7")
    val Note = drawn("M13.5 5.5L18.5 10.5L9 20H4V15ZM11.5 7.5L16.5 12.5")
    val Task = drawn("M5 6A2 2 0 0 1 7 4H17A2 2 0 0 1 19 6V18A2 2 0 0 1 17 20H7A2 2 0 0 1 5 18ZM9 9H15M9 13H15")
    val Microphone = drawn("M9 6.5A3 3 0 0 1 15 6.5V11A3 3 0 0 1 9 11ZM5.5 11A6.5 6.5 0 0 0 18.5 11M12 17.5V21")
    val Stop = drawn("M7 7H17V17H7Z")
    val Play = drawn("M7 4.5L19 12L7 19.5Z")
    val Pause = drawn("M8.5 5V19M15.5 5V19")
    val Scan = drawn("M4 8.5V6A2 2 0 0 1 6 4H8.5M15.5 4H18A2 2 0 0 1 20 6V8.5M20 15.5V18A2 2 0 0 1 18 20H15.5M8.5 20H6A2 2 0 0 1 4 18V15.5M8 12H16")
    val Keyboard = drawn("M3 8A2 2 0 0 1 5 6H19A2 2 0 0 1 21 8V16A2 2 0 0 1 19 18H5A2 2 0 0 1 3 16ZM7 10V10.1M12 10V10.1M17 10V10.1M8 14.5H16")
    val Phone = drawn("M7 5A2 2 0 0 1 9 3H15A2 2 0 0 1 17 5V19A2 2 0 0 1 15 21H9A2 2 0 0 1 7 19ZM11.5 18H12.5")
    val Undo = drawn("M8.5 5L4 9.5L8.5 14M4 9.5H14.5A5.2 5.2 0 0 1 14.5 20H10", turns = true)
    val Flag = drawn("M6 21V4H18L15.5 8L18 12H6")
    val Team = People
    val Share = drawn("M12 15V4M8 8L12 4L16 8M5 12V18A2 2 0 0 0 7 20H17A2 2 0 0 0 19 18V12")
    val Trash = drawn("M4.5 7H19.5M9.5 7V4.5H14.5V7M6.5 7L7.5 20H16.5L17.5 7M10.3 11V16.5M13.7 11V16.5")
    val Lock = drawn("M5.5 12A1.5 1.5 0 0 1 7 10.5H17A1.5 1.5 0 0 1 18.5 12V19A1.5 1.5 0 0 1 17 20.5H7A1.5 1.5 0 0 1 5.5 19ZM8.5 10.5V7.5A3.5 3.5 0 0 1 15.5 7.5V10.5")
    val Tag = drawn("M4 4H12L20.5 12.5L12.5 20.5L4 12ZM8 8V8.1")
    val Settings = drawn("M4 7H13M17 7H20M4 17H7M11 17H20M13 7A2 2 0 1 0 17 7A2 2 0 1 0 13 7M7 17A2 2 0 1 0 11 17A2 2 0 1 0 7 17")
    val Language = drawn("M3 12A9 9 0 1 0 21 12A9 9 0 1 0 3 12M3 12H21M12 3C9 6 9 18 12 21M12 3C15 6 15 18 12 21")
    val Bell = drawn("M6 16.5V11A6 6 0 0 1 18 11V16.5L19.5 18H4.5ZM10 20.5H14")
    val Shield = drawn("M12 3.5L19.5 6.5V12C19.5 16.5 16 19.5 12 21C8 19.5 4.5 16.5 4.5 12V6.5Z")
    val Eye = drawn("M2.5 12C5 7.5 8.3 5.5 12 5.5C15.7 5.5 19 7.5 21.5 12C19 16.5 15.7 18.5 12 18.5C8.3 18.5 5 16.5 2.5 12ZM9 12A3 3 0 1 0 15 12A3 3 0 1 0 9 12")

    private fun drawn(path: String, turns: Boolean = false, width: Float = 2f): ImageVector =
        ImageVector.Builder(
            defaultWidth = 24.dp,
            defaultHeight = 24.dp,
            viewportWidth = 24f,
            viewportHeight = 24f,
            autoMirror = turns,
        ).addPath(
            pathData = addPathNodes(path),
            pathFillType = PathFillType.NonZero,
            fill = null,
            stroke = SolidColor(Color.Black),
            strokeLineWidth = width,
            strokeLineCap = StrokeCap.Round,
            strokeLineJoin = StrokeJoin.Round,
        ).build()
}
