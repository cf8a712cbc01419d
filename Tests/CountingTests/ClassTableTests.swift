import Testing

@testable import Counting

struct ClassTableTests {
    @Test func `every cell holds what the counting model says`() {
        for (row, cells) in publishedTable.enumerated() {
            for scans in publishedScans[row] {
                for busyMinutes in 1...15 {
                    let column = busyMinutes == 15 ? 5 : Int(Double(busyMinutes) / 15 * 6)
                    let cell = cells[min(column, cells.count - 1)]
                    let expected = scans > 75 ? min(cell * Double(scans) / 90, 40) : cell
                    #expect(abs(ClassTable.shipped.devices(scans: scans, busyMinutes: busyMinutes) - expected) < 1e-12)
                }
            }
        }
    }

    @Test func `no class is taken for more than 40 devices`() {
        #expect(ClassTable.shipped.devices(scans: 359, busyMinutes: 15) > 40 - 0.2)
        for scans in [360, 1_000, 983_025, Int.max] {
            #expect(ClassTable.shipped.devices(scans: scans, busyMinutes: 15) <= 40)
        }
    }
}

/// The table T[s,f] as it was published, one row of scan counts after the other; `-` cannot occur.
private let publishedTable: [[Double]] =
    """
    .27 .27 .29 .57 - - | .36 .42 .54 .57 - - | .41 .56 .59 .65 .90 - | .51 .65 .76 .89 .94 1.20 | \
    .48 .75 .91 .97 1.15 1.37 | .53 .83 1.08 1.24 1.42 1.49 | .41 .83 1.25 1.53 1.61 1.56 | .29 .86 1.22 1.69 1.90 1.80 | \
    .17 .79 1.13 1.75 2.15 2.19 | .16 .64 1.18 1.84 2.45 2.82 | .20 .44 .95 2.00 2.84 3.41 | .25 .31 .58 1.84 3.19 3.92 | \
    .29 .39 .53 1.62 4.23 4.74 | .43 .45 .51 1.57 6.14 6.79 | .47 .47 .50 3.92 9.45 10.05
    """
    .split(separator: "|").map { row in row.split(separator: " ").compactMap { Double("0" + $0) ?? Double($0) } }

/// The scan counts of each row, the last one as far as it matters.
private let publishedScans: [ClosedRange<Int>] = [
    1...1, 2...2, 3...3, 4...4, 5...6, 7...8, 9...11, 12...15, 16...20, 21...27, 28...36, 37...50, 51...75, 76...120,
    121...400,
]
