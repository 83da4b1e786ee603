import Foundation
import Lessons
import Matrices
import Source
import StageLanguage
import Testing

@testable import Tutoring

/// Lessons to mark answers to.
enum SampleLesson: String, CaseIterable, CustomTestStringConvertible {
  case xor, mazur, tanh, relu, regularized

  var testDescription: String { rawValue }

  var text: String {
    switch self {
    case .xor, .mazur:
      let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      let file = root.appendingPathComponent("lessons/\(rawValue).md")
      return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    case .tanh: return stage(Self.tanhStage)
    case .relu: return stage(Self.reluStage)
    case .regularized: return stage(Self.regularizedStage)
    }
  }

  /// Three observations, biases as rows, a mean for the loss.
  private static let tanhStage = """
    X = array([[0.7, -1.2], [0.3, 0.8], [-0.5, 0.4]])
    Y = array([[0.25, 1.5], [0.75, -0.5], [0.1, 0.6]])
    W1 = array([[0.31, -0.42, 0.57], [0.23, 0.64, -0.15]])
    b1 = array([0.11, -0.23, 0.35])
    W2 = array([[0.45, -0.36], [-0.27, 0.58], [0.19, 0.62]])
    b2 = array([0.08, -0.14])
    lr = 0.1
    z1 = X @ W1 + b1
    h1 = tanh(z1)
    out = h1 @ W2 + b2
    e = out - Y
    L = mean(e ** 2)
    dL_dout = 2 * e / 6
    dL_dW2 = h1.T @ dL_dout
    dL_db2 = sum(dL_dout, axis=0)
    dL_dh1 = dL_dout @ W2.T
    dL_dz1 = dL_dh1 * (1 - h1 ** 2)
    dL_dW1 = X.T @ dL_dz1
    dL_db1 = sum(dL_dz1, axis=0)
    W2_new = W2 - lr * dL_dW2
    b2_new = b2 - lr * dL_db2
    """

  /// ReLU and softmax with cross-entropy.
  private static let reluStage = """
    N = 4
    X = array([[0.7, -1.2], [0.3, 0.8], [-0.5, 0.4], [1.1, 0.9]])
    Y = array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0]])
    W1 = array([[0.61, -0.42, 0.57], [0.23, 0.64, -0.15]])
    W2 = array([[0.45, -0.36, 0.22], [-0.27, 0.58, 0.13], [0.19, 0.62, -0.41]])
    b2 = array([[0.05, -0.12, 0.07]])
    lr = 0.3
    def relu(z): return maximum(z, 0)
    def softmax(z): return exp(z) / sum(exp(z), axis=1, keepdims=True)
    z1 = X @ W1
    h1 = relu(z1)
    z2 = h1 @ W2 + b2
    h2 = softmax(z2)
    L = -sum(Y * log(h2)) / N
    dL_dz2 = (h2 - Y) / N
    dL_dW2 = h1.T @ dL_dz2
    dL_db2 = sum(dL_dz2, axis=0, keepdims=True)
    dL_dh1 = dL_dz2 @ W2.T
    dh1_dz1 = where(z1 > 0, 1, 0)
    dL_dz1 = dL_dh1 * dh1_dz1
    dL_dW1 = X.T @ dL_dz1
    W1 -= lr * dL_dW1
    W2 -= lr * dL_dW2
    """

  /// Two observations and a regularizer, products written out in a row, updates in place.
  private static let regularizedStage = """
    N = 2
    reg = 0.3
    lr = 0.7
    X = array([[0.9, -0.4], [0.2, 0.7]])
    Y = array([[1, 0.2], [0.3, 1]])
    W1 = array([[0.31, -0.42], [0.23, 0.64]])
    W2 = array([[0.45, -0.36], [-0.27, 0.58]])
    b1 = 0.15
    def sigmoid(z): return 1 / (1 + exp(-z))
    z1 = X @ W1 + b1
    h1 = 1 / (1 + exp(-z1))
    z2 = h1 @ W2
    h2 = sigmoid(z2)
    L = sum((h2 - Y) ** 2) / (2 * N) + reg / (2 * N) * (sum(W1 ** 2) + sum(W2 ** 2))
    dL_dz2 = (h2 - Y) / N * h2 * (1 - h2)
    dL_dW2 = h1.T @ dL_dz2 + reg * W2 / N
    dL_dz1 = (dL_dz2 @ W2.T) * h1 * (1 - h1)
    dL_dW1 = X.T @ dL_dz1 + reg * W1 / N
    dL_db1 = sum(dL_dz1)
    W2 -= lr * dL_dW2
    W1 -= lr * dL_dW1
    b1 = b1 - lr * dL_db1
    """

  func marker(sourceLocation: SourceLocation = #_sourceLocation) throws -> Marker {
    try makeMarker(text, sourceLocation: sourceLocation)
  }
}

/// A marker for a lesson of that text.
func makeMarker(
  _ text: String, sourceLocation: SourceLocation = #_sourceLocation
) throws -> Marker {
  var diagnostics = Diagnostics()
  let lesson = Lesson(reading: SourceText(name: "lesson.md", text), diagnostics: &diagnostics)
  let compiled = CompiledLesson(lesson, diagnostics: &diagnostics)
  for error in diagnostics.sorted where error.severity == .error {
    Issue.record("\(error.summary)", sourceLocation: sourceLocation)
  }
  return try Marker(compiled)
}

extension Marker {
  /// Marks answers, a line each.
  mutating func mark(_ answers: String...) -> Marking {
    mark(SourceText(name: "answers.txt", answers.joined(separator: "\n")))
  }
}

extension Marking {
  /// The marked answer of a name.
  func answer(_ name: String) throws -> MarkedAnswer {
    try #require(answers.first { $0.name == name })
  }
}

extension MarkedAnswer {
  /// The verdicts, row by row.
  var flat: [Verdict] { verdicts.flatMap { $0 } }

  var mistakes: [Mistake] {
    remarks.compactMap { remark in
      switch remark {
      case .mistake(let mistake), .perhaps(let mistake): mistake
      default: nil
      }
    }
  }

  var kinds: [MistakeKind] { mistakes.map(\.kind) }
}

/// An array as an answer, `[1.25 2.50; 0.00 1.00]`, one text for each entry.
func answerText(_ shape: Shape, _ entries: [String]) -> String {
  if case .scalar = shape { return entries[0] }
  let rows = (0..<shape.rows).map { row in
    entries[row * shape.columns..<(row + 1) * shape.columns].joined(separator: " ")
  }
  if case .vector = shape { return "[\(rows[0])]" }
  return "[\(rows.map { "[\($0)]" }.joined(separator: ", "))]"
}

/// An array as an answer to so many decimals.
func answerText(_ array: NumericArray, decimals: Int) -> String {
  answerText(array.shape, array.elements.map { fixed($0, decimals: decimals) })
}
