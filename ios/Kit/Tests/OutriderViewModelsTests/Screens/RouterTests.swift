import OutriderViewModels
import Testing

@MainActor
@Suite("Router")
struct RouterTests {
    @Test("each screen of the bar keeps its own way, and is begun anew by a second tap")
    func ways() {
        let router = Router()
        router.go(.task("a"))
        router.go(.task("a"))
        #expect(router.path == [.task("a")])
        router.choose(.customers)
        #expect(router.path.isEmpty)
        router.go(.customer("b"))
        router.choose(.today)
        #expect(router.path == [.task("a")])
        router.choose(.today)
        #expect(router.path.isEmpty && router.path(of: .customers) == [.customer("b")])
    }

    @Test("back closes what lies over everything first, and stops at the beginning")
    func back() {
        let router = Router()
        router.go(.search)
        router.sheet = .help(.search)
        router.back()
        #expect(router.sheet == nil && router.path == [.search])
        router.back()
        router.back()
        #expect(router.path.isEmpty)
    }

    @Test("a notice leads to its place from wherever one is")
    func follow() {
        let router = Router()
        router.choose(.more)
        router.go(.diagnostics)
        router.follow(.task("a"))
        #expect(router.tab == .today && router.path == [.task("a")])
        router.follow(.sync)
        #expect(router.tab == .sync && router.path.isEmpty)
    }
}
