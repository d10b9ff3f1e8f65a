public enum ControlSize: Sendable { case mini, small, regular, large, extraLarge }
public enum TextAlignment: Sendable { case leading, center, trailing }
public enum Visibility: Sendable { case automatic, visible, hidden }
public enum SubmitLabel: Sendable { case done, go, next, search }
public enum PresentationDetent: Hashable, Sendable { case medium, large }

// How it looks.
extension View {
    public func font(_: Font?) -> some View { self }
    public func fontWeight(_: Font.Weight?) -> some View { self }
    public func monospacedDigit() -> some View { self }
    public func foregroundStyle(_: some ShapeStyle) -> some View { self }
    public func tint(_: Color?) -> some View { self }
    public func background(_: some ShapeStyle) -> some View { self }
    public func background<Back: View>(@ViewBuilder content _: () -> Back) -> some View { self }
    public func overlay<Front: View>(alignment _: Alignment = .center, @ViewBuilder content _: () -> Front)
        -> some View
    { self }
    public func clipShape(_: some Shape) -> some View { self }
    public func contentShape(_: some Shape) -> some View { self }
    public func opacity(_: Double) -> some View { self }
    public func lineLimit(_: Int?) -> some View { self }
    public func lineLimit(_: PartialRangeFrom<Int>) -> some View { self }
    public func multilineTextAlignment(_: TextAlignment) -> some View { self }
    public func imageScale(_: Image.Scale) -> some View { self }
    public func labelStyle(_: some Any) -> some View { self }
    public func buttonStyle(_: some ButtonStyle) -> some View { self }
    public func listStyle(_: some ListStyle) -> some View { self }
    public func pickerStyle(_: some PickerStyle) -> some View { self }
    public func controlSize(_: ControlSize) -> some View { self }
    public func labelsHidden() -> some View { self }
    public func strikethrough(_: Bool = true) -> some View { self }
    public func privacySensitive(_: Bool = true) -> some View { self }
}

// Where it stands.
extension View {
    public func padding(_: Edge.Set = .all, _: CGFloat? = nil) -> some View { self }
    public func padding(_: CGFloat) -> some View { self }
    public func frame(width _: CGFloat? = nil, height _: CGFloat? = nil, alignment _: Alignment = .center)
        -> some View
    {
        self
    }
    public func frame(
        minWidth _: CGFloat? = nil, maxWidth _: CGFloat? = nil, minHeight _: CGFloat? = nil,
        maxHeight _: CGFloat? = nil, alignment _: Alignment = .center
    ) -> some View { self }
    public func fixedSize(horizontal _: Bool = true, vertical _: Bool = true) -> some View { self }
    public func layoutPriority(_: Double) -> some View { self }
    public func safeAreaInset<Inset: View>(
        edge _: VerticalEdge, spacing _: CGFloat? = nil, @ViewBuilder content _: () -> Inset
    ) -> some View { self }
    public func ignoresSafeArea() -> some View { self }
    public func environment<Value>(_: WritableKeyPath<EnvironmentValues, Value>, _: Value) -> some View {
        self
    }
    public func environment(_: (some AnyObject)?) -> some View { self }
}

public enum VerticalEdge: Sendable { case top, bottom }
public enum HorizontalEdge: Sendable { case leading, trailing }

// What it does.
extension View {
    public func disabled(_: Bool) -> some View { self }
    public func onAppear(perform _: (() -> Void)?) -> some View { self }
    public func onDisappear(perform _: (() -> Void)?) -> some View { self }
    public func onTapGesture(perform _: @escaping () -> Void) -> some View { self }
    public func onChange<Value: Equatable>(
        of _: Value, initial _: Bool = false, _: @escaping (Value, Value) -> Void
    ) -> some View { self }
    public func onChange<Value: Equatable>(of _: Value, initial _: Bool = false, _: @escaping () -> Void)
        -> some View
    {
        self
    }
    public func onSubmit(_: @escaping () -> Void) -> some View { self }
    public func submitLabel(_: SubmitLabel) -> some View { self }
    public func task(_: @escaping @MainActor @Sendable () async -> Void) -> some View { self }
    public func task<ID: Equatable>(id _: ID, _: @escaping @MainActor @Sendable () async -> Void) -> some View
    { self }
    public func refreshable(action _: @escaping @MainActor @Sendable () async -> Void) -> some View { self }
    public func searchable(text _: Binding<String>, prompt _: String? = nil) -> some View { self }
    public func focused(_: Binding<Bool>) -> some View { self }
    public func focused<Value: Hashable>(_: Binding<Value>, equals _: Value) -> some View { self }
    public func autocorrectionDisabled(_: Bool = true) -> some View { self }
    public func tag(_: some Hashable) -> some View { self }
    public func id(_: some Hashable) -> some View { self }
    public func swipeActions<Actions: View>(
        edge _: HorizontalEdge = .trailing, allowsFullSwipe _: Bool = true,
        @ViewBuilder content _: () -> Actions
    ) -> some View { self }
    public func contextMenu<Actions: View>(@ViewBuilder menuItems _: () -> Actions) -> some View { self }
    public func sensoryFeedback(_: SensoryFeedback, trigger _: some Equatable) -> some View { self }
}

