@preconcurrency import AVFoundation
import OutriderViewModels
@preconcurrency import Speech

/// Speech as text: by the phone itself where it can, else by the system's service, which needs consent.
@MainActor
final class SpeechDictation: Dictating {
    private let recogniser = SFSpeechRecognizer()
    private let engine = AVAudioEngine()
    private var request: SFSpeechAudioBufferRecognitionRequest?

    var means: DictationMeans {
        guard let recogniser, recogniser.isAvailable else { return .nobody }
        return recogniser.supportsOnDeviceRecognition ? .onPhone : .byService
    }

    func listen(heard: @escaping @MainActor (String) -> Void) async -> Dictated {
        guard let recogniser, await isAllowed() else { return .notAllowed }
        let request = SFSpeechAudioBufferRecognitionRequest()
        request.requiresOnDeviceRecognition = recogniser.supportsOnDeviceRecognition
        self.request = request
        guard begin(request) else { return .failed }
        let words: String? = await withCheckedContinuation { continuation in
            var end: CheckedContinuation<String?, Never>? = continuation
            recogniser.recognitionTask(with: request) { result, error in
                let text = result.flatMap { $0.isFinal ? $0.bestTranscription.formattedString : nil }
                guard text != nil || error != nil else { return }
                end?.resume(returning: text)
                end = nil
            }
        }
        quieten()
        guard let words, !words.isEmpty else { return .failed }
        heard(words)
        return .stopped
    }

    func stop() {
        engine.stop()
        request?.endAudio()
    }

    private func begin(_ request: SFSpeechAudioBufferRecognitionRequest) -> Bool {
        let session = AVAudioSession.sharedInstance()
        do {
            try session.setCategory(.record, mode: .measurement, options: .duckOthers)
            try session.setActive(true)
            let microphone = engine.inputNode
            microphone.installTap(onBus: 0, bufferSize: 1_024, format: microphone.outputFormat(forBus: 0)) {
                buffer, _ in request.append(buffer)
            }
            try engine.start()
            return true
        } catch {
            quieten()
            return false
        }
    }

    private func quieten() {
        engine.stop()
        engine.inputNode.removeTap(onBus: 0)
        request = nil
        try? AVAudioSession.sharedInstance().setActive(false, options: .notifyOthersOnDeactivation)
    }

    private func isAllowed() async -> Bool {
        let speech = await withCheckedContinuation { continuation in
            SFSpeechRecognizer.requestAuthorization { continuation.resume(returning: $0 == .authorized) }
        }
        return speech ? await AVAudioApplication.requestRecordPermission() : false
    }
}
