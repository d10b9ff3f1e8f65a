public struct Path {
    public init(ellipseIn _: CGRect) {}
    public init(_: (inout Path) -> Void) {}
    public mutating func addLines(_: [CGPoint]) {}
}

public struct GraphicsContext {
    public struct Shading {
        public static func color(_: Color) -> Shading { Shading() }
    }
    public func fill(_: Path, with _: Shading) {}
    public func stroke(_: Path, with _: Shading, lineWidth _: CGFloat = 1) {}
}

public struct Canvas: Leaf {
    public init(renderer _: @escaping (inout GraphicsContext, CGSize) -> Void) {}
}

public struct GeometryProxy {
    public var size: CGSize { .zero }
}

public struct GeometryReader<Content: View>: Leaf {
    public init(@ViewBuilder content _: @escaping (GeometryProxy) -> Content) {}
}

public struct DragGesture {
    public struct Value {
        public var translation: CGSize { .zero }
    }
    public init() {}
    public func onEnded(_: @escaping (Value) -> Void) -> DragGesture { self }
}

public enum ContentMode: Sendable { case fit, fill }

extension View {
    public func gesture(_: DragGesture) -> some View { self }
    public func onTapGesture(perform _: @escaping (CGPoint) -> Void) -> some View { self }
    public func clipped() -> some View { self }
    public func aspectRatio(_: CGFloat?, contentMode _: ContentMode) -> some View { self }
    public func preferredColorScheme(_: ColorScheme?) -> some View { self }
}
