import Lessons
import Source
import Tutoring

/// What a terminal shows while runs are being carried out.
public struct TrainScreen: Sendable, Hashable {
  /// Its rows from the top, escape sequences of styles included; none wider than the terminal.
  public let rows: [String]

  /// How far a run is.
  public struct RunView: Sendable {
    /// The run and what it has measured.
    public var record: RunRecord
    /// How many epochs it is to have.
    public var total: Int
    /// Epochs in a second; nil if that is not known yet.
    public var speed: Double?
    /// Seconds to go; nil if that is not known yet.
    public var secondsLeft: Double?

    /// Creates a view.
    public init(record: RunRecord, total: Int, speed: Double?, secondsLeft: Double?) {
      self.record = record
      self.total = total
      self.speed = speed
      self.secondsLeft = secondsLeft
    }
  }

  /// Draws runs on so many rows.
  ///
  /// - Parameters:
  ///   - lesson: The lesson.
  ///   - runs: The runs.
  ///   - block: What is watched.
  ///   - keys: The keys that work, each with what it does.
  ///   - profile: What the terminal can do.
  ///   - height: Its rows.
  public init(
    _ lesson: Lesson, _ runs: [RunView], _ block: PlotBlock,
    keys: [(key: String, label: String)], profile: TerminalProfile, height: Int
  ) {
    let width = max(profile.width, 4)
    var head: [Line] = []
    if height > 12 { head.append(Line(lesson.title.sanitized, profile, .aside)) }
    for run in runs {
      let lines = LineBreaker.lines(run.words(profile), width: width, profile)
      head += lines.prefix(height > 16 ? 3 : 2)
    }
    let room = height - head.count - 1 - (height > 12 ? 1 : 0)
    let picture = trainingPicture(lesson, runs.map(\.record), block, profile, height: room)
    var lines = Array(head.prefix(max(height - 1, 0)))
    if height > 12 { lines.append(Line()) }
    lines += picture.prefix(max(height - 1 - lines.count, 0))
    while lines.count < height - 1 { lines.append(Line()) }
    var status = Line()
    for item in keys {
      var piece = Line(item.key, profile, .strong)
      piece.append(Line(" " + item.label, profile, .aside))
      guard status.columns + 2 + piece.columns <= width else { continue }
      if status.columns > 0 { status.pad(to: status.columns + 2) }
      status.append(piece)
    }
    lines.append(status)
    rows = lines.suffix(max(height, 1)).map { line in
      var text = ""
      profile.write(line.truncated(to: width, profile), to: &text)
      return String(text.dropLast())
    }
  }
}

/// The picture of runs on so many rows.
private func trainingPicture(
  _ lesson: Lesson, _ records: [RunRecord], _ block: PlotBlock, _ profile: TerminalProfile,
  height: Int
) -> [Line] {
  var builder = PlotBuilder(KnownNames(lesson))
  // As fine as half a character, and no finer.
  builder.fieldSize = min(max(2 * height, 16), 48)
  builder.classFieldSize = nil
  let plot = builder.plot(block, scope: .empty, records: records.byName)
  return PlotLayout(profile, width: profile.width).picture(plot, height: height)
}

/// What runs came to: a picture, if one is wanted, and what it shows in words.
public func trainingSummary(
  _ lesson: Lesson, _ records: [RunRecord], _ block: PlotBlock, profile: TerminalProfile,
  hasPicture: Bool
) -> String {
  var builder = PlotBuilder(KnownNames(lesson))
  let plot = builder.plot(block, scope: .empty, records: records.byName)
  let layout = PlotLayout(profile, width: profile.width)
  let words = plot.paragraphs(profile.notation).flatMap {
    LineBreaker.lines([($0.sanitized, [])], width: profile.width, profile)
  }
  let picture = hasPicture && !profile.isLinear ? layout.picture(plot) : []
  return profile.text(picture.isEmpty ? words : picture + [Line()] + words)
}

extension [RunRecord] {
  fileprivate var byName: [String: RunRecord] {
    Dictionary(map { ($0.run.name, $0) }) { _, new in new }
  }
}

extension TrainScreen.RunView {
  /// `fifty: epoch 12,345 of 100,000 (12 %), 123,456 a second, 0:12 left; L 0.2391, accuracy 0.62`.
  fileprivate func words(_ profile: TerminalProfile) -> [(text: String, style: Style)] {
    let done = record.history.epochCount
    var runs: [(text: String, style: Style)] = [
      (record.run.name.sanitized, .strong),
      (
        "  epoch \(done.description.withThousands) of \(total.description.withThousands)"
          + " (\(Int(Double(done) / Double(max(total, 1)) * 100)) %)", []
      ),
    ]
    switch record.history.stopped {
    case .notFinite(let name, let epoch):
      runs.append(
        (
          "  stopped in epoch \(epoch.description.withThousands): \(name.sanitized) is not finite",
          .bad
        ))
    case .failed(let diagnostic): runs.append(("  stopped: \(diagnostic.summary.sanitized)", .bad))
    case nil:
      if done >= total {
        runs.append(("  done", .good))
      } else if let speed {
        var words = "  \(shortNumber(speed, digits: 2)) epochs/s"
        if let secondsLeft { words += "  \(secondsLeft.clock) left" }
        runs.append((words, .aside))
      }
    }
    guard let values = record.history.values.last else { return runs }
    for (name, value) in zip(record.history.names, values) {
      runs.append(("  \(name.sanitized) \(shortNumber(value))", []))
    }
    return runs
  }
}

extension Double {
  /// So many seconds as `0:12`, `12:34:56`.
  fileprivate var clock: String {
    guard isFinite, self < 3.6e8 else { return "years" }
    let seconds = Int(self.rounded(.up))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    return hours > 0
      ? "\(hours):\(two(minutes)):\(two(seconds % 60))" : "\(minutes):\(two(seconds % 60))"
  }
}
