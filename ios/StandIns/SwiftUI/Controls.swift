public struct Text: Leaf {
    public init(_: some StringProtocol) {}
    public init(verbatim _: String) {}
    public init(_: AttributedString) {}
    public init(_: Date, style _: DateStyle) {}
    public enum DateStyle { case date, time, relative, timer }
    public func bold() -> Text { self }
    public func italic() -> Text { self }
    public func foregroundStyle(_: some ShapeStyle) -> Text { self }
    public func font(_: Font?) -> Text { self }
    public func fontWeight(_: Font.Weight?) -> Text { self }
    public static func + (one: Text, _: Text) -> Text { one }
}

public struct Image: Leaf {
    public init(systemName _: String) {}
    public init(decorative _: String) {}
    public func resizable() -> Image { self }
    public enum Scale { case small, medium, large }
}

public struct Label<Title: View, Icon: View>: Leaf {
    public init(@ViewBuilder title _: () -> Title, @ViewBuilder icon _: () -> Icon) {}
}

extension Label where Title == Text, Icon == Image {
    public init(_: some StringProtocol, systemImage _: String) {}
}

public struct ButtonRole: Equatable, Sendable {
    public static let destructive = ButtonRole()
    public static let cancel = ButtonRole()
}

public struct Button<Name: View>: Leaf {
    public init(
        role _: ButtonRole? = nil, action _: @escaping @MainActor () -> Void, @ViewBuilder label _: () -> Name
    ) {}
}

extension Button where Name == Text {
    public init(_: some StringProtocol, role _: ButtonRole? = nil, action _: @escaping @MainActor () -> Void)
    {}
}

extension Button where Name == Label<Text, Image> {
    public init(
        _: some StringProtocol, systemImage _: String, role _: ButtonRole? = nil,
        action _: @escaping @MainActor () -> Void
    ) {}
}

public struct Toggle<Name: View>: Leaf {
    public init(isOn _: Binding<Bool>, @ViewBuilder label _: () -> Name) {}
}

extension Toggle where Name == Text {
    public init(_: some StringProtocol, isOn _: Binding<Bool>) {}
}

public struct TextField<Name: View>: Leaf {
    public init(text _: Binding<String>, prompt _: Text? = nil, @ViewBuilder label _: () -> Name) {}
}

extension TextField where Name == Text {
    public init(
        _: some StringProtocol, text _: Binding<String>, prompt _: Text? = nil, axis _: Axis = .vertical
    ) {}
}

public struct SecureField: Leaf {
    public init(_: some StringProtocol, text _: Binding<String>) {}
}

public struct TextEditor: Leaf {
    public init(text _: Binding<String>) {}
}

public struct Picker<Name: View, Choice: Hashable, Content: View>: Leaf {
    public init(
        selection _: Binding<Choice>, @ViewBuilder content _: () -> Content, @ViewBuilder label _: () -> Name
    ) {}
}

extension Picker where Name == Text {
    public init(_: some StringProtocol, selection _: Binding<Choice>, @ViewBuilder content _: () -> Content) {
    }
}

public struct DatePickerComponents: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let date = DatePickerComponents(rawValue: 1)
    public static let hourAndMinute = DatePickerComponents(rawValue: 2)
}

public struct DatePicker<Name: View>: Leaf {
    public typealias Components = DatePickerComponents
}

extension DatePicker where Name == Text {
    public init(
        _: some StringProtocol, selection _: Binding<Date>, in _: PartialRangeFrom<Date>,
        displayedComponents _: Components = []
    ) {}
    public init(
        _: some StringProtocol, selection _: Binding<Date>, displayedComponents _: Components = []
    ) {}
}

public struct Stepper<Name: View>: Leaf {
    public init<Value: Strideable>(
        value _: Binding<Value>, in _: ClosedRange<Value>, step _: Value.Stride = 1,
        @ViewBuilder label _: () -> Name
    ) {}
}

public struct Link<Name: View>: Leaf {
    public init(destination _: URL, @ViewBuilder label _: () -> Name) {}
}

public struct Menu<Name: View, Content: View>: Leaf {
    public init(@ViewBuilder content _: () -> Content, @ViewBuilder label _: () -> Name) {}
}

public struct ShareLink<Name: View>: Leaf {}

extension ShareLink where Name == Label<Text, Image> {
    public init(_: some StringProtocol, item _: String) {}
}
