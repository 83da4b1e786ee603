import Foundation
import Matrices
import StageLanguage
import Testing

@testable import Tutoring

@Suite("Known mistakes in lessons of other kinds")
struct SmallLessonMistakesTests {
  /// What somebody computes for a name of a lesson, and what mistake that is.
  struct Case: Sendable, CustomTestStringConvertible {
    let lesson: SmallLesson
    let name: String
    let used: String
    let kind: MistakeKind
    var testDescription: String { "\(lesson): \(name) = \(used)" }

    init(_ lesson: SmallLesson, _ name: String, _ used: String, _ kind: MistakeKind) {
      (self.lesson, self.name, self.used, self.kind) = (lesson, name, used, kind)
    }
  }

  static let chain = [
    Case(.chain, "z1", "v1 * x", .termForgotten),
    Case(.chain, "z1", "v1 * x - c1", .termSubtracted),
    Case(.chain, "a1", "sigmoid(z1)", .sigmoidForActivation),
    Case(.chain, "a1", "z1", .noActivation),
    Case(.chain, "a2", "1 / (1 + exp(z2))", .sigmoidOfNegative),
    Case(.chain, "a2", "sigmoid(sigmoid(z2))", .activationTwice),
    Case(.chain, "z2", "v2 * z1 + c2", .sumForActivation),
    Case(.chain, "z2", "v2 * x + c2", .scalarForOther),
    Case(.chain, "C", "a2 - y", .squareForgotten),
    Case(.chain, "C", "(a2 - y) ** 2 / 2", .extraHalf),
    Case(.chain, "dC_da2", "a2 - y", .twoForgotten),
    Case(.chain, "dC_da2", "2 * (y - a2)", .differenceReversed),
    Case(.chain, "dC_da2", "2 * (a2 - y) ** 2", .exponentKept),
    Case(.chain, "dC_da2", "2 * a2", .targetForgotten),
    Case(.chain, "da2_dz2", "1 - a2", .halfSlope),
    Case(.chain, "da2_dz2", "z2 * (1 - z2)", .slopeOfSum),
    Case(.chain, "da2_dz2", "1 - a2 ** 2", .tanhSlope),
    Case(.chain, "dC_dz2", "dC_da2", .slopeForgotten),
    Case(.chain, "dC_dz2", "dC_da2 + da2_dz2", .addedForMultiplied),
    Case(.chain, "dC_dv2", "dC_da2 * a1", .slopeForgotten),
    Case(.chain, "dC_dv2", "dC_dz2 * v2", .scalarForOther),
    Case(.chain, "dC_dv2", "dC_dz2 * z1", .sumForActivation),
    Case(.chain, "dC_dv2", "dC_dz2", .factorForgotten),
    Case(.chain, "dC_dc2", "dC_da2", .slopeForgotten),
    Case(.chain, "dC_da1", "dC_dz2 * v2_new", .updatedValueElsewhere),
    Case(.chain, "dC_da1", "dC_dz2 * v1", .scalarForOther),
    Case(.chain, "dC_dz1", "dC_da1", .slopeForgotten),
    Case(.chain, "dC_dz1", "dC_da1 * a1 * (1 - a1)", .sigmoidSlope),
    Case(.chain, "dC_dz1", "dC_da1 * (1 - z1 ** 2)", .slopeOfSum),
    Case(.chain, "dC_dv1", "dC_da1 * x", .slopeForgotten),
    Case(.chain, "v1_new", "v1 + 0.3 * dC_dv1", .stepAdded),
    Case(.chain, "v1_new", "v1 - dC_dv1", .rateForgotten),
    Case(.chain, "v1_new", "v1 - 0.3 * dC_dv2", .scalarForOther),
    Case(.chain, "v2_new", "0.3 * dC_dv2", .stepGiven),
    Case(.chain, "v2_new", "v2 - 0.6 * dC_dv2", .updatedTwice),
  ]

