package org.outrider.app.scan

import android.annotation.SuppressLint
import android.content.Context
import android.graphics.ImageFormat.YUV_420_888
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraCaptureSession
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CaptureRequest
import android.media.ImageReader
import android.os.Handler
import android.os.HandlerThread
import android.util.Size
import android.view.Surface
import kotlin.math.abs
import org.outrider.app.device.service

/**
 * Shows what the camera sees on a surface, and reads codes in it, until it is closed.
 *
 * Android's own camera, without a library: a code needs one picture to look at and one to read, of no particular
 * size, and that is little enough to write down.
 */
internal class QrCamera(context: Context, private val onRead: (String) -> Unit, private val onFailure: () -> Unit) : AutoCloseable {
    private val manager = context.service<CameraManager>()
    private val thread = HandlerThread("outrider-camera").apply { start() }
    private val handler = Handler(thread.looper)
    private val reader = QrReader()
    private var device: CameraDevice? = null
    private var pictures: ImageReader? = null
    private var isClosed = false

    private val id: String? = cameraLookingOut()

    /** The size of what is shown, as the camera lies in the phone: wider than high. */
    val size: Size = id?.let(::sizeOf) ?: WANTED

    @SuppressLint("MissingPermission") // Asked for before the screen is shown; without it a failure is told.
    fun show(on: Surface) = handler.post {
        try {
            val camera = id ?: return@post onFailure()
            manager.openCamera(camera, opening(on), handler)
        } catch (_: CameraAccessException) {
            onFailure()
        } catch (_: SecurityException) {
            onFailure()
        }
    }

    override fun close() {
        handler.post {
            isClosed = true
            device?.close()
            pictures?.close()
            thread.quitSafely()
        }
    }

    private fun opening(on: Surface) = object : CameraDevice.StateCallback() {
        override fun onOpened(camera: CameraDevice) {
            if (isClosed) return camera.close()
            device = camera
            try {
                begin(camera, on)
            } catch (_: CameraAccessException) {
                onFailure()
            } catch (_: IllegalArgumentException) {
                // The surface went away with its window.
            } catch (_: IllegalStateException) {
                // The camera did.
            }
        }

        override fun onDisconnected(camera: CameraDevice) = camera.close()

        override fun onError(camera: CameraDevice, error: Int) {
            camera.close()
            onFailure()
        }
    }

    @Suppress("DEPRECATION") // The way that is new came with Android 9.
    private fun begin(camera: CameraDevice, on: Surface) {
        val pictures = ImageReader.newInstance(size.width, size.height, YUV_420_888, 2).also { pictures = it }
        pictures.setOnImageAvailableListener(::look, handler)
        val request = camera.createCaptureRequest(CameraDevice.TEMPLATE_PREVIEW).apply {
            addTarget(on)
            addTarget(pictures.surface)
            set(CaptureRequest.CONTROL_AF_MODE, CaptureRequest.CONTROL_AF_MODE_CONTINUOUS_PICTURE)
        }
        val running = object : CameraCaptureSession.StateCallback() {
            override fun onConfigured(session: CameraCaptureSession) {
                try {
                    session.setRepeatingRequest(request.build(), null, handler)
                } catch (_: CameraAccessException) {
                    onFailure()
                } catch (_: IllegalStateException) {
                    // Closed in between.
                }
            }

            override fun onConfigureFailed(session: CameraCaptureSession) = onFailure()
        }
        camera.createCaptureSession(listOf(on, pictures.surface), running, handler)
    }

    private fun look(pictures: ImageReader) {
        if (isClosed) return
        val text = pictures.acquireLatestImage()?.use { picture ->
            val grey = picture.planes[0]
            reader.read(grey.buffer, picture.width, picture.height, grey.rowStride)
        }
        if (text != null) onRead(text)
    }

    private fun cameraLookingOut(): String? =
        try {
            val all = manager.cameraIdList
            all.find { manager.getCameraCharacteristics(it).get(CameraCharacteristics.LENS_FACING) == CameraCharacteristics.LENS_FACING_BACK }
                ?: all.firstOrNull()
        } catch (_: CameraAccessException) {
            null
        }

    private fun sizeOf(camera: String): Size? {
        val map = manager.getCameraCharacteristics(camera).get(CameraCharacteristics.SCALER_STREAM_CONFIGURATION_MAP)
        val area = WANTED.width * WANTED.height
        return map?.getOutputSizes(YUV_420_888)?.minByOrNull { abs(it.width * it.height - area) }
    }

    private companion object {
        /** Enough for a code at arm's length, little enough for a cheap phone. */
        val WANTED = Size(1280, 960)
    }
}
