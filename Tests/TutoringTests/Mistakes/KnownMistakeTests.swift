import Foundation
import Matrices
import Source
import StageLanguage
import Testing

@testable import Tutoring

/// A mistake that people make: a name of a lesson, and what they compute for it.
struct KnownMistake: Sendable, CustomTestStringConvertible {
  let title: String
  let lesson: SampleLesson
  let name: String
  let used: String
  let kind: MistakeKind

  init(
    _ title: String, _ lesson: SampleLesson, _ name: String, _ used: String, _ kind: MistakeKind
  ) {
    self.title = title
    self.lesson = lesson
    self.name = name
    self.used = used
    self.kind = kind
  }

  var testDescription: String { title }
}

@Suite("The known mistakes, each in some lesson whose formulas contain it")
struct KnownMistakeTests {
  static let forward = [
    KnownMistake("no activation", .xor, "h1", "z1", .noActivation),
    KnownMistake("activation of -z", .xor, "h1", "sigmoid(-z1)", .sigmoidOfNegative),
    KnownMistake("activation twice", .mazur, "h2", "sigmoid(sigmoid(z2))", .activationTwice),
    KnownMistake(
      "activation of -z, written out", .regularized, "h1", "1 / (1 + exp(z1))",
      .sigmoidOfNegative),
    KnownMistake("weights transposed", .mazur, "z1", "X @ W1.T + b1", .transposeAdded),
    KnownMistake("weights reshaped", .xor, "z1", "X @ reshape(W1.T, (2, 3))", .weightsReshaped),
    KnownMistake("bias forgotten", .mazur, "z1", "X @ W1", .biasForgotten),
    KnownMistake(
      "bias after activation", .mazur, "h1", "sigmoid(X @ W1) + b1",
      .biasAfterActivation),
    KnownMistake("bias subtracted", .mazur, "z1", "X @ W1 - b1", .biasSubtracted),
    KnownMistake("tanh for sigmoid", .xor, "h2", "tanh(z2)", .tanhForActivation),
    KnownMistake("sigmoid for tanh", .tanh, "h1", "1 / (1 + exp(-z1))", .sigmoidForActivation),
    KnownMistake("ReLU for tanh", .tanh, "h1", "maximum(z1, 0)", .reluForActivation),
    KnownMistake(
      "softmax for sigmoid", .xor, "h2",
      "exp(z2) / sum(exp(z2), axis=1, keepdims=True)", .softmaxForActivation),
    KnownMistake("⊙ for the matrix product", .regularized, "z2", "h1 * W2", .entrywiseForProduct),
    KnownMistake(
      "term of the sum missing", .xor, "z2", "h1[:, :2] @ W2[:2]",
      .termOfProductMissing),
    KnownMistake("absolute value for ReLU", .relu, "h1", "abs(z1)", .absoluteForActivation),
    KnownMistake("negative part for ReLU", .relu, "h1", "minimum(z1, 0)", .negativePartKept),
    KnownMistake("no ReLU", .relu, "h1", "z1", .noActivation),
    KnownMistake("softmax without its sum", .relu, "h2", "exp(z2)", .notNormalized),
    KnownMistake(
      "softmax over the wrong axis", .relu, "h2",
      "exp(z2) / sum(exp(z2), axis=0, keepdims=True)", .normalizedOtherwise),
    KnownMistake(
      "softmax over everything", .relu, "h2", "exp(z2) / sum(exp(z2))",
      .normalizedOtherwise),
    KnownMistake(
      "softmax without exp", .relu, "h2", "z2 / sum(z2, axis=1, keepdims=True)",
      .exponentialForgotten),
    KnownMistake("sigmoid for softmax", .relu, "h2", "1 / (1 + exp(-z2))", .sigmoidForActivation),
  ]