  static let line = [
    Case(.line, "pred", "m * x", .termForgotten),
    Case(.line, "pred", "m * x - b", .termSubtracted),
    Case(.line, "error", "pred - y", .differenceReversed),
    Case(.line, "error", "y + pred", .plusForMinus),
    Case(.line, "cost", "sum(error ** 2)", .countForgotten),
    Case(.line, "cost", "sum(error ** 2) / (2 * n)", .extraHalf),
    Case(.line, "cost", "sum(error) ** 2 / n", .squareOfSum),
    Case(.line, "cost", "sum(abs(error)) / n", .absoluteForSquare),
    Case(.line, "cost", "sqrt(sum(error ** 2) / n)", .rootTaken),
    Case(.line, "cost", "sum(error ** 2) / (n - 1)", .dividedByOneLess),
    Case(.line, "dcost_dm", "-2 * sum(error * x)", .countForgotten),
    Case(.line, "dcost_dm", "2 * sum(error * x) / n", .differenceReversed),
    Case(.line, "dcost_dm", "-sum(error * x) / n", .extraHalf),
    Case(.line, "dcost_dm", "-2 * sum(error) / n", .factorForgotten),
    Case(.line, "dcost_dm", "-2 * sum(error) * sum(x) / n", .productOfSums),
    Case(.line, "dcost_dm", "-2 * sum(error * y) / n", .otherValue),
    Case(.line, "m_new", "m + rate * dcost_dm", .stepAdded),
    Case(.line, "m_new", "m - dcost_dm", .rateForgotten),
    Case(.line, "m_new", "m - rate * dcost_db", .scalarForOther),
    Case(.line, "b_new", "m - rate * dcost_db", .scalarForOther),
  ]

  static let momentum = [
    Case(.momentum, "f", "sum(a * w)", .squareForgotten),
    Case(.momentum, "df_dw", "a * w", .twoForgotten),
    Case(.momentum, "df_dw", "2 * a * w ** 2", .exponentKept),
    Case(.momentum, "df_dw", "2 * w", .factorForgotten),
    Case(.momentum, "v1", "beta * v0 + df_dw", .factorForgotten),
    Case(.momentum, "v1", "v0 + (1 - beta) * df_dw", .factorForgotten),
    Case(.momentum, "v1", "(1 - beta) * df_dw", .termForgotten),
    Case(.momentum, "v1", "(1 - beta) * v0 + (1 - beta) * df_dw", .complementUsed),
    Case(.momentum, "v1", "beta * v0 - (1 - beta) * df_dw", .termSubtracted),
    Case(.momentum, "w1", "w + eta * v1", .stepAdded),
    Case(.momentum, "w1", "w - v1", .rateForgotten),
    Case(.momentum, "w1", "w - eta * df_dw", .otherValue),
    Case(.momentum, "w1", "eta * v1", .stepGiven),
    Case(.momentum, "m", "df_dw", .factorForgotten),
    Case(.momentum, "m", "0.9 * df_dw", .complementUsed),
    Case(.momentum, "s", "0.001 * df_dw", .squareForgotten),
    Case(.momentum, "mhat", "m", .divisorForgotten),
    Case(.momentum, "w_adam", "w - eta * mhat / (shat + 0.01)", .rootForgotten),
    Case(.momentum, "w_adam", "w - eta * m / (sqrt(shat) + 0.01)", .otherValue),
    Case(.momentum, "w_adam", "w + eta * mhat / (sqrt(shat) + 0.01)", .stepAdded),
  ]

