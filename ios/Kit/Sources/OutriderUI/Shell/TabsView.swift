#if canImport(SwiftUI)
import OutriderModel
import OutriderViewModels
import OutriderWords
import SwiftUI

/// The app: the bar at the bottom, a stack for each of its screens, and what lies over them.
struct TabsView: View {
    @Environment(PhoneStore.self) private var store
    @Environment(SyncModel.self) private var sync
    @Environment(Router.self) private var router
    let brought: Brought

    var body: some View {
        @Bindable var bound = router
        TabView(selection: Binding(get: { router.tab }, set: { router.choose($0) })) {
            stack(.today, store.words.tab.today, "sun.max") {
                Kept {
                    TodayModel(store: store)
                } content: {
                    TodayScreen(model: $0)
                }
            }
            stack(.customers, store.words.tab.customers, "person.2") {
                Kept {
                    CustomersModel(store: store)
                } content: {
                    CustomersScreen(model: $0)
                }
            }
            stack(.work, store.words.tab.work, "clock") {
                Kept {
                    WorkModel(store: store)
                } content: {
                    WorkScreen(model: $0)
                }
            }
            stack(.sync, store.words.tab.sync, "arrow.triangle.2.circlepath") {
                SyncScreen(model: sync)
            }
            .badge(sync.badge)
            stack(.more, store.words.tab.more, "ellipsis") {
                Kept {
                    SettingsModel(store: store)
                } content: {
                    SettingsScreen(model: $0)
                }
            }
        }
        .sheet(item: $bound.sheet) { SheetView(sheet: $0) }
    }

    private func stack<Root: View>(
        _ tab: Tab, _ title: String, _ sign: String, @ViewBuilder root: @escaping () -> Root
    ) -> some View {
        NavigationStack(
            path: Binding(get: { router.path(of: tab) }, set: { router.setPath($0, of: tab) })
        ) {
            root().navigationDestination(for: Place.self) { PlaceView(place: $0, brought: brought) }
        }
        .tabItem { Label(title, systemImage: sign) }
        .tag(tab)
    }
}

/// The screen of a place that one went on to.
private struct PlaceView: View {
    @Environment(PhoneStore.self) private var store
    @Environment(SyncModel.self) private var sync
    let place: Place
    let brought: Brought

    var body: some View {
        switch place {
        case .day(let day):
            Kept {
                DayModel(store: store, day: day)
            } content: {
                DayScreen(model: $0)
            }
        case .task(let task):
            Kept {
                TaskModel(store: store, task: task)
            } content: {
                TaskScreen(model: $0)
            }
        case .note(let note, let customer, let task):
            Kept {
                NoteModel(store: store, note: note, customer: customer, task: task)
            } content: {
                NoteScreen(model: $0)
            }
        case .customer(let customer):
            Kept {
                CustomerModel(store: store, customer: customer)
            } content: {
                CustomerScreen(model: $0)
            }
        case .customerMap:
            Kept {
                CustomerMapModel(store: store, outlines: brought.outlines)
            } content: {
                CustomerMapScreen(model: $0)
            }
        case .search:
            Kept {
                SearchModel(store: store)
            } content: {
                SearchScreen(model: $0)
            }
        case .work:
            Kept {
                WorkModel(store: store)
            } content: {
                WorkScreen(model: $0)
            }
        case .sync: SyncScreen(model: sync)
        case .myData:
            Kept {
                MyDataModel(store: store)
            } content: {
                MyDataScreen(model: $0)
            }
        case .move:
            Kept {
                MoveModel(store: store)
            } content: {
                MoveScreen(model: $0)
            }
        case .diagnostics:
            Kept {
                DiagnosticsModel(store: store)
            } content: {
                DiagnosticsScreen(model: $0)
            }
        case .licences:
            Kept {
                LicencesModel(list: brought.licences)
            } content: {
                LicencesScreen(model: $0)
            }
        case .about:
            Kept {
                AboutModel()
            } content: {
                AboutView(model: $0)
            }
        }
    }
}

/// What lies over the app until it is done with.
private struct SheetView: View {
    @Environment(PhoneStore.self) private var store
    let sheet: Sheet

    var body: some View {
        NavigationStack {
            switch sheet {
            case .newTask(let customer):
                Kept {
                    NewTaskModel(store: store, customer: customer)
                } content: {
                    NewTaskScreen(model: $0)
                }
            case .checkIn(let task, let customer):
                Kept {
                    CheckInModel(store: store, task: task, customer: customer)
                } content: {
                    CheckInScreen(model: $0)
                }
            case .editCustomer(let customer):
                Kept {
                    EditCustomerModel(store: store, customer: customer)
                } content: {
                    EditCustomerScreen(model: $0)
                }
            case .help(let topic): HelpScreen(topic: topic)
            }
        }
    }
}

/// The button that puts a sheet away.
struct CloseItem: View {
    @Environment(PhoneStore.self) private var store

    var body: some View {
        Button(store.words.action.close) { store.router.sheet = nil }
    }
}
#endif
