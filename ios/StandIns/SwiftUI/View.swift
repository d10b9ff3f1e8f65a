/// What is drawn.
@MainActor @preconcurrency
public protocol View {
    associatedtype Body: View
    @ViewBuilder @MainActor @preconcurrency var body: Body { get }
}

extension Never: View {
    public var body: Never { fatalError("nothing is drawn here") }
}

/// A view that is made of nothing else.
@MainActor @preconcurrency
public protocol Leaf: View where Body == Never {}

extension Leaf {
    public var body: Never { fatalError("nothing is drawn here") }
}

public struct EmptyView: Leaf {
    public nonisolated init() {}
}

public struct AnyView: Leaf {
    public nonisolated init(_: some View) {}
}

public struct TupleView<Parts>: Leaf {
    nonisolated init(_: Parts) {}
}

public enum ConditionalView<First: View, Second: View>: Leaf {
    case first(First)
    case second(Second)
}

extension Optional: View where Wrapped: View {
    public var body: Never { fatalError("nothing is drawn here") }
}

extension Optional: Leaf where Wrapped: View {}

@resultBuilder
public enum ViewBuilder {
    public static func buildExpression<Part: View>(_ part: Part) -> Part { part }
    public static func buildBlock() -> EmptyView { EmptyView() }
    public static func buildBlock<Part: View>(_ part: Part) -> Part { part }
    public static func buildBlock<each Part: View>(_ part: repeat each Part) -> TupleView<(repeat each Part)>
    {
        TupleView((repeat each part))
    }
    public static func buildIf<Part: View>(_ part: Part?) -> Part? { part }
    public static func buildEither<First: View, Second: View>(
        first: First
    ) -> ConditionalView<First, Second> { .first(first) }
    public static func buildEither<First: View, Second: View>(
        second: Second
    ) -> ConditionalView<First, Second> { .second(second) }
    public static func buildLimitedAvailability(_ part: some View) -> AnyView { AnyView(part) }
}

@MainActor @preconcurrency
public protocol ViewModifier {
    associatedtype Body: View
    typealias Content = AnyView
    @ViewBuilder @MainActor @preconcurrency func body(content: Content) -> Body
}

extension View {
    public func modifier(_: some ViewModifier) -> some View { self }
}