public enum SensoryFeedback: Sendable { case success, warning, error, selection }

// What it opens.
extension View {
    public func navigationTitle(_: some StringProtocol) -> some View { self }
    public func navigationBarTitleDisplayMode(_: NavigationBarItem.TitleDisplayMode) -> some View { self }
    public func navigationDestination<Value: Hashable, Page: View>(
        for _: Value.Type, @ViewBuilder destination _: @escaping (Value) -> Page
    ) -> some View { self }
    public func navigationDestination<Page: View>(
        isPresented _: Binding<Bool>, @ViewBuilder destination _: () -> Page
    ) -> some View { self }
    public func sheet<Page: View>(
        isPresented _: Binding<Bool>, onDismiss _: (() -> Void)? = nil,
        @ViewBuilder content _: @escaping () -> Page
    ) -> some View { self }
    public func sheet<Item: Identifiable, Page: View>(
        item _: Binding<Item?>, onDismiss _: (() -> Void)? = nil,
        @ViewBuilder content _: @escaping (Item) -> Page
    ) -> some View { self }
    public func fullScreenCover<Page: View>(
        isPresented _: Binding<Bool>, @ViewBuilder content _: @escaping () -> Page
    ) -> some View { self }
    public func alert<Actions: View, Message: View>(
        _: some StringProtocol, isPresented _: Binding<Bool>, @ViewBuilder actions _: () -> Actions,
        @ViewBuilder message _: () -> Message = { EmptyView() }
    ) -> some View { self }
    public func confirmationDialog<Actions: View, Message: View>(
        _: some StringProtocol, isPresented _: Binding<Bool>, titleVisibility _: Visibility = .automatic,
        @ViewBuilder actions _: () -> Actions, @ViewBuilder message _: () -> Message = { EmptyView() }
    ) -> some View { self }
    public func presentationDetents(_: Set<PresentationDetent>) -> some View { self }
    public func interactiveDismissDisabled(_: Bool = true) -> some View { self }
    public func toolbar<Content: View>(@ViewBuilder content _: () -> Content) -> some View { self }
    public func tabItem<Name: View>(@ViewBuilder _: () -> Name) -> some View { self }
    public func badge(_: Int) -> some View { self }
}

public enum NavigationBarItem {
    public enum TitleDisplayMode: Sendable { case automatic, inline, large }
}

/// In SwiftUI this is content of a toolbar and no view.
public struct ToolbarItem<Content: View>: Leaf {
    public init(placement _: ToolbarItemPlacement = .automatic, @ViewBuilder content _: () -> Content) {}
}

public enum ToolbarItemPlacement: Sendable {
    case automatic, principal, topBarLeading, topBarTrailing, bottomBar, confirmationAction,
        cancellationAction
    case primaryAction, secondaryAction, keyboard
}

// How it is told to somebody who does not see it.
public struct AccessibilityTraits: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let isHeader = AccessibilityTraits(rawValue: 1)
    public static let isButton = AccessibilityTraits(rawValue: 2)
    public static let isSelected = AccessibilityTraits(rawValue: 4)
    public static let updatesFrequently = AccessibilityTraits(rawValue: 8)
}

public enum AccessibilityChildBehavior: Sendable { case ignore, contain, combine }

extension View {
    public func accessibilityLabel(_: some StringProtocol) -> some View { self }
    public func accessibilityValue(_: some StringProtocol) -> some View { self }
    public func accessibilityHint(_: some StringProtocol) -> some View { self }
    public func accessibilityIdentifier(_: String) -> some View { self }
    public func accessibilityHidden(_: Bool) -> some View { self }
    public func accessibilityElement(children _: AccessibilityChildBehavior = .ignore) -> some View { self }
    public func accessibilityAddTraits(_: AccessibilityTraits) -> some View { self }
    public func accessibilitySortPriority(_: Double) -> some View { self }
    public func accessibilityAction(named _: some StringProtocol, _: @escaping () -> Void) -> some View {
        self
    }
}
