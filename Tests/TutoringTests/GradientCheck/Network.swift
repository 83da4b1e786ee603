import Lessons
import Source
import StageLanguage
import Testing

@testable import Tutoring

/// A lesson with a network of as many inputs as hidden neurons as outputs, so that no mistake is
/// found by the shapes alone; its formulas can be changed one by one.
struct Network {
  var points = 3
  var regularizer = "0.1"
  /// How many updates the weights have gone through before the lesson begins.
  var weights = Weights.random
  /// Formulas to use instead of the lesson's own, by the name they are for.
  var changed: [String: String] = [:]

  enum Weights { case random, trained }

  private let data = [
    ("N", "3"), ("reg", "0.1"),
    ("X", "RandomState(0).randn(N, 2)"),
    ("Y", "eye(2)[RandomState(1).randint(0, 2, N)]"),
    ("W1", ""), ("W2", ""),
  ]
  private let formulas = [
    ("z1", "X @ W1"), ("h1", "sigmoid(z1)"), ("z2", "h1 @ W2"), ("h2", "sigmoid(z2)"),
    ("error", "sum(square(Y - h2)) / (2 * N)"),
    ("penalty", "reg / (2 * N) * (sum(square(W1)) + sum(square(W2)))"),
    ("L", "error + penalty"),
    ("dL_dh2", "-(Y - h2) / N"), ("dh2_dz2", "h2 * (1 - h2)"), ("dL_dz2", "dL_dh2 * dh2_dz2"),
    ("dz2_dW2", "h1.T"), ("dL_dW2", "dz2_dW2 @ dL_dz2 + reg * W2 / N"),
    ("lr", "0.5"), ("W2_new", "W2 - lr * dL_dW2"),
    ("dL_dh1", "dL_dz2 @ W2.T"), ("dh1_dz1", "h1 * (1 - h1)"), ("dL_dz1", "dL_dh1 * dh1_dz1"),
    ("dL_dW1", "X.T @ dL_dz1 + reg * W1 / N"),
    ("W1", "W1 - lr * dL_dW1"), ("W2", "W2_new"),
  ]

  init(_ changed: [String: String] = [:], points: Int = 3, regularizer: String = "0.1") {
    self.changed = changed
    self.points = points
    self.regularizer = regularizer
  }

  var text: String {
    var lines = ["def sigmoid(z): return 1 / (1 + exp(-z))"]
    for (name, formula) in data {
      switch name {
      case "N": lines.append("N = \(points)")
      case "reg": lines.append("reg = \(regularizer)")
      case "W1", "W2":
        let seed = name == "W1" ? 2 : 3
        lines.append("\(name) = RandomState(\(seed)).randn(2, 2)")
      default: lines.append("\(name) = \(formula)")
      }
    }
    if weights == .trained {
      // By names that claim nothing, so that only the lesson itself is checked.
      let update = formulas.map { "\($0) = \($1)" }.joined(separator: "\n")
        .split(separator: "_d").joined(separator: "_")
      for _ in 0..<100 { lines.append(update) }
    }
    for (name, formula) in formulas {
      lines.append("\(name) = \(changed[name] ?? formula)")
    }
    return stage(lines.joined(separator: "\n"))
  }
}

/// The check of a lesson's derivatives.
func gradientCheck(
  _ text: String, set overrides: [String: String] = [:],
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> GradientCheck {
  var diagnostics = Diagnostics()
  let lesson = Lesson(reading: SourceText(name: "lesson.md", text), diagnostics: &diagnostics)
  try #require(!diagnostics.hasErrors, "\(diagnostics.all)", sourceLocation: sourceLocation)
  return try #require(
    GradientCheck(
      of: lesson, overrides: overrides.compactMapValues { NumberLiteral(parsing: $0) }),
    sourceLocation: sourceLocation)
}
