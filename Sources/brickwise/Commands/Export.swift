import ArgumentParser
import Lessons
import Rendering
import Source
import Tutoring

/// `brickwise export`: the same numbers elsewhere.
struct Export: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case python, notebook, json

    var fileExtension: String {
      switch self {
      case .python: "py"
      case .notebook: "ipynb"
      case .json: "json"
      }
    }
  }

  static let configuration = CommandConfiguration(
    named: "export",
    abstract: "Export a lesson: a Python script, a Jupyter notebook, every value as JSON.",
    discussion: """
      The script and the notebook need NumPy and print the same digits. JSON has every value at \
      full precision.

      Examples:
        brickwise export xor --to python
        brickwise export xor --to notebook -o xor.ipynb
        brickwise export xor --to json -o - | jq '.stages[].name'
      """)

  @Argument(help: "A bundled lesson's name, a path, or - for standard input.")
  var lesson: String

  @Option(help: "python, notebook or json.")
  var to: Format

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file or folder to write, - for standard output; named for the lesson if not given.",
      valueName: "path"))
  var output: String?

  @Option(help: "Decimals that the script and the notebook print, from 0 to 17; 4 if not given.")
  var digits: Int?

  @OptionGroup var overrides: OverrideOptions
  @OptionGroup var rounding: RoundingOptions

  func validate() throws {
    try validateDigits(digits)
  }

  func run() throws {
    let session = try LessonSession(opening: lesson)
    // The script is to be run elsewhere; in a notebook stands what each run comes to.
    let run = try session.run(
      overrides, rounding: rounding.arithmetic,
      runs: to == .python ? .none : to == .notebook ? .all : .needed)
    let digits = digits ?? rounding.arithmetic?.decimals ?? 4
    let text =
      switch to {
      case .python: run.walkthrough.python(digits: digits)
      case .notebook: run.walkthrough.notebook(digits: digits)
      case .json: run.walkthrough.json
      }
    let path = try OutputPath(output, lesson: lesson).path(endingIn: to.fileExtension)
    try OutputPath.write(Array(text.utf8), to: path)
    try run.finish()
  }
}
