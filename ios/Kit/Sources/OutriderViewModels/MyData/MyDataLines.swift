import OutriderCore
import OutriderModel
import OutriderWords

extension Lines {
    func consent(_ line: ConsentLine) -> MyDataModel.ConsentRow {
        let texts = words.myData.consent
        let time = line.since.map { formats.moment($0) }
        let said = time.map { line.given ? texts.given(time: $0) : texts.withdrawn(time: $0) } ?? texts.never
        return MyDataModel.ConsentRow(
            purpose: line.purpose, title: question(line.purpose)?.title ?? texts.other, detail: said,
            isGiven: line.given)
    }

    /// The words of a purpose; none for one that came after this version.
    func question(_ purpose: Purpose) -> ConsentQuestion? {
        let texts = words.myData.consent
        return switch purpose {
        case .onDutyLocation:
            ConsentQuestion(
                purpose: purpose, title: texts.onDutyLocation.title, terms: texts.onDutyLocation.terms,
                version: DictationModel.terms)
        case .dictation:
            ConsentQuestion(
                purpose: purpose, title: texts.dictation.title, terms: texts.dictation.terms,
                version: DictationModel.terms)
        case .unknown: nil
        }
    }

    func mode(_ line: ModeLine, isAgreed: Bool) -> MyDataModel.ModeRow {
        let texts = words.myData.mode
        let (title, text) =
            switch line.mode {
            case .checkIn: (texts.checkIn, texts.checkInText)
            case .balanced: (texts.balanced, texts.balancedText)
            case .precise: (texts.precise, texts.preciseText)
            }
        let cost = joined([
            texts.fixes(count: line.fixesAnHour),
            texts.bytes(size: words.size(Int64(clamping: line.bytesADay))),
            texts.wakeUps(count: line.wakeUpsADay),
        ])
        return MyDataModel.ModeRow(
            mode: line.mode, title: title, text: text, cost: cost, isChosen: line.isChosen,
            needsConsent: line.mode != .checkIn && !isAgreed)
    }

    func hours(_ hours: [WorkingHours]) -> [TextLine] {
        let texts = words.myData.hours
        guard !hours.isEmpty else { return [TextLine(id: "none", title: texts.none)] }
        return Weekday.all.map { day in
            let window = hours.first { $0.weekday == day }?.window
            let name = words.weekday(day)
            let title =
                window.map {
                    texts.line(day: name, from: formats.minute($0.from), to: formats.minute($0.to))
                } ?? texts.off(day: name)
            return TextLine(id: day.word, title: title)
        }
    }

    func way(_ line: WayLine) -> TextLine {
        let texts = words.myData.ways
        let begin = line.points.first.map { formats.moment($0.time) } ?? ""
        let end = line.points.last.map { formats.time($0.time) } ?? ""
        let span = line.points.isEmpty ? texts.title : words.format.range(from: begin, to: end)
        let gap = line.gapBefore ? texts.gap : ""
        return TextLine(
            id: line.track, title: span,
            detail: joined([texts.points(count: line.points.count), gap, coarse(line.coarsened)]),
            mark: line.mark)
    }

    func position(_ line: PositionLine) -> TextLine {
        let texts = words.myData.positions
        let when = formats.moment(line.time)
        let what = line.position == nil ? texts.without : place(line)
        return TextLine(
            id: line.checkIn, title: joined([line.customer ?? words.customer.title, when]),
            detail: joined([what, coarse(line.coarsened)]), mark: line.mark)
    }

    func look(_ line: LookLine, number: Int) -> TextLine {
        let texts = words.myData.looks
        let title = texts.line(name: words.name(line.viewer), what: texts.what(line.what.word))
        let times = texts.times(count: line.times)
        return TextLine(
            id: "look \(number)", title: title, detail: joined([formats.moment(line.last), times]))
    }

    private func place(_ line: PositionLine) -> String {
        guard let position = line.position else { return "" }
        return "\(degrees(position.lat)), \(degrees(position.lon))"
    }

    /// As maps take them: with a point, whatever the language, to about a metre.
    private func degrees(_ units: Int32) -> String {
        let whole = abs(Int64(units)) / 10_000_000
        let rest = String(abs(Int64(units)) % 10_000_000 / 100 + 100_000).dropFirst()
        return "\(units < 0 ? "-" : "")\(whole).\(rest)"
    }

    private func coarse(_ coarsened: Coarseness?) -> String {
        switch coarsened {
        case .kilometre: words.myData.ways.kilometre
        case .nothing: words.myData.ways.nothing
        case .unknown(let word): word
        case nil: ""
        }
    }
}