  static let loss = [
    KnownMistake("½ forgotten", .xor, "L", "sum(square(Y - h2)) / N", .halfForgotten),
    KnownMistake(
      "1/N forgotten", .regularized, "L",
      "sum((h2 - Y) ** 2) / 2 + reg / (2 * N) * (sum(W1 ** 2) + sum(W2 ** 2))", .countForgotten),
    KnownMistake(
      "divided by the number of entries", .regularized, "L",
      "mean((h2 - Y) ** 2) / 2 + reg / (2 * N) * (sum(W1 ** 2) + sum(W2 ** 2))", .dividedByEntries),
    KnownMistake("|e| for e²", .xor, "L", "sum(abs(Y - h2)) / (2 * N)", .absoluteForSquare),
    KnownMistake("(Σe)² for Σe²", .xor, "L", "sum(Y - h2) * sum(Y - h2) / (2 * N)", .squareOfSum),
    KnownMistake(
      "square root of the sum", .xor, "L", "sqrt(sum(square(Y - h2))) / (2 * N)",
      .rootTaken),
    KnownMistake("square root of the loss", .mazur, "L", "sqrt(sum(errors))", .rootTaken),
    KnownMistake(
      "regularizer forgotten", .regularized, "L", "sum((h2 - Y) ** 2) / (2 * N)",
      .penaltyForgotten),
    KnownMistake(
      "regularizer without its ½", .regularized, "L",
      "sum((h2 - Y) ** 2) / (2 * N) + reg / N * (sum(W1 ** 2) + sum(W2 ** 2))", .halfForgotten),
    KnownMistake(
      "regularizer without its 1/N", .regularized, "L",
      "sum((h2 - Y) ** 2) / (2 * N) + reg / 2 * (sum(W1 ** 2) + sum(W2 ** 2))", .countForgotten),
    KnownMistake(
      "ΣW for ΣW²", .regularized, "L",
      "sum((h2 - Y) ** 2) / (2 * N) + reg / (2 * N) * (sum(W1) + sum(W2 ** 2))", .sumForSquares),
    KnownMistake(
      "Σ|W| for ΣW²", .regularized, "L",
      "sum((h2 - Y) ** 2) / (2 * N) + reg / (2 * N) * (sum(W1 ** 2) + sum(abs(W2)))",
      .absoluteInPenalty),
    KnownMistake(
      "only one matrix in the regularizer", .regularized, "L",
      "sum((h2 - Y) ** 2) / (2 * N) + reg / (2 * N) * sum(W2 ** 2)", .penaltyIncomplete),
    KnownMistake(
      "biases in the regularizer", .regularized, "L",
      "sum((h2 - Y) ** 2) / (2 * N) + reg / (2 * N) * (sum(W1 ** 2) + sum(W2 ** 2) + b1 ** 2)",
      .biasInPenalty),
    KnownMistake("a sum for the mean", .tanh, "L", "sum(e ** 2)", .notAveraged),
    KnownMistake(
      "the sign of the cross-entropy", .relu, "L", "sum(Y * log(h2)) / N",
      .signFlipped),
    KnownMistake(
      "the logarithm to base 10", .relu, "L", "-sum(Y * log(h2) / log(10)) / N",
      .logOfOtherBase),
    KnownMistake(
      "the logarithm to base 2", .relu, "L", "-sum(Y * log(h2) / log(2)) / N",
      .logOfOtherBase),
    KnownMistake("no logarithm", .relu, "L", "-sum(Y * h2) / N", .logForgotten),
    KnownMistake(
      "the target left out of the cross-entropy", .relu, "L", "-sum(log(h2)) / N",
      .factorForgotten),
  ]

