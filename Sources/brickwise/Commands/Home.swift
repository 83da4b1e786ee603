import ArgumentParser
import LessonLibrary
import Source

/// `brickwise` alone: what there is, and what to type next.
struct Home: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "home",
    abstract: "Say what there is to read and what to type next.",
    usage: "brickwise <command>",
    discussion: "Example: brickwise",
    shouldDisplay: false)

  @Argument(help: .hidden)
  var words: [String] = []

  @OptionGroup var display: DisplayOptions

  func run() throws {
    if let word = words.first { throw ValidationError(Self.advice(on: word)) }
    try show(Listing.home(ProgressStore.current.all()))
  }

  /// What to type instead of something that is no command.
  private static func advice(on word: String) -> String {
    let lessons = LessonLibrary.lessons.map(\.name)
    if lessons.contains(word) {
      return "`\(word)` is a lesson, and a command comes first: brickwise learn \(word)"
    }
    if word == "-" || word.hasSuffix(".md") || FileReading.exists(word) {
      return "`\(word)` is a file, and a command comes first: brickwise learn \(word)"
    }
    let commands = Brickwise.configuration.subcommands
      .filter { $0.configuration.shouldDisplay }
      .map { $0._commandName }
    if commands.contains(word) {
      return "the command comes first and its options after it: brickwise \(word) …"
    }
    let hint =
      closestMatch(to: word, among: commands).map { "did you mean `\($0)`?" }
      ?? closestMatch(to: word, among: lessons).map { "did you mean `learn \($0)`?" }
      ?? "the commands are \((commands + ["help"]).joined(separator: ", "))"
    return "there is no command `\(word)`; \(hint)"
  }
}
