@_exported import Foundation
import Observation

@propertyWrapper
public struct State<Value> {
    public var wrappedValue: Value {
        get { kept }
        nonmutating set {}
    }
    public var projectedValue: Binding<Value> { .constant(kept) }
    private let kept: Value
    public init(wrappedValue: Value) { kept = wrappedValue }
    public init(initialValue: Value) { kept = initialValue }
}

extension State where Value: ExpressibleByNilLiteral {
    public init() { self.init(wrappedValue: nil) }
}

@propertyWrapper @dynamicMemberLookup
public struct Binding<Value> {
    public var wrappedValue: Value {
        get { read() }
        nonmutating set {}
    }
    public var projectedValue: Binding<Value> { self }
    private let read: () -> Value
    public init(get: @escaping () -> Value, set: @escaping (Value) -> Void) { read = get }
    public static func constant(_ value: Value) -> Binding<Value> { Binding(get: { value }, set: { _ in }) }
    public subscript<Part>(dynamicMember path: WritableKeyPath<Value, Part>) -> Binding<Part> {
        .constant(wrappedValue[keyPath: path])
    }
}

@propertyWrapper @dynamicMemberLookup
public struct Bindable<Value: AnyObject> {
    public var wrappedValue: Value
    public var projectedValue: Bindable<Value> { self }
    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }
    public init(_ value: Value) { wrappedValue = value }
    public subscript<Part>(dynamicMember path: ReferenceWritableKeyPath<Value, Part>) -> Binding<Part> {
        .constant(wrappedValue[keyPath: path])
    }
}

@propertyWrapper
public struct FocusState<Value: Hashable> {
    public var wrappedValue: Value {
        get { kept }
        nonmutating set {}
    }
    public var projectedValue: Binding<Value> { .constant(kept) }
    private let kept: Value
    public init() where Value == Bool { kept = false }
    public init<Part: Hashable>() where Value == Part? { kept = nil }
}

@propertyWrapper
public struct Environment<Value> {
    public var wrappedValue: Value { read() }
    private let read: () -> Value
    public init(_ path: KeyPath<EnvironmentValues, Value>) { read = { EnvironmentValues()[keyPath: path] } }
    public init(_: Value.Type) where Value: AnyObject & Observable {
        read = { fatalError("nothing is drawn here") }
    }
}

public struct EnvironmentValues {
    public var dismiss: DismissAction { DismissAction() }
    public var openURL: OpenURLAction { OpenURLAction() }
    public var scenePhase: ScenePhase { .active }
    public var locale = Locale(identifier: "en")
    public var layoutDirection: LayoutDirection = .leftToRight
    public var dynamicTypeSize: DynamicTypeSize { .large }
    public var colorScheme: ColorScheme { .light }
    public var accessibilityReduceMotion: Bool { false }
}

@MainActor public struct DismissAction: Sendable {
    nonisolated init() {}
    public func callAsFunction() {}
}

@MainActor public struct OpenURLAction: Sendable {
    nonisolated init() {}
    public func callAsFunction(_: URL) {}
}

public enum ScenePhase: Comparable, Sendable { case background, inactive, active }
public enum LayoutDirection: Hashable, Sendable { case leftToRight, rightToLeft }
public enum ColorScheme: Hashable, Sendable { case light, dark }
public enum DynamicTypeSize: Hashable, Comparable, Sendable {
    case xSmall, small, medium, large, xLarge, xxLarge, xxxLarge
    case accessibility1, accessibility2, accessibility3, accessibility4, accessibility5
    public var isAccessibilitySize: Bool { self >= .accessibility1 }
}
