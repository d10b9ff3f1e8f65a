package org.outrider.app.speech

import android.content.Context
import android.content.Intent
import android.os.Build
import android.os.Bundle
import android.speech.RecognitionListener
import android.speech.RecognizerIntent
import android.speech.SpeechRecognizer
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.outrider.app.home
import org.outrider.ui.shell.Dictation

/** Speech for text: by what is on the phone where Android has it, else by whatever service the phone is set up with. */
internal class Recogniser(private val context: Context) {
    val kind: Dictation
        get() = when {
            Build.VERSION.SDK_INT >= 31 && SpeechRecognizer.isOnDeviceRecognitionAvailable(context) -> Dictation.OnPhone
            SpeechRecognizer.isRecognitionAvailable(context) -> Dictation.ByService
            else -> Dictation.None
        }

    /** Listens sentence by sentence, until nobody says anything more; returns whether anything was understood. */
    suspend fun listen(heard: (String) -> Unit): Boolean =
        withContext(Dispatchers.Main.immediate) {
            val recogniser = make() ?: return@withContext false
            var any = false
            try {
                while (true) {
                    val text = hear(recogniser) ?: break
                    any = true
                    heard(text)
                }
            } finally {
                recogniser.destroy()
            }
            any
        }

    private fun make(): SpeechRecognizer? =
        when (kind) {
            Dictation.OnPhone -> if (Build.VERSION.SDK_INT >= 31) SpeechRecognizer.createOnDeviceSpeechRecognizer(context) else null
            Dictation.ByService -> SpeechRecognizer.createSpeechRecognizer(context)
            Dictation.None -> null
        }

    private suspend fun hear(recogniser: SpeechRecognizer): String? {
        val sentence = CompletableDeferred<String?>()
        recogniser.setRecognitionListener(Listener(sentence))
        recogniser.startListening(
            Intent(RecognizerIntent.ACTION_RECOGNIZE_SPEECH)
                .putExtra(RecognizerIntent.EXTRA_LANGUAGE_MODEL, RecognizerIntent.LANGUAGE_MODEL_FREE_FORM)
                .putExtra(RecognizerIntent.EXTRA_LANGUAGE, context.home.words().language.code),
        )
        return sentence.await()
    }

    private class Listener(private val sentence: CompletableDeferred<String?>) : RecognitionListener {
        override fun onResults(results: Bundle?) {
            val best = results?.getStringArrayList(SpeechRecognizer.RESULTS_RECOGNITION)?.firstOrNull()
            sentence.complete(best?.takeIf { it.isNotBlank() })
        }

        // Silence is one of them.
        override fun onError(error: Int) {
            sentence.complete(null)
        }

        override fun onReadyForSpeech(params: Bundle?) = Unit

        override fun onBeginningOfSpeech() = Unit

        override fun onRmsChanged(rmsdB: Float) = Unit

        override fun onBufferReceived(buffer: ByteArray?) = Unit

        override fun onEndOfSpeech() = Unit

        override fun onPartialResults(partialResults: Bundle?) = Unit

        override fun onEvent(eventType: Int, params: Bundle?) = Unit
    }
}
