import Evaluation
import Positioning
import Testing

struct SiteMeasurementsTests {
    private let anchors = Array("anchor,x_m,y_m,z_m\nwest,0,1,2.8\neast,8,1,\n".utf8)

    @Test func `anchors are sensors, and hang at the usual height unless they say another`() throws {
        let site = try SiteMeasurements(anchors: anchors)
        #expect(site.sensors.map(\.name) == ["west", "east"])
        #expect(site.sensors.map(\.position) == [Point(x: 0, y: 1), Point(x: 8, y: 1)])
        #expect(site.sensors.map(\.height) == [2.8, 2.5])
    }

    @Test func `a stop is the mean of a point, or one of its samples, in the order of the table`() throws {
        let site = try SiteMeasurements(anchors: anchors)
        let rows = "p,2,4,1,west,-50\np,2,4,1,east,-60\nq,5,5,1,east,-41\np,3,4,2,west,-53"
        let levels = Array("point,x_m,y_m,sample,anchor,rssi_dbm\n\(rows)\n".utf8)
        let points = try site.stops(levels)
        #expect(points.map(\.place.point) == [Point(x: 7.0 / 3, y: 4), Point(x: 5, y: 5)])
        #expect(points[0].readings == [.heard(level: -51.5, frames: 2), .heard(level: -60, frames: 1)])
        #expect(points[1].readings == [.absent, .heard(level: -41, frames: 1)])
        let samples = try site.stops(levels, per: .sample)
        #expect(
            samples.map(\.readings.first) == [.heard(level: -50, frames: 1), .absent, .heard(level: -53, frames: 1)])
    }

    @Test func `a mistake in a table is told with its line`() throws {
        func problem(_ body: () throws -> Void) -> String? {
            do { try body() } catch { return "\(error)" }
            return nil
        }
        let twice = problem { _ = try SiteMeasurements(anchors: Array("anchor,x_m,y_m\na,1,1\na,2,2".utf8)) }
        #expect(twice == "line 3: anchor a stands in the table already")
        let none = problem { _ = try SiteMeasurements(anchors: Array("anchor,x_m,y_m\n".utf8)) }
        #expect(none == "line 2: no anchor (a row for each is needed)")
        let site = try SiteMeasurements(anchors: anchors)
        let header = "point,x_m,y_m,sample,anchor,rssi_dbm\n"
        let unknown = problem { _ = try site.stops(Array("\(header)1,2,3,1,north,-50".utf8)) }
        #expect(unknown == "line 2: no anchor is called north")
        let loud = problem { _ = try site.stops(Array("\(header)1,2,3,1,west,-50\n1,2,3,1,west,500".utf8)) }
        #expect(loud == "line 3: rssi_dbm is 500, no number from -150.0 to 50.0")
    }

    @Test func `zones fill the area column by column, and those at its edge hold what was surveyed at the wall`() throws
    {
        let site = try SiteMeasurements(anchors: anchors)
        let area = try #require(SiteArea("0,0,9,6"))
        let plan = site.plan(area, try #require(ZoneRaster("3x2")), calibration: [])
        #expect(plan.problems.isEmpty)
        #expect(plan.zones.count == 6)
        for (point, zone) in [((0.0, 0.0), 0), ((1.5, 3.0), 1), ((4.5, 1.5), 2), ((9.0, 6.0), 5), ((9.5, -0.5), 4)] {
            let place = Point(x: point.0, y: point.1)
            #expect(plan.zones.indices.filter { plan.zones[$0].outline.contains(place) } == [zone])
        }
    }

    @Test func `without an area it is the box around sensors and calibration, a metre wide at least`() throws {
        let site = try SiteMeasurements(anchors: anchors)
        let flat = site.plan(nil, .usual, calibration: []).floors[0].outline.bounds
        #expect(flat.low == Point(x: 0, y: 0.5) && flat.high == Point(x: 8, y: 1.5))
        let stop = Stop(point: Point(x: -2, y: 7), readings: [.absent, .absent])
        let wide = site.plan(nil, .usual, calibration: [stop]).floors[0].outline.bounds
        #expect(wide.low == Point(x: -2, y: 1) && wide.high == Point(x: 8, y: 7))
    }

    @Test func `areas and rasters that are none are refused`() {
        for text in ["", "1,2,3", "0,0,0,5", "0,0,nan,5", "5,0,1,5", "0,0,1,2,3"] { #expect(SiteArea(text) == nil) }
        for text in ["", "3", "0x3", "3x-1", "65x1", "3x3x3", "axb"] { #expect(ZoneRaster(text) == nil) }
    }
}
