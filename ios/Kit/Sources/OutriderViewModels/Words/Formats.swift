import Foundation
import OutriderModel
import OutriderWords

/// Writes what the core counts in millimetres, minutes and microseconds as people read it.
public struct Formats: Sendable {
    private let words: Words
    private let locale: Locale
    private let calendar: Calendar
    private let now: @MainActor () -> Int64

    @MainActor
    init(words: Words, locale: DeviceLocale, now: @escaping @MainActor () -> Int64) {
        self.words = words
        // A language that was chosen in the app keeps the device's own region where they fit.
        let chosen = words.language.code
        let fits = locale.language.lowercased().hasPrefix(chosen.lowercased())
        self.locale = Locale(identifier: fits ? locale.language : chosen)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: locale.zone) ?? .gmt
        calendar.locale = self.locale
        self.calendar = calendar
        self.now = now
    }

    /// A minute of the day.
    public func minute(_ minute: UInt16) -> String {
        let day = DateComponents(
            year: 2001, month: 1, day: 1, hour: Int(minute) / 60 % 24, minute: Int(minute) % 60)
        return calendar.date(from: day).map(clock) ?? ""
    }

    /// A part of a day.
    public func window(_ window: Window) -> String {
        words.format.range(from: minute(window.from), to: minute(window.to))
    }

    /// The time of a moment, without its day.
    public func time(_ micros: Int64) -> String {
        clock(date(micros))
    }

    /// A moment: its time where it is of today, else its day too.
    @MainActor
    public func moment(_ micros: Int64) -> String {
        let at = date(micros)
        if calendar.isDate(at, inSameDayAs: date(now())) {
            return clock(at)
        }
        return words.format.dayTime(day: dayName(at, now: date(now())), time: clock(at))
    }

    /// A civil day, such as `2026-11-23`.
    @MainActor
    public func day(_ civil: String) -> String {
        guard let at = date(civil: civil) else { return civil }
        return dayName(at, now: date(now()))
    }

    /// Today, as a civil day.
    @MainActor
    public var today: String {
        civil(date(now()))
    }

    /// A civil day so many days later.
    public func day(_ civil: String, later days: Int) -> String {
        guard let at = date(civil: civil), let later = calendar.date(byAdding: .day, value: days, to: at)
        else { return civil }
        return self.civil(later)
    }

    /// The civil day of a moment that a picker gave.
    public func civil(_ date: Foundation.Date) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        return [(parts.year, 4), (parts.month, 2), (parts.day, 2)].map { number, digits in
            let text = String(number ?? 0)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }.joined(separator: "-")
    }

    /// The beginning of a civil day, for a picker.
    public func date(civil: String) -> Foundation.Date? {
        let numbers = civil.split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 3 else { return nil }
        return calendar.date(from: DateComponents(year: numbers[0], month: numbers[1], day: numbers[2]))
    }

    /// The minute of the day of a moment that a picker gave.
    public func minute(of date: Foundation.Date) -> UInt16 {
        let parts = calendar.dateComponents([.hour, .minute], from: date)
        return UInt16(clamping: (parts.hour ?? 0) * 60 + (parts.minute ?? 0))
    }

    /// A moment for a picker.
    public func date(_ micros: Int64) -> Foundation.Date {
        Foundation.Date(timeIntervalSince1970: Double(micros) / 1_000_000)
    }

    /// A moment that a picker gave, in microseconds.
    public func micros(_ date: Foundation.Date) -> Int64 {
        Int64((date.timeIntervalSince1970 * 1_000_000).rounded())
    }

    /// A length in millimetres.
    public func length(_ millimetres: Int64) -> String {
        let metres = Double(millimetres) / 1_000
        if metres < 1_000 {
            return words.format.m(m: number((metres / 10).rounded() * 10, digits: 0))
        }
        let digits = metres < 10_000 ? 1 : 0
        return words.format.km(km: number(metres / 1_000, digits: digits))
    }

    /// A time span in microseconds.
    public func span(_ micros: Int64) -> String {
        let minutes = max(0, micros) / 60_000_000
        if minutes < 60 {
            return words.format.minutes(minutes: number(minutes))
        }
        return words.format.hours(hours: number(minutes / 60), minutes: number(minutes % 60))
    }

    /// A whole number.
    public func number(_ number: Int64) -> String {
        number.formatted(.number.locale(locale))
    }

    private func number(_ number: Double, digits: Int) -> String {
        number.formatted(.number.precision(.fractionLength(digits)).locale(locale))
    }

    private func clock(_ date: Foundation.Date) -> String {
        style(.init(date: .omitted, time: .shortened), date)
    }

    private func dayName(_ date: Foundation.Date, now: Foundation.Date) -> String {
        let days =
            calendar.dateComponents(
                [.day], from: calendar.startOfDay(for: now), to: calendar.startOfDay(for: date)
            ).day ?? 0
        switch days {
        case 0: return words.format.today
        case 1: return words.format.tomorrow
        case -1: return words.format.yesterday
        default:
            let plain = Foundation.Date.FormatStyle().weekday(.wide).day().month(.abbreviated)
            return style(abs(days) < 180 ? plain : plain.year(), date)
        }
    }

    private func style(_ style: Foundation.Date.FormatStyle, _ date: Foundation.Date) -> String {
        var style = style
        style.locale = locale
        style.timeZone = calendar.timeZone
        style.calendar = calendar
        return date.formatted(style)
    }
}

extension Words {
    /// Bytes, as people count them.
    func size(_ bytes: Int64) -> String {
        let locale = Locale(identifier: language.code)
        if bytes < 1_000_000 {
            return format.kilobytes(kb: max(1, (bytes + 500) / 1_000).formatted(.number.locale(locale)))
        }
        let megabytes = Double(bytes) / 1_000_000
        return format.megabytes(
            mb: megabytes.formatted(.number.precision(.fractionLength(0...1)).locale(locale)))
    }
}