  static let backward = [
    KnownMistake("σ′ forgotten at the output", .xor, "dL_dz2", "dL_dh2", .slopeForgotten),
    KnownMistake("σ′ forgotten at the hidden layer", .xor, "dL_dz1", "dL_dh1", .slopeForgotten),
    KnownMistake(
      "σ′ forgotten, written out", .regularized, "dL_dz2", "(h2 - Y) / N",
      .slopeForgotten),
    KnownMistake(
      "σ′ forgotten in the gradient of W1", .xor, "dL_dW1", "X.T @ dL_dh1",
      .slopeForgotten),
    KnownMistake("tanh′ forgotten", .tanh, "dL_dz1", "dL_dh1", .slopeForgotten),
    KnownMistake("ReLU′ forgotten", .relu, "dL_dz1", "dL_dh1", .slopeForgotten),
    KnownMistake(
      "σ′ of the activated value", .xor, "dh2_dz2", "sigmoid(h2) * (1 - sigmoid(h2))",
      .slopeOfActivated),
    KnownMistake("z(1 - z)", .xor, "dh2_dz2", "z2 * (1 - z2)", .slopeOfSum),
    KnownMistake(
      "z(1 - z), written out", .regularized, "dL_dz1", "(dL_dz2 @ W2.T) * z1 * (1 - z1)",
      .slopeOfSum),
    KnownMistake("only h", .xor, "dh1_dz1", "h1", .halfSlope),
    KnownMistake("only 1 - h", .xor, "dh1_dz1", "1 - h1", .halfSlope),
    KnownMistake(
      "only 1 - h, written out", .regularized, "dL_dz2", "(h2 - Y) / N * (1 - h2)",
      .halfSlope),
    KnownMistake("tanh′ for σ′", .xor, "dh1_dz1", "1 - h1 ** 2", .tanhSlope),
    KnownMistake("σ′ for tanh′", .tanh, "dL_dz1", "dL_dh1 * h1 * (1 - h1)", .sigmoidSlope),
    KnownMistake("z for h in tanh′", .tanh, "dL_dz1", "dL_dh1 * (1 - z1 ** 2)", .slopeOfSum),
    KnownMistake(
      "the other side of ReLU", .relu, "dh1_dz1", "where(z1 > 0, 0, 1)",
      .slopeOfOtherSide),
    KnownMistake(
      "the value for the slope of ReLU", .relu, "dh1_dz1", "where(z1 > 0, z1, 0)",
      .valueForSlope),
    KnownMistake("y - h", .mazur, "dL_dh2", "Y - h2", .differenceReversed),
    KnownMistake("the sign of the gradient", .xor, "dL_dW2", "-h1.T @ dL_dz2", .signFlipped),
    KnownMistake("an extra 2", .xor, "dL_dh2", "-2 * (Y - h2) / N", .twoNotCancelled),
    KnownMistake("a missing 2", .tanh, "dL_dout", "e / 6", .twoForgotten),
    KnownMistake("1/N missing", .relu, "dL_dz2", "h2 - Y", .countForgotten),
    KnownMistake("1/N twice", .relu, "dL_dz2", "(h2 - Y) / N / N", .dividedAgain),
    KnownMistake("dot product for ⊙", .xor, "dL_dz2", "sum(dL_dh2 * dh2_dz2)", .dotForEntrywise),
    KnownMistake("W2 not transposed", .mazur, "dL_dh1", "dL_dz2 @ W2", .transposeForgotten),
    KnownMistake("W2 reshaped", .xor, "dL_dh1", "dL_dz2 @ reshape(W2, (2, 3))", .weightsReshaped),
    KnownMistake("X for h1 in the outer product", .mazur, "dL_dW2", "X.T @ dL_dz2", .wrongInput),
    KnownMistake("X for h1, of another shape", .xor, "dL_dW2", "X.T @ dL_dz2", .wrongInput),
    KnownMistake(
      "z1 for h1 in the outer product", .mazur, "dL_dW2", "z1.T @ dL_dz2",
      .sumForActivation),
    KnownMistake(
      "the updated W2", .mazur, "dL_dh1", "dL_dz2 @ (W2 - lr * dL_dW2).T",
      .updatedValue),
    KnownMistake(
      "the updated W2, in the gradient of W1", .xor, "dL_dW1",
      "X.T @ ((dL_dz2 @ (W2 - 0.001 * dL_dW2).T) * h1 * (1 - h1))", .updatedValue),
    KnownMistake(
      "the updated W2, in place", .relu, "dL_dh1", "dL_dz2 @ (W2 - lr * dL_dW2).T",
      .updatedValue),
    KnownMistake(
      "W2 dropped from the path", .xor, "dL_dh1",
      "sum(dL_dz2, axis=1, keepdims=True) + 0 * h1", .weightsDropped),
    KnownMistake(
      "only one output's path", .xor, "dL_dh1", "dL_dz2[:, 1:2] @ W2[:, 1:2].T",
      .onePathOnly),
    KnownMistake("y forgotten", .mazur, "dL_dh2", "h2", .targetForgotten),
    KnownMistake(
      "regularizer's gradient omitted", .regularized, "dL_dW2", "h1.T @ dL_dz2",
      .penaltyForgotten),
    KnownMistake(
      "λΣW² in every entry", .regularized, "dL_dW2",
      "h1.T @ dL_dz2 + reg * sum(square(W2)) / N", .penaltyInEveryEntry),
    KnownMistake(
      "λ/2N ΣW² in every entry", .regularized, "dL_dW2",
      "h1.T @ dL_dz2 + reg * sum(square(W2)) / N / 2", .penaltyInEveryEntry),
    KnownMistake(
      "λW without 1/N", .regularized, "dL_dW2", "h1.T @ dL_dz2 + reg * W2",
      .countForgotten),
    KnownMistake(
      "2λW/N", .regularized, "dL_dW2", "h1.T @ dL_dz2 + 2 * reg * W2 / N",
      .penaltyDoubled),
    KnownMistake(
      "regularizer's gradient subtracted", .regularized, "dL_dW2",
      "h1.T @ dL_dz2 - reg * W2 / N", .penaltySubtracted),
    KnownMistake(
      "the other matrix's regularizer", .regularized, "dL_dW2",
      "h1.T @ dL_dz2 + reg * W1 / N", .otherWeights),
    KnownMistake(
      "bias gradient along the wrong axis", .tanh, "dL_db2", "sum(dL_dout, axis=1)", .wrongAxis),
    KnownMistake("bias gradient over everything", .tanh, "dL_db1", "sum(dL_dz1)", .wrongAxis),
  ]

