import Lessons
import Matrices
import Source
import StageLanguage
import Tutoring

/// Where the numbers of a panel come from: the stages above it, or a run in one of its epochs.
struct PlotSource {
  /// What names mean.
  let scope: RunSnapshot
  /// The run's name, if it must be told from others.
  var run: String?
  /// The epoch; nil for the values of stages.
  var epoch: Int?
  /// Whether it is one frame of a strip, told by its epoch.
  var isFrame = false

  init(scope: RunSnapshot) { self.scope = scope }

  /// Why a panel cannot be drawn, at the place in the lesson.
  struct Failure: Error {
    let diagnostics: [Diagnostic]

    init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

    init(at span: Span, _ summary: String, _ note: String) {
      diagnostics = [Diagnostic(.error, at: span, summary, notes: [note])]
    }
  }

  /// The value of an expression.
  func value(
    _ expression: Expression, replacing replaced: [String: NumericArray] = [:]
  ) throws(Failure) -> NumericArray {
    do throws(Evaluation.Failure) {
      return try scope.value(of: expression, replacing: replaced)
    } catch {
      throw Failure(error.diagnostics)
    }
  }

  /// The numbers of a vector, or of a matrix with one column or row.
  func vector(_ expression: Expression, _ use: String) throws(Failure) -> [Double] {
    let value = try value(expression)
    switch value.shape {
    case .vector: return value.elements
    case .matrix(let rows, let columns) where rows == 1 || columns == 1: return value.elements
    case .matrix:
      throw Failure(
        at: expression.span, "`\(expression)` is \(value.shape), and \(use) takes a vector",
        "pick a column, such as \(expression)[:, 0]")
    case .scalar:
      throw Failure(
        at: expression.span,
        "`\(expression)` is a single number, and \(use) takes a vector",
        "what changes from epoch to epoch is measured by a training run: plot {run=…}")
    }
  }

  /// Points in the plane: the rows of a matrix with two columns.
  func points(_ expression: Expression) throws(Failure) -> [Plot.Point] {
    let value = try value(expression)
    guard case .matrix(let rows, 2) = value.shape else {
      throw Failure(
        at: expression.span,
        "`\(expression)` is \(value.shape), and points in the plane are a matrix with two columns",
        "pick two columns, such as \(expression)[:, :2]")
    }
    return (0..<rows).map { Plot.Point(value[$0, 0], value[$0, 1]) }
  }

  /// The classes of so many points: whole numbers, or rows with a single 1.
  func classes(_ expression: Expression, count: Int) throws(Failure) -> [Int] {
    let value = try value(expression)
    var numbers = value.elements
    var length = value.shape.count
    if case .matrix(let rows, let columns) = value.shape, rows > 1 || count == 1, columns > 1 {
      // One-hot: the class is the place of the greatest number.
      length = rows
      numbers = (0..<rows).map { row in
        Double((0..<columns).max { value[row, $0] < value[row, $1] } ?? 0)
      }
    }
    guard length == count else {
      throw Failure(
        at: expression.span, "`\(expression)` has \(length) entries for \(count) points",
        length > count ? "take as many: \(expression)[:\(count)]" : "each point needs its class")
    }
    var classes: [Int] = []
    for number in numbers {
      guard let number = Int(exactly: number), number >= 0 else {
        throw Failure(
          at: expression.span,
          "`\(expression)` holds \(shortNumber(number)), and classes are whole numbers from 0 on",
          "such as labels = where(y > 0, 1, 0)")
      }
      classes.append(number)
    }
    return classes
  }
}
