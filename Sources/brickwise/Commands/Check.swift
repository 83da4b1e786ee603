import ArgumentParser
import Lessons
import Rendering
import Source
import struct StageLanguage.Machine
import Tutoring

/// `brickwise check`: hand calculations, marked.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    named: "check",
    abstract: "Mark hand calculations: which entry is wrong, and why.",
    discussion: """
      Answers are lines of `name = value`, such as z1 = [-1.41, 0.91, -0.05]; # starts a comment, ? \
      leaves a number out. They come from files, from standard input (-), or from the command line. \
      Several files at once give a table. The exit code is 1 if anything is wrong.

      Examples:
        brickwise check xor answers.txt
        brickwise check xor 'z1 = [-1.41, 0.91, -0.05]' 'L = 0.30'
        brickwise check xor class/*.txt
        brickwise check xor --set seed=7 answers.txt
      """)

  @Argument(help: "A bundled lesson's name, or a path.")
  var lesson: String

  @Argument(
    help: ArgumentHelp("Files of answers, - for standard input, or answers.", valueName: "answers"))
  var answers: [String] = []

  @Flag(help: "Print the marking as JSON.")
  var json = false

  @Option(help: "Mark against paper arithmetic: every value rounded to so many decimals.")
  var round: Int?

  @OptionGroup var overrides: OverrideOptions
  @OptionGroup var display: DisplayOptions

  func validate() throws {
    if let round, !PaperArithmetic.range.contains(round) {
      throw ValidationError("--round is from 0 to 15, and this is \(round)")
    }
  }

  func run() throws {
    let session = try LessonSession(opening: lesson)
    let compiled = try session.compiled(overrides)
    let (sources, isComplete) = try self.sources()
    var marker: Marker
    do throws(Machine.Failure) {
      marker = try Marker(compiled, rounding: round.map { PaperArithmetic(decimals: $0) })
    } catch {
      complain([error.diagnostic], in: session.source)
      throw ExitCode(ExitStatus.badLesson)
    }
    var markings: [(name: String, marking: Marking)] = []
    for source in sources {
      let marking = marker.mark(source)
      complain(marking.diagnostics, in: source)
      markings.append((source.name, marking))
    }
    try show(text(markings))
    guard isComplete else { throw ExitCode(ExitStatus.badLesson) }
    guard markings.allSatisfy(\.marking.isAllRight) else { throw ExitCode(ExitStatus.wrong) }
  }

  private func text(_ markings: [(name: String, marking: Marking)]) throws -> String {
    if json { return try MarkingReport.json(markings) }
    if markings.count == 1 { return markingText(markings[0].marking, profile: display.profile) }
    let width =
      display.width ?? (TerminalEnvironment.current.isTerminal ? display.profile.width : nil)
    return classText(markings, profile: display.profile, width: width)
  }

  /// The answers given, and whether all could be read: those on the command line together are one
  /// set, and of a class one unreadable file is no reason to leave the others unmarked.
  private func sources() throws -> ([SourceText], isComplete: Bool) {
    let typed = answers.filter(isAnswer)
    var sources: [SourceText] = []
    var isComplete = true
    for path in answers where !isAnswer(path) {
      do throws(FileReading.Failure) {
        let bytes = try FileReading.bytes(at: path, limit: Self.sizeLimit)
        guard bytes.count <= Self.sizeLimit else {
          throw FileReading.Failure(reason: "larger than 4 MiB")
        }
        sources.append(SourceText(name: path == "-" ? "<standard input>" : path, bytes: bytes))
      } catch {
        complain("\(path): \(error.reason)")
        isComplete = false
      }
    }
    if !typed.isEmpty {
      sources.append(SourceText(name: "<command line>", typed.joined(separator: "\n")))
    }
    guard !sources.isEmpty || isComplete else { throw ExitCode(ExitStatus.badLesson) }
    guard !sources.isEmpty else {
      throw ValidationError(
        "there are no answers: name a file, - for standard input, or write them as 'L = 0.30'")
    }
    return (sources, isComplete)
  }

  private static let sizeLimit = 4 << 20

  /// Whether an argument is an answer rather than a path.
  private func isAnswer(_ argument: String) -> Bool {
    (argument.contains("=") || argument.contains("≈")) && !FileReading.exists(argument)
  }
}
