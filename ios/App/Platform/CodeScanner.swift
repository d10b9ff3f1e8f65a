@preconcurrency import AVFoundation
import OutriderViewModels
import UIKit

/// Reads a code with the camera, in a picture that goes nowhere else.
@MainActor
final class CodeScanner: Scanning {
    func scan() async -> Scan {
        guard await AVCaptureDevice.requestAccess(for: .video),
            let camera = AVCaptureDevice.default(for: .video),
            let input = try? AVCaptureDeviceInput(device: camera)
        else { return .notAllowed }
        let scenes = UIApplication.shared.connectedScenes.compactMap { $0 as? UIWindowScene }
        guard let window = scenes.first?.keyWindow, let shown = window.rootViewController else {
            return .leftOff
        }
        return await withCheckedContinuation { continuation in
            let finder = Finder(input: input) { continuation.resume(returning: $0) }
            (shown.presentedViewController ?? shown).present(finder, animated: true)
        }
    }
}

/// What the camera sees, until a code is in it.
private final class Finder: UIViewController, AVCaptureMetadataOutputObjectsDelegate {
    private let session = AVCaptureSession()
    private let input: AVCaptureDeviceInput
    private var end: ((Scan) -> Void)?

    init(input: AVCaptureDeviceInput, end: @escaping (Scan) -> Void) {
        self.input = input
        self.end = end
        super.init(nibName: nil, bundle: nil)
    }

    required init?(coder _: NSCoder) {
        nil
    }

    override func viewDidLoad() {
        super.viewDidLoad()
        let output = AVCaptureMetadataOutput()
        session.addInput(input)
        session.addOutput(output)
        output.setMetadataObjectsDelegate(self, queue: .main)
        output.metadataObjectTypes = [.qr]
        let picture = AVCaptureVideoPreviewLayer(session: session)
        picture.videoGravity = .resizeAspectFill
        picture.frame = view.bounds
        view.layer.addSublayer(picture)
        let session = session
        DispatchQueue.global().async { session.startRunning() }
    }

    override func viewDidDisappear(_ animated: Bool) {
        super.viewDidDisappear(animated)
        session.stopRunning()
        finish(.leftOff)
    }

    nonisolated func metadataOutput(
        _: AVCaptureMetadataOutput, didOutput objects: [AVMetadataObject], from _: AVCaptureConnection
    ) {
        MainActor.assumeIsolated {
            let codes = objects.compactMap { ($0 as? AVMetadataMachineReadableCodeObject)?.stringValue }
            guard let code = codes.first else { return }
            finish(.read(code))
            dismiss(animated: true)
        }
    }

    private func finish(_ scan: Scan) {
        end?(scan)
        end = nil
    }
}
