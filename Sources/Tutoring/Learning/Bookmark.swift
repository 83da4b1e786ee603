import Lessons
import Source
import StageLanguage

/// What is kept of a learner's work from one day to the next, and the text it is kept as.
///
/// The text is lines of `key: value`, which a person can read. Line feeds within an answer are
/// written `\n`, backslashes `\\`. The last line is `end`, so that half a file is not taken for a
/// whole one.
public struct Bookmark: Sendable, Hashable {
  /// The lesson's name.
  public var lesson: String
  /// What its text comes to, in 16 hexadecimal digits.
  public var hash: String
  /// The step, from 0.
  public var step = 0
  /// How many steps the lesson had.
  public var stepCount = 0
  /// The last step that was reached.
  public var furthest = 0
  /// The last stage that had begun.
  public var stage: String?
  /// The heading that the step stands under.
  public var heading: String?
  /// The decimals shown, if they were chosen.
  public var digits: Int?
  /// Parameters and the numbers given to them.
  public var overrides: [String: String] = [:]
  /// What was done about the questions, by their number.
  public var attempts: [Int: Attempt] = [:]
  /// Answers that were begun and left, by question.
  public var drafts: [Int: String] = [:]
  /// Questions whose solution is shown beside the answer given.
  public var solutions: Set<Int> = []
  /// What was done about the questions with the lesson's own numbers; nil where these are the numbers
  /// at hand.
  var own: Work?
  /// The steps that have been in front.
  public var visited: IndexRanges = []
  /// Hints unfolded, by question.
  public var hints: [Int: Int] = [:]

  /// An empty bookmark at the beginning of a lesson.
  public init(lesson: String, hash: String) {
    self.lesson = lesson
    self.hash = hash
  }

  /// The first line of the text.
  static let header = "brickwise progress 1"

  // MARK: Text

  /// The text that is kept.
  public var text: String {
    var lines = [Self.header, "lesson: \(lesson.escaped)", "hash: \(hash)"]
    lines.append("step: \(step + 1) of \(stepCount)")
    lines.append("furthest: \(furthest + 1)")
    if !visited.ranges.isEmpty { lines.append("seen: \(visited.text)") }
    if let stage { lines.append("stage: \(stage.escaped)") }
    if let heading { lines.append("heading: \(heading.escaped)") }
    if let digits { lines.append("digits: \(digits)") }
    for (name, number) in overrides.sorted(by: { $0.key < $1.key }) {
      lines.append("set: \(name) = \(number)")
    }
    for (question, count) in hints.sorted(by: { $0.key < $1.key }) where count > 0 {
      lines.append("hints: \(question + 1) = \(count)")
    }
    lines += Self.lines(Work(attempts: attempts, drafts: drafts, solutions: solutions))
    if let own { lines += Self.lines(own).map { "own " + $0 } }
    return lines.joined(separator: "\n") + "\nend\n"
  }

  private static func lines(_ work: Work) -> [String] {
    var lines: [String] = []
    for (question, attempt) in work.attempts.sorted(by: { $0.key < $1.key }) {
      switch attempt {
      case .given(let answer): lines.append("answer: \(question + 1) = \(answer.escaped)")
      case .shown: lines.append("shown: \(question + 1)")
      case .skipped: lines.append("skipped: \(question + 1)")
      }
    }
    for question in work.solutions.sorted() { lines.append("solution: \(question + 1)") }
    for (question, draft) in work.drafts.sorted(by: { $0.key < $1.key }) {
      lines.append("draft: \(question + 1) = \(draft.escaped)")
    }
    return lines
  }

  /// Reads the text; nil if it is damaged.
  public init?(parsing text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.first == Self.header, lines.suffix(2) == ["end", ""] else { return nil }
    self.init(lesson: "", hash: "")
    for line in lines.dropFirst().dropLast(2) {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = String(line[line.index(after: colon)...].drop { $0 == " " })
      guard take(String(line[..<colon]), value) else { return nil }
    }
    guard !lesson.isEmpty, !hash.isEmpty else { return nil }
  }

  /// Takes in one line; a key that this version does not know is left alone.
  private mutating func take(_ key: String, _ value: String) -> Bool {
    switch key {
    case "lesson": lesson = value.unescaped
    case "hash": hash = value
    case "stage": stage = value.unescaped
    case "heading": heading = value.unescaped
    case "step":
      let words = value.split(separator: " ")
      guard let number = words.first.flatMap({ Int($0) }), number > 0 else { return false }
      step = number - 1
      stepCount = words.last.flatMap { Int($0) } ?? 0
    case "furthest":
      guard let number = Int(value), number > 0 else { return false }
      furthest = number - 1
    case "digits":
      guard let number = Int(value), (0...17).contains(number) else { return false }
      digits = number
    case "set":
      guard let (name, number) = value.assignment else { return false }
      overrides[name] = number
    case "hints":
      guard let (question, count) = value.assignment, let question = question.questionNumber,
        let count = Int(count), count >= 0
      else { return false }
      hints[question] = count
    case "seen":
      guard let ranges = IndexRanges(parsing: value) else { return false }
      visited = ranges
    case _ where key.hasPrefix("own "):
      var work = own ?? Work()
      guard Self.take(String(key.dropFirst(4)), value, &work) else { return false }
      own = work
    default:
      var work = Work(attempts: attempts, drafts: drafts, solutions: solutions)
      guard Self.take(key, value, &work) else { return false }
      (attempts, drafts, solutions) = (work.attempts, work.drafts, work.solutions)
    }
    return true
  }

  /// Takes in a line on a question.
  private static func take(_ key: String, _ value: String, _ work: inout Work) -> Bool {
    switch key {
    case "answer", "draft":
      guard let (question, text) = value.assignment, let question = question.questionNumber else {
        return false
      }
      if key == "answer" {
        work.attempts[question] = .given(text.unescaped)
      } else {
        work.drafts[question] = text.unescaped
      }
    case "shown", "skipped", "solution":
      guard let question = value.questionNumber else { return false }
      if key == "solution" {
        work.solutions.insert(question)
      } else {
        work.attempts[question] = key == "shown" ? .shown : .skipped
      }
    default: break
    }
    return true
  }

  /// What the text of a lesson comes to: FNV-1a, 64 bits.
  public static func hash(of bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension String {
  fileprivate var escaped: String {
    var result = ""
    for character in self {
      switch character {
      case "\\": result += "\\\\"
      case "\n", "\r\n": result += "\\n"
      case "\r": result += " "
      default: result.append(character)
      }
    }
    return result
  }

  fileprivate var unescaped: String {
    var result = ""
    var isEscape = false
    for character in self {
      if isEscape {
        result.append(character == "n" ? "\n" : character)
        isEscape = false
      } else if character == "\\" {
        isEscape = true
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// `name = value` in two.
  fileprivate var assignment: (String, String)? {
    guard let sign = firstIndex(of: "=") else { return nil }
    let name = self[..<sign].filter { $0 != " " }
    return (name, String(self[index(after: sign)...].drop { $0 == " " }))
  }

  fileprivate var questionNumber: Int? {
    guard let number = Int(self), number > 0 else { return nil }
    return number - 1
  }
}
