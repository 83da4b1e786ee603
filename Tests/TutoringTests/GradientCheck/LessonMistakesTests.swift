import Source
import Testing

@testable import Tutoring

/// A known mistake, put into a lesson, and what is said of it.
struct PlantedMistake: Sendable, CustomTestStringConvertible {
  let name: String
  let formulas: [String: String]
  /// The name whose formula is blamed.
  let blamed: String
  /// What the message says of the cause.
  let words: String
  let testDescription: String

  init(_ description: String, _ name: String, _ formula: String, says words: String) {
    testDescription = description
    self.name = name
    formulas = [name: formula]
    blamed = name
    self.words = words
  }

  static let all: [PlantedMistake] = [
    PlantedMistake(
      "sign flipped", "dL_dh2", "(Y - h2) / N", says: "the negative of ∂L/∂h2: the sign is wrong"),
    PlantedMistake(
      "2 too many", "dL_dh2", "-2 * (Y - h2) / N",
      says: "twice ∂L/∂h2: there is a factor 2 too many"),
    PlantedMistake(
      "2 missing", "dL_dh2", "-(Y - h2) / (2 * N)", says: "half of ∂L/∂h2: a factor 2 is missing"),
    PlantedMistake(
      "1/N missing", "dL_dh2", "-(Y - h2)", says: "3 times ∂L/∂h2: the 1/N is missing"),
    PlantedMistake(
      "1/N twice", "dL_dz2", "dL_dh2 * dh2_dz2 / N", says: "it is divided by N once too often"),
    PlantedMistake(
      "y forgotten", "dL_dh2", "h2 / N", says: "is not ∂L/∂h2"),
    PlantedMistake(
      "slope forgotten at the output", "dL_dz2", "dL_dh2",
      says: "the slope of h2 is forgotten, the factor ∂h2/∂z2"),
    PlantedMistake(
      "slope forgotten in the hidden layer", "dL_dz1", "dL_dh1",
      says: "the slope of h1 is forgotten, the factor ∂h1/∂z1"),
    PlantedMistake(
      "slope forgotten in a longer formula", "dL_dW1",
      "X.T @ (dL_dz2 @ W2.T) + reg * W1 / N", says: "the slope of h1 is forgotten"),
    PlantedMistake(
      "z (1 - z)", "dh2_dz2", "z2 * (1 - z2)", says: "is made of z2, which is not activated yet"),
    PlantedMistake("only h", "dh2_dz2", "h2", says: "∂h2/∂z2 is not h2 alone"),
    PlantedMistake("only 1 - h", "dh1_dz1", "1 - h1", says: "∂h1/∂z1 is not 1 - h1 alone"),
    PlantedMistake(
      "tanh's slope", "dh1_dz1", "1 - h1 ** 2", says: "1 - h1², which is that of tanh"),
    PlantedMistake(
      "slope of the activated value", "dh1_dz1", "sigmoid(h1) * (1 - sigmoid(h1))",
      says: "is taken at h1, which is activated already"),
    PlantedMistake(
      "slope negated", "dh2_dz2", "-h2 * (1 - h2)", says: "the sign is wrong"),
    PlantedMistake(
      "W2 not transposed", "dL_dh1", "dL_dz2 @ W2",
      says: "W2 is to be transposed on the way back"),
    PlantedMistake("W2 dropped", "dL_dh1", "dL_dz2", says: "is not ∂L/∂h1"),
    PlantedMistake(
      "only one output's path", "dL_dh1", "dL_dz2[:, :1] @ W2[:, :1].T", says: "is not ∂L/∂h1"),
    PlantedMistake(
      "the updated W2", "dL_dh1", "dL_dz2 @ W2_new.T",
      says: "the updated W2 is used; a gradient needs the one from before the step"),
    PlantedMistake(
      "the updated W2 without a name", "dL_dh1", "dL_dz2 @ (W2 - lr * dL_dW2).T",
      says: "the updated W2 is used; a gradient needs the one from before the step"),
    PlantedMistake(
      "the updated W2 in a longer formula", "dL_dW1",
      "X.T @ ((dL_dz2 @ W2_new.T) * dh1_dz1) + reg * W1 / N", says: "the updated W2 is used"),
    PlantedMistake(
      "W1 for W2", "dL_dh1", "dL_dz2 @ W1.T", says: "W1 is used in the place of W2"),
    PlantedMistake(
      "X for h1", "dL_dW2", "X.T @ dL_dz2 + reg * W2 / N", says: "X is used in the place of h1"),
    PlantedMistake(
      "z1 for h1", "dL_dW2", "z1.T @ dL_dz2 + reg * W2 / N", says: "z1 is used in the place of h1"),
    PlantedMistake(
      "gradient transposed", "dL_dW2", "(dz2_dW2 @ dL_dz2 + reg * W2 / N).T",
      says: "rows and columns are exchanged"),
    PlantedMistake(
      "regularizer omitted", "dL_dW2", "dz2_dW2 @ dL_dz2",
      says: "the regularizer's term is missing, reg·W2/N"),
    PlantedMistake(
      "the penalty in every entry", "dL_dW2", "dz2_dW2 @ dL_dz2 + reg * sum(square(W2))",
      says: "the regularizer's term should be reg·W2/N, and is the same number in every entry"),
    PlantedMistake(
      "regularizer without 1/N", "dL_dW2", "dz2_dW2 @ dL_dz2 + reg * W2",
      says: "the regularizer's term should be reg·W2/N: the 1/N is missing"),
    PlantedMistake(
      "regularizer doubled", "dL_dW1", "X.T @ dL_dz1 + 2 * reg * W1 / N",
      says: "the regularizer's term should be reg·W1/N: there is a factor 2 too many"),
    PlantedMistake(
      "regularizer subtracted", "dL_dW2", "dz2_dW2 @ dL_dz2 - reg * W2 / N",
      says: "the regularizer's term should be reg·W2/N: the sign is wrong"),
    PlantedMistake(
      "the other matrix's regularizer", "dL_dW2", "dz2_dW2 @ dL_dz2 + reg * W1 / N",
      says: "the regularizer's term should be reg·W2/N, and is made of W1"),
    PlantedMistake(
      "1/N missing before the regularizer", "dL_dW2", "N * dz2_dW2 @ dL_dz2 + reg * W2 / N",
      says: "the 1/N is missing"),
  ]
}

