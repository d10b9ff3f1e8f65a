public enum Axis: Sendable { case horizontal, vertical }

public enum HorizontalAlignment: Sendable { case leading, center, trailing }
public enum VerticalAlignment: Sendable { case top, center, bottom, firstTextBaseline }
public enum Alignment: Sendable {
    case leading, center, trailing, top, bottom, topLeading, topTrailing, bottomLeading, bottomTrailing
}

public struct HStack<Content: View>: Leaf {
    public init(
        alignment _: VerticalAlignment = .center, spacing _: CGFloat? = nil,
        @ViewBuilder content _: () -> Content
    ) {}
}

public struct VStack<Content: View>: Leaf {
    public init(
        alignment _: HorizontalAlignment = .center, spacing _: CGFloat? = nil,
        @ViewBuilder content _: () -> Content
    ) {}
}

public struct ZStack<Content: View>: Leaf {
    public init(alignment _: Alignment = .center, @ViewBuilder content _: () -> Content) {}
}

public struct ViewThatFits<Content: View>: Leaf {
    public init(@ViewBuilder content _: () -> Content) {}
}

public struct Group<Content: View>: Leaf {
    public init(@ViewBuilder content _: () -> Content) {}
}

public struct ScrollView<Content: View>: Leaf {
    public init(@ViewBuilder content _: () -> Content) {}
}

public struct List<Content: View>: Leaf {
    public init(@ViewBuilder content _: () -> Content) {}
    public init<Data: RandomAccessCollection, Row: View>(
        _: Data, @ViewBuilder rowContent _: @escaping (Data.Element) -> Row
    ) where Data.Element: Identifiable, Content == ForEach<Data, Data.Element.ID, Row> {}
}

public struct Form<Content: View>: Leaf {
    public init(@ViewBuilder content _: () -> Content) {}
}

public struct Section<Head: View, Content: View, Foot: View>: Leaf {
    public init(
        @ViewBuilder content _: () -> Content, @ViewBuilder header _: () -> Head,
        @ViewBuilder footer _: () -> Foot
    ) {}
}

extension Section where Foot == EmptyView {
    public init(@ViewBuilder content _: () -> Content, @ViewBuilder header _: () -> Head) {}
}

extension Section where Head == EmptyView {
    public init(@ViewBuilder content _: () -> Content, @ViewBuilder footer _: () -> Foot) {}
}

extension Section where Head == EmptyView, Foot == EmptyView {
    public init(@ViewBuilder content _: () -> Content) {}
}

extension Section where Head == Text, Foot == EmptyView {
    public init(_: some StringProtocol, @ViewBuilder content _: () -> Content) {}
}

public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content: View>: Leaf {
    public init(
        _: Data, id _: KeyPath<Data.Element, ID>, @ViewBuilder content _: @escaping (Data.Element) -> Content
    ) {}
}

extension ForEach where Data.Element: Identifiable, ID == Data.Element.ID {
    public init(_: Data, @ViewBuilder content _: @escaping (Data.Element) -> Content) {}
}

public struct LabeledContent<Name: View, Content: View>: Leaf {
    public init(@ViewBuilder content _: () -> Content, @ViewBuilder label _: () -> Name) {}
}

extension LabeledContent where Name == Text {
    public init(_: some StringProtocol, @ViewBuilder content _: () -> Content) {}
}

extension LabeledContent where Name == Text, Content == Text {
    public init(_: some StringProtocol, value _: some StringProtocol) {}
}

public struct DisclosureGroup<Name: View, Content: View>: Leaf {
    public init(@ViewBuilder content _: @escaping () -> Content, @ViewBuilder label _: () -> Name) {}
}

extension DisclosureGroup where Name == Text {
    public init(_: some StringProtocol, @ViewBuilder content _: @escaping () -> Content) {}
    public init(
        _: some StringProtocol, isExpanded _: Binding<Bool>, @ViewBuilder content _: @escaping () -> Content
    ) {}
}

public struct ContentUnavailableView<Name: View, Description: View, Actions: View>: Leaf {
    public init(
        @ViewBuilder label _: () -> Name, @ViewBuilder description _: () -> Description = { EmptyView() },
        @ViewBuilder actions _: () -> Actions = { EmptyView() }
    ) {}
}

public struct Spacer: Leaf {
    public init(minLength _: CGFloat? = nil) {}
}

public struct Divider: Leaf {
    public init() {}
}

public struct NavigationPath {
    public init() {}
    public var isEmpty: Bool { true }
    public mutating func append(_: some Hashable) {}
    public mutating func removeLast(_: Int = 1) {}
}

public struct NavigationStack<Root: View>: Leaf {
    public init(@ViewBuilder root _: () -> Root) {}
    public init(path _: Binding<NavigationPath>, @ViewBuilder root _: () -> Root) {}
    public init<Step: Hashable>(path _: Binding<[Step]>, @ViewBuilder root _: () -> Root) {}
}

public struct NavigationLink<Name: View>: Leaf {
    public init(value _: (some Hashable)?, @ViewBuilder label _: () -> Name) {}
    public init(@ViewBuilder destination _: () -> some View, @ViewBuilder label _: () -> Name) {}
}

extension NavigationLink where Name == Text {
    public init(_: some StringProtocol, value _: (some Hashable)?) {}
    public init(_: some StringProtocol, @ViewBuilder destination _: () -> some View) {}
}

public struct TabView<Choice: Hashable, Content: View>: Leaf {
    public init(selection _: Binding<Choice>?, @ViewBuilder content _: () -> Content) {}
}

extension TabView where Choice == Int {
    public init(@ViewBuilder content _: () -> Content) {}
}

@MainActor
public protocol Scene {}

public struct WindowGroup<Content: View>: Scene {
    public init(@ViewBuilder content _: @escaping () -> Content) {}
}
