import Foundation
import Testing

/// The database file of a phone, read beside the app through the system's own SQLite.
final class Database {
    private typealias Open = @convention(c) (
        UnsafePointer<CChar>, UnsafeMutablePointer<OpaquePointer?>, Int32, UnsafePointer<CChar>?
    ) -> Int32
    private typealias Prepare = @convention(c) (
        OpaquePointer?, UnsafePointer<CChar>, Int32, UnsafeMutablePointer<OpaquePointer?>,
        UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) -> Int32
    private typealias Step = @convention(c) (OpaquePointer?) -> Int32
    private typealias Column = @convention(c) (OpaquePointer?, Int32) -> Int64

    private let library: UnsafeMutableRawPointer
    private var database: OpaquePointer?

    init(folder: String) throws {
        library = try #require(dlopen("libsqlite3.so.0", RTLD_NOW), "there is no SQLite here")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        let file = try #require(files.first { $0.hasSuffix(".db") || $0.hasSuffix(".sqlite") }, "\(files)")
        let open = try function("sqlite3_open_v2", as: Open.self)
        let readOnly: Int32 = 1
        try #require(open("\(folder)/\(file)", &database, readOnly, nil) == 0)
    }

    /// Counts the rows of a table.
    func count(_ table: String) throws -> Int64 {
        var statement: OpaquePointer?
        let prepare = try function("sqlite3_prepare_v2", as: Prepare.self)
        try #require(prepare(database, "SELECT count(*) FROM \(table)", -1, &statement, nil) == 0, "\(table)")
        let step = try function("sqlite3_step", as: Step.self)
        let row: Int32 = 100
        try #require(step(statement) == row)
        let column = try function("sqlite3_column_int64", as: Column.self)
        let count = column(statement, 0)
        _ = try function("sqlite3_finalize", as: Step.self)(statement)
        return count
    }

    private func function<Function>(_ name: String, as _: Function.Type) throws -> Function {
        unsafeBitCast(try #require(dlsym(library, name)), to: Function.self)
    }

    deinit {
        if let close = dlsym(library, "sqlite3_close") {
            _ = unsafeBitCast(close, to: Step.self)(database)
        }
    }
}
