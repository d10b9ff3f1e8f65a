package org.outrider.app.scan

import android.content.res.Configuration
import android.view.SurfaceHolder
import android.view.SurfaceView
import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.viewinterop.AndroidView
import org.outrider.ui.design.Edge
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Icons
import org.outrider.ui.design.SideButton
import org.outrider.words.Words

/** What the camera sees, until it sees a code or the person goes back. */
@Composable
internal fun ScanScreen(words: Words, onDone: (String?) -> Unit) {
    val context = LocalContext.current
    val camera = remember { QrCamera(context, onRead = { onDone(it) }, onFailure = { onDone(null) }) }
    DisposableEffect(camera) { onDispose { camera.close() } }
    BackHandler { onDone(null) }
    val isUpright = LocalConfiguration.current.orientation == Configuration.ORIENTATION_PORTRAIT
    val ratio = camera.size.width.toFloat() / camera.size.height
    Surface(Modifier.fillMaxSize().testTag("scan"), color = MaterialTheme.colorScheme.background) {
        Column(
            Modifier.windowInsetsPadding(WindowInsets.safeDrawing).verticalScroll(rememberScrollState()).padding(Edge),
            Arrangement.spacedBy(Edge),
        ) {
            Heading(words.enrolment.scanHint)
            AndroidView(
                { SurfaceView(it).apply { holder.addCallback(Showing(camera)) } },
                Modifier.fillMaxWidth().aspectRatio(if (isUpright) 1 / ratio else ratio),
            )
            SideButton(words.action.close, { onDone(null) }, Modifier.testTag("scan/close"), Icons.Close)
        }
    }
}

private class Showing(private val camera: QrCamera) : SurfaceHolder.Callback {
    private var isShown = false

    override fun surfaceCreated(holder: SurfaceHolder) = holder.setFixedSize(camera.size.width, camera.size.height)

    override fun surfaceChanged(holder: SurfaceHolder, format: Int, width: Int, height: Int) {
        // Once it has the size that the camera knows.
        if (isShown || width != camera.size.width || height != camera.size.height) return
        isShown = true
        camera.show(holder.surface)
    }

    override fun surfaceDestroyed(holder: SurfaceHolder) = camera.close()
}
