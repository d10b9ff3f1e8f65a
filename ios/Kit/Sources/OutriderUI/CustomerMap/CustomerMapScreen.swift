#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// The customers on a map that is drawn on the phone, so that it needs no connection and nobody learns
/// where somebody looks. The list below it says the same to whoever does not see it.
struct CustomerMapScreen: View {
    @Environment(PhoneStore.self) private var store
    let model: CustomerMapModel

    var body: some View {
        let texts = store.words.customers.atlas
        List {
            if let failure = model.failure {
                FailureRow(failure: failure)
            }
            Section {
                Chart(model: model)
                HStack {
                    Button {
                        model.zoom(by: 2)
                    } label: {
                        Image(systemName: "plus.magnifyingglass")
                    }
                    .accessibilityLabel(texts.zoomIn)
                    Button {
                        model.zoom(by: 0.5)
                    } label: {
                        Image(systemName: "minus.magnifyingglass")
                    }
                    .accessibilityLabel(texts.zoomOut)
                    Spacer()
                    Button(texts.toMe, systemImage: "location") {
                        Task { await model.goToMe() }
                    }
                }
                .buttonStyle(.borderless)
                if let chosen = model.chosen {
                    Button(chosen.spoken, systemImage: "chevron.forward") { model.open(chosen) }
                }
            } footer: {
                VStack(alignment: .leading, spacing: 4) {
                    Text(model.hasMore ? texts.more : texts.offline)
                    Text(model.credit)
                }
            }
            Section {
                ForEach(model.places) { dot in
                    Button {
                        model.open(dot)
                    } label: {
                        LabeledContent(dot.name, value: dot.tasks)
                    }
                }
                if let empty = model.empty {
                    Text(empty).foregroundStyle(.secondary)
                }
            } header: {
                Heading(store.words.customers.list)
            }
        }
        .screen(store.words.customers.map, help: .customers)
    }
}

/// The drawing: a dot for each customer, a ring for the person.
private struct Chart: View {
    @Environment(PhoneStore.self) private var store
    let model: CustomerMapModel

    var body: some View {
        GeometryReader { space in
            Canvas { context, size in
                for coast in model.coasts {
                    context.stroke(line(coast, in: size), with: .color(.secondary), lineWidth: 1.5)
                }
                for border in model.borders {
                    context.stroke(line(border, in: size), with: .color(.secondary.opacity(0.5)))
                }
                for dot in model.places {
                    let side: CGFloat = dot.isPressing ? 14 : 9
                    let mark = circle(dot.spot, side: side, in: size)
                    context.fill(mark, with: .color(dot.isMine ? .accentColor : .secondary))
                    if dot.isPressing {
                        context.stroke(mark, with: .color(.primary), lineWidth: 2)
                    }
                }
                if let here = model.here {
                    let ring = circle(here, side: 18, in: size)
                    context.stroke(ring, with: .color(.blue), lineWidth: 3)
                }
            }
            .contentShape(Rectangle())
            .gesture(
                DragGesture().onEnded { drag in
                    model.pan(
                        x: drag.translation.width / space.size.width,
                        y: drag.translation.height / space.size.height)
                }
            )
            .onTapGesture { place in
                model.choose(Spot(x: place.x / space.size.width, y: place.y / space.size.height))
            }
        }
        .clipped()
        .aspectRatio(model.frame?.aspect ?? 1, contentMode: .fit)
        // West is left in every language.
        .environment(\.layoutDirection, .leftToRight)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(store.words.label.map)
    }

    private func line(_ spots: [Spot], in size: CGSize) -> Path {
        Path { path in
            path.addLines(spots.map { CGPoint(x: $0.x * size.width, y: $0.y * size.height) })
        }
    }

    private func circle(_ spot: Spot, side: CGFloat, in size: CGSize) -> Path {
        Path(
            ellipseIn: CGRect(
                x: spot.x * size.width - side / 2, y: spot.y * size.height - side / 2, width: side,
                height: side))
    }
}
#endif