@Suite("A known mistake in a lesson is reported, with its cause")
struct LessonMistakesTests {
  @Test("with the regularizer on and several points", arguments: PlantedMistake.all)
  func planted(mistake: PlantedMistake) throws {
    let check = try gradientCheck(Network(mistake.formulas).text)
    let diagnostics = check.diagnostics
    #expect(diagnostics.count == 1 && diagnostics[0].severity == .error, "\(diagnostics)")
    let summary = diagnostics.first?.summary ?? ""
    #expect(summary.hasPrefix("`\(mistake.blamed)` "), "\(summary)")
    #expect(summary.contains(mistake.words), "\(summary)")
  }

  @Test("with the regularizer off and a single point", arguments: PlantedMistake.all)
  func hidden(mistake: PlantedMistake) throws {
    let check = try gradientCheck(Network(mistake.formulas, points: 1, regularizer: "0").text)
    let diagnostics = check.diagnostics
    #expect(diagnostics.count == 1, "\(diagnostics)")
    let summary = diagnostics.first?.summary ?? ""
    #expect(summary.hasPrefix("`\(mistake.blamed)` "), "\(summary)")
    let isVisible = check.wrong.contains { $0.claim.name.text == mistake.blamed }
    #expect(diagnostics.first?.severity == .error)
    if !isVisible { #expect(summary.contains("as the lesson stands, but not with "), "\(summary)") }
  }

  @Test("what follows from a mistake is said there, not reported again")
  func followers() throws {
    let check = try gradientCheck(Network(["dL_dh2": "Y - h2"]).text)
    #expect(check.wrong.count == 6)
    #expect(check.diagnostics.count == 1)
    #expect(
      check.diagnostics[0].notes.last
        == "`dL_dz2`, `dL_dW2`, `dL_dh1`, `dL_dz1`, `dL_dW1` follow from it")
  }