  static let classes = [
    Case(.classes, "z", "X @ W", .biasForgotten),
    Case(.classes, "z", "X @ W - b", .biasSubtracted),
    Case(.classes, "p", "exp(z)", .notNormalized),
    Case(.classes, "p", "exp(z) / sum(exp(z), axis=0)", .normalizedOtherwise),
    Case(.classes, "p", "exp(z) / sum(exp(z))", .normalizedOtherwise),
    Case(.classes, "p", "1 / (1 + exp(-z))", .sigmoidForActivation),
    Case(.classes, "p", "z / sum(z, axis=1, keepdims=True)", .exponentialForgotten),
    Case(.classes, "p", "softmax(-z)", .activationOfNegative),
    Case(.classes, "L", "-sum(Y * log(p))", .notAveraged),
    Case(.classes, "L", "-mean(Y * log(p))", .averaged),
    Case(.classes, "L", "mean(sum(Y * log(p), axis=1))", .signFlipped),
    Case(.classes, "L", "-mean(sum(Y * log(p) / log(10), axis=1))", .logOfOtherBase),
    Case(.classes, "L", "mean(sum((p - Y) ** 2, axis=1))", .squaresForEntropy),
    Case(
      .classes, "L", "-mean(sum(Y * log(p) + (1 - Y) * log(1 - p), axis=1))",
      .binaryForCategorical),
    Case(.classes, "L", "-mean(sum(Y * p, axis=1))", .logForgotten),
    Case(.classes, "dL_dz", "p - Y", .countForgotten),
    Case(.classes, "dL_dz", "(Y - p) / N", .differenceReversed),
    Case(.classes, "dL_dz", "(p - Y) / N * p * (1 - p)", .extraSlope),
    Case(.classes, "dL_dz", "(p - Y) / 9", .dividedByEntries),
    Case(.classes, "dL_dz", "p / N", .targetForgotten),
    Case(.classes, "dL_dW", "X.T @ (p - Y)", .countForgotten),
    Case(.classes, "dL_dW", "X.T[:, :1] @ dL_dz[:1]", .oneObservationOnly),
    Case(.classes, "dL_db", "mean(dL_dz, axis=0)", .averaged),
    Case(.classes, "dL_db", "dL_dz", .notSummed),
    Case(.classes, "W_new", "W + lr * dL_dW", .stepAdded),
    Case(.classes, "b_new", "b - dL_db", .rateForgotten),
    Case(.classes, "b_new", "b - lr * lr * dL_db", .rateTwice),
  ]

  static let deep = [
    Case(.deep, "z2", "z1 @ W2 + b2", .sumForActivation),
    Case(.deep, "h1", "abs(z1)", .absoluteForActivation),
    Case(.deep, "h1", "minimum(z1, 0)", .negativePartKept),
    Case(.deep, "h1", "relu(X @ W1) + b1", .biasAfterActivation),
    Case(.deep, "h1", "logistic(z1)", .sigmoidForActivation),
    Case(.deep, "out", "tanh(z3)", .tanhForActivation),
    Case(.deep, "L", "sum((out - Y) ** 2) / 4", .halfForgotten),
    Case(.deep, "L", "sum(out - Y) ** 2 / 8", .squareOfSum),
    Case(.deep, "L", "sum(out ** 2) / 8", .targetForgotten),
    Case(.deep, "dz3", "(out - Y) / 4", .slopeForgotten),
    Case(.deep, "dz3", "(out - Y) * out * (1 - out)", .divisorForgotten),
    Case(.deep, "dz3", "(out - Y) / 4 * (1 - out ** 2)", .tanhSlope),
    Case(.deep, "dz3", "(out - Y) / 4 * out", .halfSlope),
    Case(.deep, "dW3", "z2.T @ dz3", .sumForActivation),
    Case(.deep, "dW3", "h1.T @ dz3", .wrongInput),
    Case(.deep, "db3", "mean(dz3, axis=0, keepdims=True)", .averaged),
    Case(.deep, "dh2", "dz3 @ (W3 - 0.1 * dW3).T", .updatedValue),
    Case(.deep, "dh2", "dz3 * ones((4, 2))", .weightsDropped),
    Case(.deep, "dz2", "dh2", .slopeForgotten),
    Case(.deep, "dz2", "dh2 * h2 * (1 - h2)", .sigmoidSlope),
    Case(.deep, "dz2", "dh2 * (1 - h2)", .squareForgotten),
    Case(.deep, "dW2", "h1.T @ dh2", .slopeForgotten),
    Case(.deep, "db2", "sum(dz2, axis=1)", .wrongAxis),
    Case(.deep, "dh1", "dz2[:, :1] @ W2.T[:1]", .onePathOnly),
    Case(.deep, "dz1", "dh1", .slopeForgotten),
    Case(.deep, "dz1", "dh1 * relu(z1)", .valueForSlope),
    Case(.deep, "dz1", "dh1 * where(z1 > 0, 0, 1)", .slopeOfOtherSide),
    Case(.deep, "dW1", "X.T @ dh1", .slopeForgotten),
    Case(.deep, "db1", "sum(dh1, axis=0, keepdims=True)", .slopeForgotten),
  ]

