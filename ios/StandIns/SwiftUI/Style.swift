public protocol ShapeStyle: Sendable {}

public struct Color: ShapeStyle, Hashable {
    public init(red _: Double, green _: Double, blue _: Double, opacity _: Double = 1) {}
    public init(_: String) {}
    public static let primary = Color("")
    public static let secondary = Color("")
    public static let accentColor = Color("")
    public static let red = Color("")
    public static let orange = Color("")
    public static let yellow = Color("")
    public static let green = Color("")
    public static let blue = Color("")
    public static let clear = Color("")
    public func opacity(_: Double) -> Color { self }
}

extension Color: Leaf {}

public struct HierarchicalShapeStyle: ShapeStyle {}
public struct TintShapeStyle: ShapeStyle {}
public struct Material: ShapeStyle {}

extension ShapeStyle where Self == HierarchicalShapeStyle {
    public static var primary: Self { Self() }
    public static var secondary: Self { Self() }
    public static var tertiary: Self { Self() }
}

extension ShapeStyle where Self == TintShapeStyle {
    public static var tint: Self { Self() }
}

extension ShapeStyle where Self == Material {
    public static var thinMaterial: Self { Self() }
    public static var bar: Self { Self() }
}

extension ShapeStyle where Self == Color {
    public static var red: Self { .red }
    public static var orange: Self { .orange }
    public static var yellow: Self { .yellow }
    public static var green: Self { .green }
    public static var blue: Self { .blue }
}

public struct Font: Hashable, Sendable {
    public enum Weight: Sendable { case regular, medium, semibold, bold }
    public static let largeTitle = Font()
    public static let title = Font()
    public static let title2 = Font()
    public static let title3 = Font()
    public static let headline = Font()
    public static let subheadline = Font()
    public static let body = Font()
    public static let callout = Font()
    public static let footnote = Font()
    public static let caption = Font()
    public func weight(_: Weight) -> Font { self }
    public func bold() -> Font { self }
    public func monospacedDigit() -> Font { self }
}

public enum Edge: Sendable {
    case top, leading, bottom, trailing
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let top = Set(rawValue: 1)
        public static let leading = Set(rawValue: 2)
        public static let bottom = Set(rawValue: 4)
        public static let trailing = Set(rawValue: 8)
        public static let horizontal = Set(rawValue: 10)
        public static let vertical = Set(rawValue: 5)
        public static let all = Set(rawValue: 15)
    }
}

@MainActor public protocol Shape: Leaf {}

public struct Rectangle: Shape {
    public init() {}
}

public struct Capsule: Shape {
    public init() {}
}

public struct Circle: Shape {
    public init() {}
}

public struct RoundedRectangle: Shape {
    public init(cornerRadius _: CGFloat) {}
}

extension Shape {
    public func fill(_: some ShapeStyle) -> some View { self }
}

@MainActor public protocol ButtonStyle {}
public struct NamedButtonStyle: ButtonStyle {}
extension ButtonStyle where Self == NamedButtonStyle {
    public static var bordered: Self { Self() }
    public static var borderedProminent: Self { Self() }
    public static var borderless: Self { Self() }
    public static var plain: Self { Self() }
}

@MainActor public protocol ListStyle {}
public struct NamedListStyle: ListStyle {}
extension ListStyle where Self == NamedListStyle {
    public static var insetGrouped: Self { Self() }
    public static var plain: Self { Self() }
}

@MainActor public protocol PickerStyle {}
public struct NamedPickerStyle: PickerStyle {}
extension PickerStyle where Self == NamedPickerStyle {
    public static var segmented: Self { Self() }
    public static var menu: Self { Self() }
    public static var inline: Self { Self() }
}
