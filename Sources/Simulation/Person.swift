import Timekeeping

/// Somebody, or something, that carries phones.
struct Person: Sendable {
    enum Role: Sendable { case shopper, passerBy, staff }

    let role: Role
    var route: Route
    var phones: [Phone]
    /// Their own chance, so that what one person does changes nothing for the others.
    var generator: SeededGenerator

    /// A person who comes at `time`.
    init(role: Role, at time: WallTime, scene: ShopScene, generator: SeededGenerator) {
        self.role = role
        self.generator = generator
        let count = self.generator.index(weightedBy: scene.phonesPerPerson)
        let guestShare = role == .passerBy ? 0 : role == .staff ? 0.5 : scene.guestNetworkShare
        phones = []
        for _ in 0..<count {
            let isGuest = self.generator.happens(guestShare)
            phones.append(Phone(guestNetwork: isGuest ? scene.guestNetwork : nil, using: &self.generator))
        }
        switch role {
        case .passerBy:
            let speed = self.generator.uniform(in: 1.0...1.6)
            let goesLeft = self.generator.happens(0.5)
            let origin = Point(
                x: goesLeft ? scene.streetEnd : scene.streetStart, y: self.generator.uniform(in: -6 ... -2))
            route = .passing(from: origin, since: time, metresPerSecond: goesLeft ? -speed : speed)
        case .shopper, .staff: route = .browsing(scene.randomPlaceInside(using: &self.generator), until: time)
        }
    }

    /// How long the person stays in view.
    mutating func stay(in scene: ShopScene) -> Interval? {
        switch role {
        case .staff: return nil
        case .shopper:
            let minutes = generator.logNormal(
                median: scene.medianDwellMinutes, logDeviation: scene.dwellLogarithmDeviation)
            return Interval(fractionOfSeconds: min(minutes * 60, 4 * 3600))
        case .passerBy:
            guard case .passing(_, _, let speed) = route else { return nil }
            return Interval(fractionOfSeconds: (scene.streetEnd - scene.streetStart) / speed.magnitude)
        }
    }

    /// Where the person is at `time`.
    mutating func place(at time: WallTime, in scene: ShopScene) -> Point {
        route.place(at: time, in: scene, using: &generator)
    }
}
