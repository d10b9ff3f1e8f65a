#if canImport(SwiftUI)
import SwiftUI

#if canImport(CoreImage) && canImport(UIKit)
import CoreImage.CIFilterBuiltins
import UIKit
#endif

/// A text as a code that a camera reads. Dark on light whatever the app looks like: cameras expect that.
struct CodePicture: View {
    let text: String

    var body: some View {
        #if canImport(CoreImage) && canImport(UIKit)
        if let picture {
            Image(uiImage: picture)
                .interpolation(.none)
                .resizable()
                .aspectRatio(1, contentMode: .fit)
                .padding()
                .background(Color.white)
        }
        #else
        Text(verbatim: text)
        #endif
    }

    #if canImport(CoreImage) && canImport(UIKit)
    private var picture: UIImage? {
        let filter = CIFilter.qrCodeGenerator()
        filter.message = Data(text.utf8)
        filter.correctionLevel = "M"
        guard let code = filter.outputImage,
            let drawn = CIContext().createCGImage(code, from: code.extent)
        else { return nil }
        return UIImage(cgImage: drawn)
    }
    #endif
}
#endif
