import OutriderCore
import OutriderModel
import OutriderWords

extension Lines {
    func facts(_ view: CustomerView) -> [TextLine] {
        let texts = words.customer
        let known = [
            (texts.phone, view.phone), (texts.email, view.email), (texts.address, view.address),
            (texts.about, view.about),
        ]
        let own = view.custom.map { ($0.name, $0.value) }
        return (known + own).filter { !$0.1.isEmpty }.map { name, value in
            TextLine(id: name, title: name, detail: value)
        }
    }

    func openTask(_ task: OpenTask) -> TextLine {
        let day = task.planDay.map(formats.day) ?? words.task.detail.noDay
        let who = task.assignee.map { words.name($0) } ?? words.task.detail.nobody
        return TextLine(
            id: task.task, title: task.title, detail: joined([words.status(task.status), day, who]),
            mark: task.mark)
    }

    func happening(_ entry: TimelineEntry, number: Int, customer: CustomerId) -> CustomerModel.Happening {
        let when = formats.moment(entry.at)
        let title: String
        let detail: String
        let place: Place?
        switch entry.event {
        case .note(let note, let by, let outcome, let body, let withdrawn):
            title = words.note.by(name: words.name(by), time: when)
            let said = withdrawn ? words.note.withdrawn : body
            detail = joined([outcome.map(words.outcome) ?? "", said])
            place = .note(note, customer: customer, task: nil)
        case .visit(_, let by, let minutes, let verdict, let withdrawn):
            let lasted =
                minutes.map { words.customer.visit.lasted(count: $0) } ?? words.customer.visit.running
            title = joined([words.customer.visit.by(name: words.name(by)), when])
            let whereabouts = verdict.map { words.whereabouts($0.verdict) } ?? ""
            detail = joined([withdrawn ? words.task.visit.withdrawn : lasted, whereabouts])
            place = nil
        case .task(let task, let name, let status):
            title = words.customer.closed(title: name, status: words.status(status))
            detail = when
            place = .task(task)
        }
        return CustomerModel.Happening(
            id: "\(number) \(entry.at)", title: title, detail: detail, place: place)
    }
}
