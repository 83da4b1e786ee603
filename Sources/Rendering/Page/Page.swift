import Matrices
import Source

/// A lesson with everything that running it gave, ready to be set in a format.
///
/// One walk makes it of a ``Walkthrough`` (``PageBuilder``); each format prints it. What is shown,
/// and in which digits, is therefore the same in each.
public struct Page: Sendable {
  /// The lesson's title, as plain text.
  public let title: String
  /// The language of its prose: `en`, `zh`.
  public let language: String
  /// Its blocks, in order.
  public var blocks: [PageBlock]
  /// What came of its claims, in a sentence; nil if it has none.
  public let summary: String?
  /// What sets the numbers apart from those of the lesson: parameters that were set, rounding.
  public let conditions: [String]
  /// The same for a reader, in a sentence; nil if nothing does.
  public let conditionSentence: String?
  /// Whether it is to be filled in.
  public let isWorksheet: Bool
  /// The answers, if it is a worksheet.
  public var answers: [PageAnswer]
}

/// A block of a page.
public indirect enum PageBlock: Sendable {
  /// A heading; levels never skip one.
  case heading(level: Int, [PageInline])
  case paragraph([PageInline])
  case quote([PageBlock])
  case list(start: Int?, isTight: Bool, [[PageBlock]])
  /// Code that is shown; its language, if it says one.
  case code(String, language: String)
  /// Mathematics that stands by itself, and its TeX.
  case mathematics(Math, source: String)
  case rule
  /// A stage: its name, and what its statements gave.
  case stage(name: String, code: String, [PageStep])
  /// A hint, folded away where that is possible.
  case hint(summary: String, [PageBlock])
  /// A block that declares a run or a figure: its title and its text.
  case directive(title: String, text: String)
  /// A graph or a plot.
  case figure(Figure)
}

/// A piece of running text of a page.
public indirect enum PageInline: Sendable {
  case text(String)
  /// A line end in the source: a space, or nothing between characters written without spaces.
  case softBreak(isSpace: Bool)
  case lineBreak
  case code(String)
  /// Mathematics, and its TeX.
  case mathematics(Math, source: String)
  case emphasis([PageInline])
  case strong([PageInline])
  /// A link; its destination is one that may be followed, or nil.
  case link(String?, [PageInline])
  /// An image, of which only the words remain.
  case image([PageInline])
  /// A claim, and what came of it; its code as it was written.
  case claim(Math, PageMark, code: String)
  /// A question: what is asked for, and blanks to write in, numbered on a worksheet.
  case question(Math, number: Int?, code: String)
}

extension PageInline {
  /// Whether it is mathematics with a matrix in it, which cannot be broken.
  var isMatrix: Bool {
    switch self {
    case .claim(let math, _, _), .question(let math, _, _), .mathematics(let math, _):
      math.isMatrix
    case .text, .softBreak, .lineBreak, .code, .emphasis, .strong, .link, .image: false
    }
  }
}

extension Math {
  fileprivate var isMatrix: Bool {
    switch self {
    case .fenced(_, .table, _): true
    case .row(let parts): parts.contains(where: \.isMatrix)
    default: false
    }
  }
}

/// What came of a claim.
public enum PageMark: Sendable, Hashable {
  case holds
  /// It does not hold; what is so instead, in words.
  case fails(String)
  case notChecked
}

/// One statement of a stage.
public struct PageStep: Sendable {
  /// What stands to the left of the first sign; nil if the step is only its caption.
  public var left: Math?
  /// The sign and what is to the right of it, line by line, each with a remark.
  public var sides: [Side]
  /// What the author says of it.
  public var caption: String?
  /// The number of its blank on a worksheet.
  public var number: Int?
  /// What is remarkable about the value.
  public var notice: String?

  /// A line: a sign, what follows it, a remark.
  public struct Side: Sendable {
    /// `=` or `←`.
    public let sign: Math
    /// What is to the right of it.
    public let math: Math
    /// Shapes, a seed, the number that another replaced; empty if there is none.
    public let remark: String
  }
}

/// A line of the answer key of a worksheet.
public struct PageAnswer: Sendable {
  /// `(1)`, the number that stands by the blank.
  public let number: Int
  /// What was asked for, with its value.
  public let math: Math
  /// The name in the code, and a blank for each entry: `z1 = [? ?]`; nil if another asks for the same.
  public let line: String?
}

extension Page {
  /// A file of answers with every blank of a worksheet, to be filled in and marked with `check`.
  public var answersFile: String {
    var lines = ["# \(title.sanitized.split { $0.isNewline }.joined(separator: " "))"]
    lines += conditions.map { "# \($0)" }
    lines.append("# Write a number for each question mark; what is left is not marked.")
    lines += answers.compactMap(\.line)
    return lines.joined(separator: "\n") + "\n"
  }
}
