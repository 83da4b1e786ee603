import ArgumentParser
import Lessons
import Rendering
import Source
import StageLanguage

/// How things are shown.
struct DisplayOptions: ParsableArguments {
  enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  @Option(help: "Decimals of a value, from 0 to 17.")
  var digits = 4

  @Option(help: "Columns to use, from 20 to 1000; those of the terminal if not given.")
  var width: Int?

  @Option(help: "Whether to use colour.")
  var color: ColorChoice = .auto

  @Flag(help: "Say everything in plain lines of words, for a screen reader.")
  var plain = false

  @Option(help: "Columns of characters such as ∂ and σ: 1, or 2 in some East Asian terminals.")
  var ambiguous = 1

  func validate() throws {
    guard (0...17).contains(digits) else {
      throw ValidationError("--digits is from 0 to 17, and this is \(digits)")
    }
    if let width, !(20...1000).contains(width) {
      throw ValidationError("--width is from 20 to 1000, and this is \(width)")
    }
    guard (1...2).contains(ambiguous) else {
      throw ValidationError("--ambiguous is 1 or 2, and this is \(ambiguous)")
    }
  }

  /// The terminal to print for.
  var profile: TerminalProfile {
    TerminalEnvironment.current.profile(for: self)
  }
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
