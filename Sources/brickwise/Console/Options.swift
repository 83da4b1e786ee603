import ArgumentParser
import Lessons
import Rendering
import Source
import StageLanguage
import Tutoring

/// How things are shown.
struct DisplayOptions: ParsableArguments {
  enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  @Option(help: "Decimals of a value, from 0 to 17; 4 if not given.")
  var digits: Int?

  @Option(help: "Columns to use, from 20 to 1000; those of the terminal if not given.")
  var width: Int?

  @Option(help: "Whether to use colour.")
  var color: ColorChoice = .auto

  @Flag(help: "Say everything in plain lines of words, for a screen reader.")
  var plain = false

  @Option(
    help: "Columns of characters such as ∂ and σ: 1 if not given, 2 in some East Asian terminals.")
  var ambiguous: Int?

  func validate() throws {
    try validateDigits(digits)
    if let width, !(20...1000).contains(width) {
      throw ValidationError("--width is from 20 to 1000, and this is \(width)")
    }
    if let ambiguous, !(1...2).contains(ambiguous) {
      throw ValidationError("--ambiguous is 1 or 2, and this is \(ambiguous)")
    }
  }

  /// The terminal to print for.
  var profile: TerminalProfile { profile(for: nil) }

  /// The terminal to print for; values rounded to so many decimals are shown with all of them.
  func profile(for rounding: PaperArithmetic?) -> TerminalProfile {
    TerminalEnvironment.current.profile(for: self, digits: digits ?? rounding?.decimals ?? 4)
  }
}

/// Arithmetic as it is done on paper.
struct RoundingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Round each named value to so many decimals, from 0 to 15, before it is used.",
      discussion: "The digits shown are then exactly those that are calculated with, as on paper.",
      valueName: "decimals"))
  var round: Int?

  func validate() throws {
    guard let round, !PaperArithmetic.range.contains(round) else { return }
    throw ValidationError(
      "--round is from \(PaperArithmetic.range.lowerBound) to "
        + "\(PaperArithmetic.range.upperBound), and this is \(round)")
  }

  /// How values are rounded; nil for full precision.
  var arithmetic: PaperArithmetic? { round.map { PaperArithmetic(decimals: $0) } }
}

/// Numbers given to parameters.
struct OverrideOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Give a parameter another number, such as lr=0.01.", valueName: "name=number"))
  var assignments: [String] = []

  /// The numbers by name.
  ///
  /// - Throws: a usage error for what is not an assignment to one of the lesson's parameters.
  func numbers(for lesson: Lesson) throws -> [String: NumberLiteral] {
    let parameters = lesson.parameters
    var numbers: [String: NumberLiteral] = [:]
    for assignment in assignments {
      let parts = assignment.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw ValidationError("--set takes name=number, and this is `\(assignment)`")
      }
      let name = parts[0].filter { $0 != " " }
      guard parameters.contains(where: { $0.name == name }) else {
        throw ValidationError(unknown(name, among: parameters.map(\.name)))
      }
      guard numbers[name] == nil else { throw ValidationError("`\(name)` is set twice") }
      guard let number = NumberLiteral(parsing: parts[1]) else {
        throw ValidationError("`\(name)` needs a number, and this is `\(parts[1])`")
      }
      numbers[name] = number
    }
    return numbers
  }

  private func unknown(_ name: String, among parameters: [String]) -> String {
    guard !parameters.isEmpty else {
      return "this lesson has no parameters: no stage gives a name a plain number"
    }
    let hint =
      closestMatch(to: name, among: parameters).map { "Did you mean `\($0)`? " } ?? ""
    return "there is no parameter `\(name)`. \(hint)The parameters are "
      + "\(parameters.joined(separator: ", "))"
  }
}

/// Whether values may be shown with so many decimals.
///
/// - Throws: a usage error for more than a double has, or less than none.
func validateDigits(_ digits: Int?) throws {
  guard let digits, !(0...17).contains(digits) else { return }
  throw ValidationError("--digits is from 0 to 17, and this is \(digits)")
}
