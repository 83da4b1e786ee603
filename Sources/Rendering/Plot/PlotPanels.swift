import Lessons
import Matrices
import Source
import StageLanguage

// The panels that show what expressions give.

extension PlotBuilder {
  /// A vector over another, or over its entries' places.
  func line(
    _ x: Expression?, _ y: Expression, _ source: PlotSource, _ block: PlotBlock
  ) throws(PlotSource.Failure) -> Plot.Panel {
    let heights = try source.vector(y, "a line")
    let places: [Double]
    if let x {
      places = try source.vector(x, "a line")
      guard places.count == heights.count else {
        throw PlotSource.Failure(
          at: y.span,
          "`\(x)` has \(places.count) entries and `\(y)` has \(heights.count)",
          "a line needs as many of one as of the other")
      }
    } else {
      places = heights.indices.map(Double.init)
    }
    let xLabel = x.map { label($0) } ?? Plot.Label("entry")
    let points = zip(places, heights).map { Plot.Point($0, $1) }
    let vertical = Plot.Axis(heights, isLogarithmic: block.hasLogarithmicY, clipsOutliers: true)
    let course = Course(points, height: vertical.length) { place in
      x == nil ? "entry \(shortNumber(place))" : "\(xLabel.ascii) = \(shortNumber(place))"
    }
    let name = label(y).of(source.run)
    return panel(
      title: name, x: places, xLabel: xLabel, y: heights, vertical,
      curves: [Plot.Curve(name: Plot.Label(""), points: points.reduced(to: Plot.curveLimit))],
      facts: [Plot.Fact(name, course.words)], block)
  }

  /// Points in the plane.
  func scatter(
    _ expression: Expression, _ labels: Expression?, _ source: PlotSource
  ) throws(PlotSource.Failure) -> Plot.Panel {
    let points = try source.points(expression)
    var classes: [Int]?
    if let labels { classes = try source.classes(labels, count: points.count) }
    let name = label(expression).of(source.run)
    let parts = Plot.PointClass.classes(points, classes)
    let counts = parts.map { part in
      part.number.map { "\(part.count) of class \($0)" } ?? ""
    }.filter { !$0.isEmpty }
    var facts = [
      Plot.Fact(
        name,
        "has \(counted(points.count, "point"))"
          + (counts.isEmpty ? "" : ": " + counts.joined(separator: ", ")))
    ]
    facts += Plot.Fact.drawn(parts)
    let horizontal = Plot.Axis(points.map(\.x))
    let vertical = Plot.Axis(points.map(\.y))
    return Plot.Panel(
      title: name, horizontal: horizontal, vertical: vertical, content: .points(parts),
      facts: facts)
  }

  /// What a function says of each place, and the points with their classes.
  func boundary(
    _ boundary: PlotBlock.Boundary, _ labels: Expression, _ source: PlotSource
  ) throws(PlotSource.Failure) -> Plot.Panel {
    let points = try source.points(boundary.points)
    let classes = try source.classes(labels, count: points.count)
    let horizontal = Plot.Axis(points.map(\.x), margin: 0.08)
    let vertical = Plot.Axis(points.map(\.y), margin: 0.08)
    var field = try field(boundary, source, horizontal, vertical, size: fieldSize)
    if field.kind == .classes, let size = classFieldSize, size > fieldSize {
      field = try self.field(boundary, source, horizontal, vertical, size: size)
    }
    let answers = try answers(boundary, source, count: points.count)
    let name = label(boundary.expression).of(source.run)
    var title = name
    if source.isFrame, let epoch = source.epoch {
      title = Plot.Label("epoch \(epoch.description.withThousands)").of(source.run)
    }
    let right = zip(answers, classes).count { field.classNumber(of: $0) == $1 }
    let share = field.values.count { field.classNumber(of: $0) == 1 } * 100 / field.values.count
    var facts: [Plot.Fact] = []
    let time = source.epoch.map { " after epoch \($0.description.withThousands)" } ?? ""
    facts.append(
      Plot.Fact(
        source.isFrame ? title : name,
        "says \(field.corners) and is right about \(right) of \(points.count) points"
          + (source.isFrame ? "" : time)))
    if field.classCount == 2 {
      facts.append(Plot.Fact("class 1 has \(share) % of the picture"))
    }
    if field.values.contains(where: { !$0.isFinite }) {
      facts.append(Plot.Fact("some places have no finite value and are left empty"))
    }
    let parts = Plot.PointClass.classes(points, classes)
    facts += Plot.Fact.drawn(parts)
    return Plot.Panel(
      title: title, horizontal: horizontal, vertical: vertical, content: .boundary(field, parts),
      facts: facts)
  }