  static let logistic = [
    Case(
      .logistic, "L", "-sum((1 - y) * log(p) + y * log(1 - p)) / 3", .targetsExchanged),
    Case(.logistic, "k", "X @ V * c", .multipliedForAdded),
    Case(.logistic, "dL_dk", "dL_da * (k <= 0)", .slopeOfOtherSide),
    Case(.logistic, "dL_dk", "dL_da * (dL_da > 0)", .slopeByGradient),
    Case(.logistic, "dL_dk", "dL_da * a * (1 - a)", .sigmoidSlope),
    Case(.logistic, "dL_dk", "dL_da * (1 - a ** 2)", .tanhSlope),
    Case(.logistic, "dL_dk", "dL_da", .slopeForgotten),
    Case(.classes, "p", "2.0 ** z / sum(2.0 ** z, axis=1, keepdims=True)", .otherBaseOfPowers),
    Case(.deep, "dz1", "dh1 * h1 * (1 - h1)", .sigmoidSlope),
    Case(.deep, "dz1", "dh1 * (dh1 > 0)", .slopeByGradient),
    Case(.deep, "z1", "tanh(X @ W1 + b1)", .activationAdded),
    Case(.deep, "db2", "dz2[:1]", .oneObservationOnly),
    Case(.logistic, "dL_dk", "dL_da * maximum(k, 0)", .valueForSlope),
    Case(.momentum, "w1", "w - 10 * eta * v1", .tenTimesTooMuch),
    Case(.momentum, "w1", "w - eta / 10 * v1", .tenTimesTooLittle),
    Case(.momentum, "mhat", "m * (1 - 0.9)", .multipliedForDivided),
    Case(.line, "cost", "sum(error[1:] ** 2) / n", .termOfSumMissing),
    Case(.line, "pred", "b * x + m", .namesExchanged),
    Case(.chain, "z1", "v1 + x + c1", .addedForMultiplied),
    Case(.chain, "z1", "v1 * x * c1", .multipliedForAdded),
  ]

  @Test("The root of a sum, where one term stands outside of it")
  func misplacedRoot() throws {
    var marker = try makeMarker(SmallLesson.momentum.text)
    let answer = try marker.mark("w_adam = [1.15069 -0.65007]").answer("w_adam")
    #expect(answer.kinds == [.rootMisplaced])
  }

  @Test("is named", arguments: chain + line + momentum + classes + deep + logistic)
  func isNamed(_ mistake: Case) throws {
    var marker = try makeMarker(mistake.lesson.text)
    let slots = Dictionary(
      marker.values.all.map { ($0.name, $0.slot) }, uniquingKeysWith: { first, _ in first })
    let computed = marker.evaluate(mistake.used, slots)
    let value = try #require(computed)
    for digits in [4, 8] {
      let texts = value.elements.map { number in
        let exponent = number == 0 ? 0 : Int(log10(abs(number)).rounded(.down))
        return fixed(number, decimals: max(0, digits - 1 - exponent))
      }
      let answer = try marker.mark("\(mistake.name) = \(answerText(value.shape, texts))")
        .answer(mistake.name)
      #expect(answer.kinds.contains(mistake.kind), "\(answer.kinds) \(answer.flat) \(texts)")
      if let first = answer.kinds.first { #expect(!first.isGeneric || mistake.kind.isGeneric) }
      let isCertain = answer.mistakes.contains {
        $0.kind == mistake.kind && $0.certainty == .certain
      }
      #expect(isCertain || digits == 4, "\(answer.kinds)")
    }
  }
}
