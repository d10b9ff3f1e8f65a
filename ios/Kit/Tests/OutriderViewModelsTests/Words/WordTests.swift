import OutriderBindings
import OutriderCore
import OutriderModel
import OutriderTestDevice
import OutriderWords
import Testing

@testable import OutriderViewModels

@MainActor
@Suite("Words")
struct WordTests {
    @Test("every error of the core has a title and a remedy of its own in every language")
    func failures() {
        let all: [AppError] = [
            .StorageFull, .StorageFailed, .KeyLost, .UpdateNeeded, .TooLong(bytes: 70_000, allowed: 65_536),
            .Invalid(field: "name"), .Invalid(field: ""), .NotSignedIn, .NotFound, .NothingToUndo, .Offline,
            .CodeSpent, .NotHandedOver, .ServerRefused, .Defect,
        ]
        #expect(Set(all.map(place)) == Set(0..<14))
        for language in Words.languages.map(\.code) + [Words.pseudo.code] {
            let words = Words.of(language)
            let failures = all.map { Failure.of($0, words: words) }
            #expect(failures.allSatisfy { !$0.title.isEmpty && !$0.remedy.isEmpty })
            #expect(failures.allSatisfy { !$0.spoken.contains("error.") && !$0.spoken.contains("{") })
            #expect(Set(failures.map(\.remedy)).count == all.count)
        }
        let tooLong = Failure.of(.TooLong(bytes: 70_000, allowed: 65_536), words: Words.of("en"))
        #expect(tooLong.remedy == "It takes 70 KB, 66 KB fit. Shorten it.")
        let invalid = Failure.of(.Invalid(field: "plan_day"), words: Words.of("en"))
        #expect(invalid.remedy == "Look at “Day” and change it.")
        #expect(Failure.of(.Offline, words: Words.of("en"), isNow: true).help == .again)
    }

    /// A variant that comes later does not compile here until it is in the list above.
    private func place(_ error: AppError) -> Int {
        switch error {
        case .StorageFull: 0
        case .StorageFailed: 1
        case .KeyLost: 2
        case .UpdateNeeded: 3
        case .TooLong: 4
        case .Invalid: 5
        case .NotSignedIn: 6
        case .NotFound: 7
        case .NothingToUndo: 8
        case .Offline: 9
        case .CodeSpent: 10
        case .NotHandedOver: 11
        case .ServerRefused: 12
        case .Defect: 13
        }
    }

    @Test("every tap that can be undone and every refusal has words")
    func taps() {
        let words = Words.of("en")
        let taps: [Op] = [
            .assignOwnTask, .acceptTask, .declineTask, .startTask, .completeTask, .notDoneTask, .reopenTask,
            .claimTask, .checkItem, .rescheduleTask, .arrive, .leave, .withdrawCheckIn, .writeNote, .editNote,
            .withdrawNote, .typeNote, .saveDraft, .discardDraft, .addCustomer, .editCustomer, .tagCustomer,
            .restoreLost, .dismissDiary, .giveConsent, .withdrawConsent, .startWork, .pauseWork, .resumeWork,
            .endWork, .askCorrection, .recordWay, .askWipe, .mend, .discard, .undo,
        ]
        #expect(taps.map(words.done).allSatisfy { !$0.contains("_") && $0.first?.isUppercase == true })
        let codes: [Code] = [
            .notAllowed, .notOpen, .alreadyClaimed, .invalid, .removed, .idReused, .tooLarge, .notCanonical,
            .reserved, .malformed, .inUse,
        ]
        #expect(codes.map(words.refusal).allSatisfy { !$0.contains("_") })
        #expect(codes.allSatisfy { !words.sync.attention.remedy($0.word).contains("_") })
        #expect(words.status(.unknown("paused_by_law")) == "paused_by_law")
    }

    @Test("lengths, spans and days read as people say them, in their language and zone")
    func formats() {
        let now: Int64 = 1_782_914_400_000_000  // 2026-07-01 16:00 in Berlin
        let english = Formats(
            words: Words.of("en"), locale: DeviceLocale(language: "en-GB", zone: "Europe/Berlin"),
            now: { now })
        #expect(english.length(112_400) == "110 m")
        #expect(english.length(1_540_000) == "1.5 km")
        #expect(english.length(25_400_000) == "25 km")
        #expect(english.span(3_900_000_000) == "1 h 5 min")
        #expect(english.span(59_000_000) == "0 min")
        #expect(english.minute(545) == "9:05" || english.minute(545) == "09:05")
        #expect(english.today == "2026-07-01")
        #expect(english.day("2026-07-01") == "Today" && english.day("2026-07-02") == "Tomorrow")
        #expect(english.day("2026-06-30") == "Yesterday")
        #expect(english.day("2026-07-08").contains("Wednesday"))
        #expect(english.day("2026-12-31", later: 1) == "2027-01-01")
        #expect(english.moment(now) == "16:00")
        #expect(english.day("soon") == "soon")
        let arabic = Formats(
            words: Words.of("ar"), locale: DeviceLocale(language: "ar-EG", zone: "Africa/Cairo"), now: { now }
        )
        #expect(arabic.length(112_400).contains("١١٠"))
    }

    @Test("every value of the diary is told without a brace")
    func told() async throws {
        let store = try Held().store
        let lines = Lines(store)
        let place = Position(lat: 1, lon: 2)
        let values: [Told] = [
            .nothing, .text(text: "a"), .day(day: "2026-07-01"), .between(window: Window(from: 540, to: 600)),
            .urgency(priority: .urgent), .standing(status: .done), .ending(outcome: .positive),
            .number(number: 3), .flag(isSet: true), .several(texts: ["a", "b"]), .person(name: "Ben"),
            .person(name: nil), .team(name: "North"), .activity(name: "Visit"),
            .place(name: "Yard", at: place),
            .place(name: "", at: place), .other(text: "x"),
        ]
        #expect(values.map(lines.told).allSatisfy { !$0.isEmpty && !$0.contains("{") })
        #expect(lines.told(.person(name: nil)) == "Somebody")
    }

    @Test("whatever an app shows first speaks Arabic too, and its help names every screen")
    func help() {
        #expect(Words.of("ar-EG").language.isRightToLeft)
        #expect(Words.of("fr").language.code == "en")
        for topic in Topic.allCases {
            #expect(Words.of("en").help(topic).allSatisfy { !$0.paragraphs.isEmpty })
            #expect(!Words.of("en").help(topic).isEmpty)
        }
    }
}