  private func field(
    _ boundary: PlotBlock.Boundary, _ source: PlotSource, _ horizontal: Plot.Axis,
    _ vertical: Plot.Axis, size: Int
  ) throws(PlotSource.Failure) -> Plot.Field {
    let middles = Plot.Field.middles(size)
    var places: [Double] = []
    places.reserveCapacity(2 * size * size)
    for y in middles {
      for x in middles {
        places.append(horizontal.value(at: x))
        places.append(vertical.value(at: y))
      }
    }
    let count = size * size
    // No name of a lesson has a dot in it.
    let name = "places.of.grid"
    let grid = Expression(.name(name), span: boundary.points.span)
    let value = try source.value(
      boundary.applied(to: grid),
      replacing: [name: NumericArray(places, shape: .matrix(rows: count, columns: 2))])
    guard value.shape.count == count, value.shape != .matrix(rows: 1, columns: count) else {
      throw PlotSource.Failure(
        at: boundary.expression.span,
        "`\(boundary.expression)` gives \(value.shape) for \(count) places, and a boundary needs "
          + "one number for each",
        "give the class, argmax(…, axis=1), or one probability, …[:, 1]")
    }
    let kind: Plot.Field.Kind = value.kind == .real ? .measure : .classes
    let field = Plot.Field(
      columns: size, rows: size, values: value.elements, kind: kind)
    if field.classCount > PlotColor.classLimit {
      throw PlotSource.Failure(
        at: boundary.expression.span,
        "`\(boundary.expression)` tells \(field.classCount) classes apart, and a plot "
          + "\(PlotColor.classLimit) at most",
        "show fewer of them")
    }
    return field
  }

  /// What the function says of the points themselves.
  private func answers(
    _ boundary: PlotBlock.Boundary, _ source: PlotSource, count: Int
  ) throws(PlotSource.Failure) -> [Double] {
    let value = try source.value(boundary.expression)
    guard value.shape.count == count else {
      throw PlotSource.Failure(
        at: boundary.expression.span,
        "`\(boundary.expression)` gives \(value.shape) for \(count) points",
        "a boundary needs one number for each")
    }
    return value.elements
  }

  /// How often numbers of each size occur.
  func histogram(
    _ expression: Expression, _ source: PlotSource
  ) throws(PlotSource.Failure) -> Plot.Panel {
    let value = try source.value(expression)
    let numbers = value.elements.filter(\.isFinite)
    let name = label(expression).of(source.run)
    guard let low = numbers.min(), let high = numbers.max() else {
      return .saying(name, "has no finite number")
    }
    let bars = Plot.Bar.bars(numbers, low, high)
    let most = bars.max { $0.count < $1.count } ?? bars[0]
    let mean = numbers.reduce(0) { $0 + $1 / Double(numbers.count) }
    let variance = numbers.reduce(0) {
      $0 + ($1 - mean) * ($1 - mean) / Double(numbers.count)
    }
    var words = "has \(counted(numbers.count, "number"))"
    if low == high {
      words += ", each \(shortNumber(low))"
    } else {
      words +=
        " from \(shortNumber(low)) to \(shortNumber(high)), mean \(shortNumber(mean)), "
        + "standard deviation \(shortNumber(variance.squareRoot())); most of them, \(most.count), "
        + "from \(shortNumber(most.lower)) to \(shortNumber(most.upper))"
    }
    var facts = [Plot.Fact(name, words)]
    if numbers.count < value.elements.count {
      facts.append(
        Plot.Fact("\(value.elements.count - numbers.count) more are not finite and left out"))
    }
    return Plot.Panel(
      title: name, horizontal: Plot.Axis(bars[0].lower...bars[bars.count - 1].upper),
      vertical: Plot.Axis(counting: most.count), content: .histogram(bars), facts: facts)
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count.description.withThousands) \(noun)\(count == 1 ? "" : "s")"
  }
}

