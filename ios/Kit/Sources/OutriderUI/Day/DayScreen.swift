#if canImport(SwiftUI)
import OutriderViewModels
import SwiftUI

/// What there is to do on another day.
struct DayScreen: View {
    let model: DayModel

    var body: some View {
        List {
            if let failure = model.failure {
                FailureRow(failure: failure)
            }
            ForEach(model.tasks) { task in
                NavigationLink(value: Place.task(task.id)) { TaskRow(task: task) }
            }
            if let empty = model.empty {
                Text(empty).foregroundStyle(.secondary)
            }
        }
        .screen(model.title, help: .today)
    }
}
#endif
