import OutriderWords

extension Words {
    /// What the guide says of a screen.
    public func help(_ topic: Topic) -> [HelpSection] {
        switch topic {
        case .enrolment: help.enrolment
        case .today: help.today
        case .task: help.task
        case .checkIn: help.checkIn
        case .note: help.note
        case .customers: help.customers
        case .work: help.work
        case .search: help.search
        case .sync: help.sync
        case .myData: help.myData
        case .settings: help.settings
        }
    }
}
