import Testing

@testable import Rendering

/// Dots, contours and colours of pictures on a terminal.
@Suite("Plots on a terminal") struct PictureTests {
  @Test("each dot of a character is one bit of its braille pattern")
  func bits() {
    let expected = [
      [0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80],
    ]
    for y in 0..<4 {
      for x in 0..<2 {
        var dots = BrailleDots(columns: 1, rows: 1)
        dots.set(x, y)
        let scalar = dots.character(column: 0, row: 0).unicodeScalars.first
        #expect(scalar?.value == 0x2800 + UInt32(expected[y][x]))
      }
    }
    var dots = BrailleDots(columns: 2, rows: 1)
    for place in [(-1, 0), (4, 0), (0, 4), (0, -1)] { dots.set(place.0, place.1) }
    #expect(!dots.hasDots(column: 0, row: 0) && !dots.hasDots(column: 1, row: 0))
  }

  @Test("a line goes from corner to corner, and what leaves the picture is cut off")
  func lines() {
    func drawn(_ start: Plot.Point, _ end: Plot.Point) -> String {
      var dots = BrailleDots(columns: 2, rows: 1)
      var walked = 0
      dots.line(from: start, to: end, walked: &walked)
      return String((0..<2).map { dots.character(column: $0, row: 0) })
    }
    #expect(drawn(.init(0, 1), .init(1, 0)) == "⠑⢄")
    #expect(drawn(.init(-1, 2), .init(2, -1)) == "⠑⢄")
    #expect(drawn(.init(2, 2), .init(3, 0)) == "  ")
    #expect(drawn(.init(.nan, 0), .init(1, 1)) == "  ")
    #expect(drawn(.init(0, 0), .init(1e300, 1e300)) != "  ")
  }

  @Test("the line between classes is where it is, for numbers and for classes")
  func contour() {
    let size = 8
    let middles = Plot.Field.middles(size)
    func field(_ kind: Plot.Field.Kind, _ value: (Double, Double) -> Double) -> Plot.Field {
      let values = middles.flatMap { y in middles.map { x in value(x, y) } }
      return Plot.Field(columns: size, rows: size, values: values, kind: kind)
    }
    // Half way in x, exactly.
    for piece in field(.measure, { x, _ in x }).contour {
      #expect(abs(piece.0.x - 0.5) < 1e-12 && abs(piece.1.x - 0.5) < 1e-12)
    }
    #expect(field(.measure) { x, _ in x }.contour.count == size - 1)
    #expect(field(.classes) { x, _ in x > 0.5 ? 1 : 0 }.contour.count == size - 1)
    #expect(field(.classes) { _, _ in 1 }.contour.isEmpty)
    #expect(field(.measure) { _, _ in .nan }.contour.isEmpty)
    // A checkerboard of quadrants joins to lines that end at the edges.
    let xor = field(.classes) { x, y in (x > 0.5) != (y > 0.5) ? 1 : 0 }
    let lines = Plot.joined(xor.contour)
    #expect(lines.count == 2)
    for line in lines {
      let ends = [line[0], line[line.count - 1]]
      #expect(ends.allSatisfy { [$0.x, $0.y].contains { $0 < 0.07 || $0 > 0.93 } })
    }
  }

  @Test("the shades go from blue over white to orange")
  func colors() {
    #expect(PlotColor.rgb(PlotColor.shade(0.5).index) == 0xFFFFFF)
    #expect(PlotColor.rgb(PlotColor.classNumber(0).index) == 0x0072B2)
    #expect(PlotColor.rgb(PlotColor.classNumber(1).index) == 0xE69F00)
    let low = PlotColor.rgb(PlotColor.shade(0).index)
    #expect(low >> 16 & 0xFF < 0x60 && low & 0xFF > 0x80)
    #expect(PlotColor.nearest(0xFFFFFF) == 231)
    #expect(PlotColor.nearest(0x000000) == 16)
    #expect(PlotColor.nearest(0x808080) == 244)
    #expect(PlotColor.indexed(PlotColor.shade(0.5).index) == 231)
    // Each colour has a number of its own.
    let all: [PlotColor] =
      [.onField] + (0..<6).map { .classNumber($0) } + (0..<4).map { .curve($0) }
      + [.shade(0), .shade(0.5), .shade(1)]
    #expect(Set(all.map(\.index)).count == all.count)
    #expect(
      Style.paper(.shade(1)).parameters(TerminalProfile(color: .indexed))?.hasPrefix("48;5;")
        == true)
    #expect(Style.paper(.shade(1)).parameters(TerminalProfile()) == nil)
  }
}
