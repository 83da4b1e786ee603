import ArgumentParser
import Lessons
import Rendering
import Source
import Tutoring

/// `brickwise print`: a walkthrough as a page.
struct Print: ParsableCommand {
  /// What a page can be printed as; the raw value is its name on the command line.
  enum Format: String, CaseIterable {
    case html, latex, pdf, markdown, text

    /// What a file of this format ends in.
    var fileExtension: String {
      switch self {
      case .html: "html"
      case .latex: "tex"
      case .pdf: "pdf"
      case .markdown: "md"
      case .text: "txt"
      }
    }
  }

  static let configuration = CommandConfiguration(
    named: "print",
    abstract: "Print a walkthrough: HTML, LaTeX, PDF, Markdown, text; a worksheet, if wanted.",
    discussion: """
      The numbers are those of `run`, digit for digit, in every format. PDF needs Chromium or LaTeX.

      Examples:
        brickwise print xor --to html
        brickwise print xor --to html,latex,pdf -o handout
        brickwise print xor --to pdf --worksheet --set seed=7 --answers answers.txt
        brickwise print xor --to markdown -o - | less
      """)

  @Argument(help: "A bundled lesson's name, a path, or - for standard input.")
  var lesson: String

  @Option(
    help: ArgumentHelp(
      "Formats, separated by commas: html, latex, pdf, markdown, text.", valueName: "formats"))
  var to: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file or folder to write, - for standard output; named for the lesson if not given.",
      discussion: "With several formats each gets its own ending.", valueName: "path"))
  var output: String?

  @Flag(help: "Leave values blank, with the answers on a page of their own at the end.")
  var worksheet = false

  @Option(help: "What a worksheet leaves blank: what the questions ask for, or all.")
  var blank: Worksheet?

  @Option(
    help: ArgumentHelp(
      "Also write a file of the blanks, as `check` reads it when it is filled in.",
      valueName: "path"))
  var answers: String?

  @Option(help: "Decimals of a value, from 0 to 17; 4 if not given.")
  var digits: Int?

  @OptionGroup var overrides: OverrideOptions
  @OptionGroup var rounding: RoundingOptions

  func validate() throws {
    try validateDigits(digits)
    let formats = try formats()
    if output == "-", formats.count > 1 {
      throw ValidationError("standard output takes one format, and these are \(formats.count)")
    }
    if !worksheet, blank != nil || answers != nil {
      throw ValidationError("--blank and --answers are for a worksheet: add --worksheet")
    }
  }

  func run() throws {
    let session = try LessonSession(opening: lesson)
    let run = try session.run(overrides, rounding: rounding.arithmetic, runs: .needed)
    let digits = digits ?? rounding.arithmetic?.decimals ?? 4
    let page = Page(
      run.walkthrough, digits: digits, worksheet: worksheet ? blank ?? .questions : nil)
    let destinations = try formats().map { (format: $0, path: try destination(for: $0)) }
    if let answers, let page = destinations.first(where: { OutputPath.isSame($0.path, answers) }) {
      throw ValidationError(
        "--answers would replace the page, \(page.path): give it a file of its own")
    }
    if let answers { try OutputPath.spare(lesson, from: answers, named: "--answers") }
    for (format, destination) in destinations {
      switch format {
      case .html: try write(page.htmlBytes, to: destination)
      case .markdown: try write(page.markdown(), to: destination)
      case .text:
        let text =
          worksheet
          ? page.text()
          : terminalText(run.walkthrough, profile: TerminalProfile(width: 88, digits: digits))
        try write(text, to: destination)
      case .latex: try write(page.latex, to: destination)
      case .pdf:
        try write(try pdf(of: page), to: destination)
      }
    }
    if let answers { try write(page.answersFile, to: answers) }
    try run.finish()
    // The system takes back all memory at once, which is quicker than to give it back piece by piece.
    withExtendedLifetime((session, run, page)) { Self.exit() }
  }

  // MARK: Where to

  private func formats() throws -> [Format] {
    var formats: [Format] = []
    for name in to.split(separator: ",").map({ $0.filter { $0 != " " } }) where !name.isEmpty {
      let names = Format.allCases.map(\.rawValue)
      let synonyms = ["md": "markdown", "tex": "latex", "txt": "text", "htm": "html"]
      guard let format = Format(rawValue: synonyms[name] ?? name) else {
        let hint = closestMatch(to: name, among: names).map { "did you mean `\($0)`?" }
        throw ValidationError(
          "there is no format `\(name)`; \(hint ?? "the formats are \(names.joined(separator: ", "))")"
        )
      }
      if !formats.contains(format) { formats.append(format) }
    }
    guard !formats.isEmpty else { throw ValidationError("--to names no format") }
    return formats
  }

  private func destination(for format: Format) throws -> String {
    let path = OutputPath(
      output, lesson: lesson, suffix: worksheet ? "-worksheet" : "",
      formats: Set(Format.allCases.map(\.fileExtension)))
    return try path.path(endingIn: format.fileExtension, isOneOfSeveral: formats().count > 1)
  }

  private func pdf(of page: Page) throws -> [UInt8] {
    do throws(PDFEngine.Failure) {
      return try PDFEngine.pdf(page)
    } catch {
      Output.complain("brickwise: \(error.message)\n")
      throw ExitCode(ExitStatus.outputFailed)
    }
  }

  private func write(_ text: String, to destination: String) throws {
    try write(Array(text.utf8), to: destination)
  }

  private func write(_ bytes: [UInt8], to destination: String) throws {
    try OutputPath.write(bytes, to: destination)
  }
}

extension Worksheet: ExpressibleByArgument {
  // Both are what they are by default; to have that found out takes a twentieth of what it takes to
  // read the arguments.

  /// What may be typed.
  public static var allValueStrings: [String] { allCases.map(\.rawValue) }

  /// Nothing more is to be said of them.
  public static var allValueDescriptions: [String: String] { [:] }
}