extension Plot.Fact {
  /// That not every point is drawn.
  fileprivate static func drawn(_ classes: [Plot.PointClass]) -> [Plot.Fact] {
    let drawn = classes.reduce(0) { $0 + $1.points.count }
    let count = classes.reduce(0) { $0 + $1.count }
    let lost = count - drawn
    return lost == 0
      ? [] : [Plot.Fact("\(drawn) of \(count.description.withThousands) points are drawn")]
  }
}

extension Plot.PointClass {
  /// Points sorted into their classes; of very many, evenly picked ones.
  static func classes(_ points: [Plot.Point], _ classes: [Int]?) -> [Plot.PointClass] {
    var parts: [Int: Plot.PointClass] = [:]
    let stride = max(1, (points.count + Plot.pointLimit - 1) / Plot.pointLimit)
    for (index, point) in points.enumerated() {
      let number = classes?[index]
      var part =
        parts[number ?? -1] ?? Plot.PointClass(number: number, points: [], count: 0)
      part.count += 1
      if index % stride == 0, point.isFinite { part.points.append(point) }
      parts[number ?? -1] = part
    }
    return parts.sorted { $0.key < $1.key }.map(\.value)
  }
}

extension Plot.Bar {
  /// Bars of one width, 1, 2 or 5 times a power of ten, about as many as the root of the count.
  static func bars(_ numbers: [Double], _ low: Double, _ high: Double) -> [Plot.Bar] {
    guard low < high, (high - low).isFinite else {
      let room = low == 0 ? 0.5 : abs(low) / 2
      let count = numbers.count
      let ends = (
        max(low - room, -.greatestFiniteMagnitude), min(high + room, .greatestFiniteMagnitude)
      )
      return [Plot.Bar(lower: ends.0, upper: ends.1, count: count)]
    }
    let limit = min(max(Int(Double(numbers.count).squareRoot()) + 1, 5), 25)
    let marks = Ticks.linear(low...high, limit: limit).values
    guard marks.count > 1 else { return [Plot.Bar(lower: low, upper: high, count: numbers.count)] }
    let width = marks[1] - marks[0]
    let first = marks[0] <= low ? marks[0] : marks[0] - width
    let count = max(1, Int(((high - first) / width).rounded(.down)) + 1)
    var counts = Array(repeating: 0, count: count)
    for number in numbers {
      counts[min(max(Int(((number - first) / width).rounded(.down)), 0), count - 1)] += 1
    }
    // A number at the last limit belongs to the last bar.
    if count > 1, first + width * Double(count - 1) == high {
      counts[count - 2] += counts[count - 1]
      counts.removeLast()
    }
    return counts.enumerated().map { index, count in
      Plot.Bar(
        lower: first + width * Double(index), upper: first + width * Double(index + 1),
        count: count)
    }
  }
}

extension Plot.Field {
  /// How many classes it tells apart.
  var classCount: Int {
    switch kind {
    case .classes:
      Set(values.compactMap { classNumber(of: $0) }.filter { $0 >= 0 }).union([0, 1]).count
    case .measure: 2
    }
  }

  /// The class at each corner, in words.
  fileprivate var corners: String {
    let places = [
      ("upper left", value(atX: 0, y: 1)), ("upper right", value(atX: 1, y: 1)),
      ("lower left", value(atX: 0, y: 0)), ("lower right", value(atX: 1, y: 0)),
    ]
    let classes = Set(places.map { classNumber(of: $0.1) })
    func said(_ number: Int?) -> String { number.map { "class \($0)" } ?? "nothing" }
    if classes.count == 1 { return "\(said(classNumber(of: places[0].1))) at every corner" }
    return places.map { "\(said(classNumber(of: $0.1))) \($0.0)" }.joined(separator: ", ")
  }
}