  @Test(
    "a bias's gradient that is added up wrongly",
    arguments: [
      ("sum(dL_dz, axis=1)", "it is added up along the wrong axis"),
      ("sum(dL_dz)", "everything is added up; each entry of b has a sum of its own"),
      ("dL_dz", "it is not added up: one entry of b is used in several places"),
    ])
  func bias(formula: String, words: String) throws {
    let code = """
      X = RandomState(0).randn(3, 2)
      W = RandomState(1).randn(2, 4)
      b = RandomState(2).randn(4)
      z = X @ W + b
      L = sum(square(z)) / 2
      dL_dz = z
      dz_db = 1

      """
    let right = try gradientCheck(stage(code + "dL_db = sum(dL_dz, axis=0)"))
    #expect(right.derivatives.map(\.verdict) == [.gradient, .shorthand(.summed), .gradient])
    let wrong = try gradientCheck(stage(code + "dL_db = \(formula)"))
    #expect(wrong.diagnostics.map(\.summary) == ["`dL_db` is not ∂L/∂b: \(words)"])
  }

  @Test("two mistakes are two errors")
  func two() throws {
    let check = try gradientCheck(
      Network(["dh2_dz2": "h2", "dL_dW1": "X.T @ dL_dz1"]).text)
    #expect(check.diagnostics.map(\.summary).count == 2, "\(check.diagnostics)")
  }

  @Test("a second mistake is told apart from what follows from the first")
  func compounded() throws {
    let here = try gradientCheck(Network(["dL_dh2": "-(Y - h2)", "dL_dz1": "dL_dh1"]).text)
    #expect(
      here.diagnostics.map(\.summary) == [
        "`dL_dh2` is 3 times ∂L/∂h2: the 1/N is missing",
        "`dL_dz1` is not ∂L/∂z1: the slope of h1 is forgotten, the factor ∂h1/∂z1",
      ])
    let formulas = ["dL_dh2": "-(Y - h2)", "dL_dW1": "X.T @ dL_dz1"]
    let hidden = try gradientCheck(Network(formulas, points: 1, regularizer: "0").text)
    #expect(
      hidden.diagnostics.map(\.summary) == [
        "`dL_dh2` is ∂L/∂h2 as the lesson stands, but not with N = 3: the 1/N is missing",
        "`dL_dW1` is ∂L/∂W1 as the lesson stands, but not with reg = 0.1: the regularizer's term is "
          + "missing, reg·W1/N",
      ])
    let half = try gradientCheck(Network(formulas, points: 3, regularizer: "0").text)
    #expect(
      half.diagnostics.map(\.summary) == [
        "`dL_dh2` is 3 times ∂L/∂h2: the 1/N is missing",
        "`dL_dW1` follows from `dL_dh2` here, but is wrong by itself with reg = 0.1: the "
          + "regularizer's term is missing, reg·W1/N",
      ])
  }

  @Test("a factor of 2 is told from an N of 2 by looking at other numbers")
  func twoOrCount() throws {
    let count = try gradientCheck(Network(["dL_dh2": "-(Y - h2)"], points: 2).text)
    #expect(count.diagnostics[0].summary == "`dL_dh2` is twice ∂L/∂h2: the 1/N is missing")
    let two = try gradientCheck(Network(["dL_dh2": "-2 * (Y - h2) / N"], points: 2).text)
    #expect(
      two.diagnostics[0].summary == "`dL_dh2` is twice ∂L/∂h2: there is a factor 2 too many")
  }

  @Test("a mistake that the lesson's numbers hide is an error, with numbers that show it")
  func elsewhere() throws {
    let check = try gradientCheck(
      Network(["dL_dh2": "-(Y - h2)"], points: 1, regularizer: "0").text)
    #expect(check.wrong.isEmpty && check.fails)
    #expect(check.diagnostics.map(\.severity) == [.error])
    #expect(
      check.diagnostics[0].notes.last == "`brickwise check-gradients` with --set N=3 shows it")
    #expect(
      check.diagnostics[0].summary
        == "`dL_dh2` is ∂L/∂h2 as the lesson stands, but not with N = 3: the 1/N is missing")
  }

  @Test("an error stands at its statement, with the first entry that is wrong")
  func place() throws {
    let text = Network(["dL_dW2": "dz2_dW2 @ dL_dz2"]).text
    let diagnostic = try gradientCheck(text).diagnostics[0]
    let source = SourceText(name: "lesson.md", text)
    #expect(source[diagnostic.span] == "dL_dW2 = dz2_dW2 @ dL_dz2")
    #expect(diagnostic.notes[0].hasPrefix("row 1, column 1: expected "))
    #expect(diagnostic.notes[0].hasSuffix("; 4 entries differ"))
  }
}