  static let update = [
    KnownMistake("plus for minus", .mazur, "W2_new", "W2 + lr * dL_dW2", .stepAdded),
    KnownMistake("rate forgotten", .mazur, "W2_new", "W2 - dL_dW2", .rateForgotten),
    KnownMistake("rate twice", .mazur, "W1_new", "W1 - lr * lr * dL_dW1", .rateTwice),
    KnownMistake("the step given", .mazur, "W1_new", "lr * dL_dW1", .stepGiven),
    KnownMistake("the step given, with its minus", .tanh, "W2_new", "-lr * dL_dW2", .stepGiven),
    KnownMistake("updated twice", .mazur, "W2_new", "W2 - 2 * lr * dL_dW2", .updatedTwice),
    KnownMistake(
      "plus for minus, in place", .regularized, "W2", "W2 + lr * dL_dW2",
      .stepAdded),
    KnownMistake("rate forgotten, of a bias", .tanh, "b2_new", "b2 - dL_db2", .rateForgotten),
  ]

  @Test("is recognized", arguments: forward + loss + backward + update)
  func isRecognized(_ mistake: KnownMistake) throws {
    var marker = try mistake.lesson.marker()
    // The new value of something that changes in place is its last.
    let isInPlace = mistake.title.hasSuffix("in place") && mistake.name == "W2"
    let order = try #require(marker.values.versions[mistake.name]?.first)
    let assigned = marker.values.all[order]
    let slots = Dictionary(
      marker.values.all.map { ($0.name, $0.slot) }, uniquingKeysWith: { first, _ in first })
    let computed = marker.evaluate(mistake.used, slots)
    let value = try #require(computed)
    let typed = answerText(value, decimals: 7)
    let name = isInPlace ? "\(mistake.name)*" : assigned.name
    let answer = try marker.mark("\(name) = \(typed)").answer(assigned.name)
    #expect(answer.kinds.contains(mistake.kind), "\(answer.kinds) \(answer.flat) \(typed)")
    // What is named first is what is meant, or says as much.
    if let first = answer.kinds.first { #expect(!first.isGeneric || mistake.kind.isGeneric) }
    #expect(answer.tally.wrong > 0)
    let sentence = answer.sentences.map(\.plain).joined(separator: " ")
    let isShown = ["the formula is", "The formula is", "the function is"].contains {
      sentence.contains($0)
    }
    #expect(isShown, "\(sentence)")
  }

  @Test("is named at three digits", arguments: forward + loss + backward + update)
  func isNamedAtThreeDigits(_ mistake: KnownMistake) throws {
    var marker = try mistake.lesson.marker()
    let slots = Dictionary(
      marker.values.all.map { ($0.name, $0.slot) }, uniquingKeysWith: { first, _ in first })
    let computed = marker.evaluate(mistake.used, slots)
    let value = try #require(computed)
    let typed = answerText(value.shape, value.elements.map { significant($0, digits: 3) })
    let isInPlace = mistake.title.hasSuffix("in place") && mistake.name == "W2"
    let answer = try marker.mark("\(mistake.name)\(isInPlace ? "*" : "") = \(typed)")
      .answer(mistake.name)
    // Whole numbers, and what comes out right, say nothing at any number of digits.
    if answer.flat.allSatisfy(\.isRight) { return }
    #expect(answer.kinds.contains(mistake.kind), "\(answer.kinds) \(answer.flat) \(typed)")
  }

  /// A number to so many significant digits.
  private func significant(_ number: Double, digits: Int) -> String {
    guard number != 0 else { return "0" }
    let exponent = Int(log10(abs(number)).rounded(.down))
    return fixed(number, decimals: max(0, digits - 1 - exponent))
  }

  @Test("Transposed results are said to be so")
  func transposedResult() throws {
    var marker = try SampleLesson.mazur.marker()
    let answer = try marker.mark("dL_dW2 = [0.082167 0.082668; -0.022603 -0.022740]")
      .answer("dL_dW2")
    #expect(answer.kinds == [.resultTransposed])
    let other = try marker.mark("z1 = [0.3775; 0.3925]").answer("z1")
    #expect(
      other.remarks == [
        .wrongShape(
          expected: .matrix(rows: 1, columns: 2), found: "2×1", isTransposed: true)
      ])
  }

  @Test("Every kind of mistake has a sentence of its own")
  func sentences() {
    let part = Expression.named("x")
    var seen: Set<String> = []
    for kind in MistakeKind.allCases {
      let sentence = kind.sentence(part: part).plain
      #expect(sentence.hasSuffix(".") && !sentence.hasPrefix("The formula was changed"), "\(kind)")
      #expect(seen.insert(sentence).inserted, "\(kind)")
    }
  }
}

extension Marker {
  /// The value of an expression of the stage language.
  borrowing func evaluate(_ text: String, _ slots: [String: Slot]) -> NumericArray? {
    let source = SourceText(name: "expression", text)
    let fragment = SourceFragment(source, Span(0, source.bytes.count))
    guard let expression = Parser.expression(in: fragment).expression else { return nil }
    var compiler = compiled.compiler
    let variants = compiler.compile(
      variants: [expression], names: { slots[$0] }, functions: values.functions)
    guard let variant = variants.first ?? nil else { return nil }
    var machine = Machine(compiler.program)
    guard (try? machine.run()) != nil else { return nil }
    return machine.value(of: variant.slot)
  }
}
