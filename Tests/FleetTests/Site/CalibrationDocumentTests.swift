import Positioning
import Testing

@testable import Fleet

struct CalibrationDocumentTests {
    @Test func `a calibration reads back as it was, with its maps`() throws {
        var calibration = Calibration(
            basis: .walk, offsets: ["a": -1.25, "b": 1.0 / 3], sampleCount: 22)
        calibration.generation = 7
        calibration.misfits = ["a": 4.5]
        calibration.model.exponent = 2.0 / 3 + 2
        calibration.model.shadowing = 3.9
        calibration.residuals["b"] = ResidualMap(
            places: [.init(floor: 0, point: Point(x: 1.5, y: -2)), .init(floor: 1, point: Point(x: 0.1, y: 1e-9))],
            weights: [0.7, -1.0 / 7], length: 4, remainingVariance: 5.5)
        var after = CalibrationDocument.Figures()
        after.expectedErrorMetres = 3.25
        let document = CalibrationDocument(site: "s", calibration, at: "2026-03-02T03:30:00.5Z", after: after)
        let read = try CalibrationDocument(reading: document.json)
        #expect(read == document)
        #expect(read.calibration == calibration)
    }

    @Test func `nothing calibrated is a document, too`() throws {
        let document = CalibrationDocument(site: "s", Calibration(), at: nil)
        #expect(try CalibrationDocument(reading: document.json).calibration == Calibration())
    }

    @Test func `a damaged document is refused with all that is wrong`() {
        let text = #"""
            {"site": "s", "version": -1, "at": "yesterday", "basis": "guess", "model": {"exponent": 0},
             "sensors": [{"id": "a", "offset": 1, "mapLengthMetres": 4}], "after": {"zoneAccuracy": 2}}
            """#
        do throws(InvalidConfiguration) {
            _ = try CalibrationDocument(reading: Array(text.utf8))
            Issue.record("read")
        } catch {
            #expect(
                error.problems.outline == [
                    "1 version outOfRange", "1 at outOfRange", "1 basis outOfRange", "1 model.exponent outOfRange",
                    "2 sensors[0].offset unknownKey", "2 sensors[0].mapRemainingVariance contradiction",
                    "2 after.zoneAccuracy outOfRange",
                ])
        }
    }
}
