import Foundation
import OutriderBindings
import OutriderTestDevice
import OutriderViewModels
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A company on a real server: the process that `OUTRIDER_BIN` names, on a folder of its own.
@MainActor
final class Company {
    /// One that all stories share which leave the server alone; each makes people of its own.
    static var shared: Company { get throws { try everybodys.get() } }
    private static let everybodys = Result { try Company() }
    private static let password = "correct horse battery staple"

    private(set) var address: String
    private let binary: String
    private let folder: String
    private var server: Process?
    private var session: Task<String, any Error>?
    private var number = 0

    init() throws {
        binary = try #require(
            ProcessInfo.processInfo.environment["OUTRIDER_BIN"], "OUTRIDER_BIN names no server")
        folder = temporaryFolder()
        (server, address) = (nil, "")
        try run(["admin", "create-org", "halm", "--name", "Halm", "--zone", "Europe/Berlin"])
        try run(["admin", "create-team", "North"])
        try run([
            "admin", "create-person", "Ada Lund", "--role", "manager", "--team", "North", "--login", "ada",
        ])
        try run(["admin", "set-password", "ada"], says: Self.password + "\n")
        (server, address) = try serve(at: "127.0.0.1:0")
    }

    /// Adds a rep of the team.
    func rep(_ name: String) throws -> String {
        number += 1
        let login = "rep\(number)"
        try run(["admin", "create-person", name, "--team", "North", "--login", login])
        return login
    }

    /// A one-time code for a rep's phone.
    func code(_ rep: String) throws -> String {
        let said = try run(["admin", "enrol-code", rep])
        return try #require(said["code"] as? String)
    }

    /// What a manager's screen would draw for a rep's phone.
    func label(_ rep: String) throws -> String {
        "outrider-enrol:1:\(try code(rep)):\(address)"
    }

    /// Brings customers as a manager does: name, code, phone, owner, latitude, longitude.
    func customers(_ rows: [String]) async throws {
        try await bring(
            "customers", head: "name,code,phone,email,address,owner,latitude,longitude", rows: rows)
    }

    /// Brings tasks as a manager does: title, customer's code, assignee, team, day, priority.
    func tasks(_ rows: [String]) async throws {
        try await bring("tasks", head: "title,customer,assignee,team,day,priority", rows: rows)
    }

    /// No server is reached any more.
    func stop() {
        guard let server else { return }
        FileManager.default.createFile(atPath: ending, contents: nil)
        server.waitHere()
        try? FileManager.default.removeItem(atPath: ending)
        self.server = nil
    }

    /// The server is reached again where it was.
    func start() throws {
        let port = try #require(address.split(separator: ":").last)
        (server, _) = try serve(at: "127.0.0.1:\(port)")
    }

    private func bring(_ what: String, head: String, rows: [String]) async throws {
        let text = ([head] + rows).joined(separator: "\n")
        let said = try await post(
            "/v1/imports?what=\(what)&file=\(what).csv", type: "text/csv", body: Data(text.utf8))
        let last = try #require(said.split(separator: "\n").last)
        let summary = try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any]
        let counts = try #require(summary?["summary"] as? [String: Any], "\(said)")
        #expect(counts["wrong"] as? Int == 0, "\(said)")
    }

    private func post(_ path: String, type: String, body: Data) async throws -> String {
        // All stories share one session: whoever signs in too often has to wait.
        let session = session ?? Task { try await signIn() }
        self.session = session
        return try await send(path, type: type, body: body, token: try await session.value)
    }

    private func signIn() async throws -> String {
        let asked = ["organisation": "halm", "login": "ada", "password": Self.password]
        let body = try JSONSerialization.data(withJSONObject: asked)
        let answer = try await send("/v1/sign-in", type: "application/json", body: body)
        let said = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
        return try #require(said?["token"] as? String, "\(answer)")
    }

    private func send(_ path: String, type: String, body: Data, token: String? = nil) async throws -> String {
        var request = URLRequest(url: try #require(URL(string: address + path)))
        request.httpMethod = "POST"
        request.setValue(type, forHTTPHeaderField: "content-type")
        if let token {
            request.setValue("Bearer \(token)", forHTTPHeaderField: "authorization")
        }
        request.httpBody = body
        let (data, _) = try await URLSession.shared.data(for: request)
        return String(decoding: data, as: UTF8.self)
    }

    @discardableResult
    private func run(_ arguments: [String], says: String = "") throws -> [String: Any] {
        let process = Process()
        process.executableURL = URL(filePath: binary)
        process.arguments = arguments + ["--data", folder, "--json"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        input.fileHandleForWriting.write(Data(says.utf8))
        input.fileHandleForWriting.closeFile()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitHere()
        try #require(process.terminationStatus == 0, "outrider \(arguments.joined(separator: " "))")
        return (try? JSONSerialization.jsonObject(with: said) as? [String: Any]) ?? [:]
    }

    /// The file by which the server is told to end: signals do not reach what Foundation starts, which
    /// inherits that they are held back.
    private var ending: String { folder + ".end" }

    /// The server ends when it is told to, and with whoever started it.
    private func serve(at listen: String) throws -> (Process, String) {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        let guarded = """
            "${@:3}" </dev/null & server=$!
            while kill -0 "$1" && [ ! -e "$2" ]; do sleep 0.05; done 2>/dev/null
            kill -9 $server
            """
        process.arguments = [
            "-c", guarded, "guard", String(ProcessInfo.processInfo.processIdentifier), ending, binary,
            "serve", "--data", folder, "--listen", listen,
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var said = ""
        while !said.contains("\n") {
            let more = output.fileHandleForReading.availableData
            try #require(!more.isEmpty, "the server ended")
            said += String(decoding: more, as: UTF8.self)
        }
        let line = try #require(said.split(separator: "\n").first)
        let address = try #require(line.split(separator: " ").last)
        return (process, String(address))
    }
}

/// A folder that nobody else has.
func temporaryFolder() -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "outrider-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.path
}

extension Process {
    /// Waits without letting anything else run here: Foundation's own waiting turns the main thread's loop,
    /// and another test would begin within this one.
    func waitHere() {
        while isRunning {
            usleep(1_000)
        }
    }
}
