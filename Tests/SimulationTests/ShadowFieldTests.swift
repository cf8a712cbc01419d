import Testing

@testable import Simulation

struct ShadowFieldTests {
    @Test func `a place has the same shadow each time, another receiver another one`() {
        let field = ShadowField(seed: 3)
        let place = Point(x: 3.3, y: -7.1)
        #expect(field.value(at: place) == field.value(at: place))
        #expect(field.value(at: place) != ShadowField(seed: 4).value(at: place))
    }

    @Test func `shadows have deviation one, are alike nearby and unrelated far away`() {
        var squares = 0.0
        var near = 0.0
        var far = 0.0
        for seed in 0..<4000 {
            let field = ShadowField(seed: UInt64(seed))
            let here = field.value(at: Point(x: 1, y: 2))
            squares += here * here
            near += here * field.value(at: Point(x: 1.5, y: 2))
            far += here * field.value(at: Point(x: 30, y: 2))
        }
        #expect(abs(squares / 4000 - 1) < 0.12)
        #expect(near / 4000 > 0.8)
        #expect(abs(far / 4000) < 0.08)
    }
}
