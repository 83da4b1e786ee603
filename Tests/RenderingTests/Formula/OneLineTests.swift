import Testing

@testable import Rendering

@Suite struct OneLineTests {
  @Test(arguments: [
    // Names
    ("N", "N", "N"),
    ("dL_dW2", "∂L/∂W₂", "dL/dW2"),
    ("data_dim", "data_dim", "data_dim"),
    // Products
    ("A @ B", "A B", "A B"),
    ("A * B", "A ⊙ B", "A * B"),
    ("lr * A", "lr·A", "lr * A"),
    ("2 * N", "2·N", "2 * N"),
    ("A @ (A * B)", "A (A ⊙ B)", "A (A * B)"),
    ("A * B @ A", "(A ⊙ B) A", "(A * B) A"),
    ("A * (B @ A)", "A ⊙ B A", "A * B A"),
    ("lr * (A @ B)", "lr · A B", "lr * A B"),
    ("A.T @ B", "Aᵀ B", "A^T B"),
    ("(A @ B).T", "(A B)ᵀ", "(A B)^T"),
    // Sums, differences, signs
    ("A - (B - A)", "A - (B - A)", "A - (B - A)"),
    ("A - B - A", "A - B - A", "A - B - A"),
    ("A - -B", "A - (-B)", "A - (-B)"),
    ("N * -lr", "N·(-lr)", "N * (-lr)"),
    ("-N * lr", "-N·lr", "-N * lr"),
    ("-(N * lr)", "-(N·lr)", "-(N * lr)"),
    ("-(A - B)", "-(A - B)", "-(A - B)"),
    ("+N", "N", "N"),
    // Quotients
    ("1 / (1 + exp(-A))", "1/(1 + exp(-A))", "1/(1 + exp(-A))"),
    ("A / N", "A/N", "A/N"),
    ("dL_dW2 / N", "∂L/∂W₂ / N", "dL/dW2 / N"),
    ("N / dL_dW2", "N/(∂L/∂W₂)", "N/(dL/dW2)"),
    ("A @ B / N", "A B / N", "A B / N"),
    ("A / (B / N)", "A/(B/N)", "A/(B/N)"),
    ("lr / (2 * N) * N", "lr/(2·N)·N", "lr/(2 * N) * N"),
    // Powers and functions
    ("A ** 2", "A²", "A^2"),
    ("square(A - B)", "(A - B)²", "(A - B)^2"),
    ("(-N) ** 2", "(-N)²", "(-N)^2"),
    ("-N ** 2", "-N²", "-N^2"),
    ("2 ** -1", "2⁻¹", "2^(-1)"),
    ("N ** (N + 1)", "N^{N + 1}", "N^(N + 1)"),
    ("sqrt(2)", "√2", "sqrt(2)"),
    ("sqrt(N + 1)", "√(N + 1)", "sqrt(N + 1)"),
    ("abs(A - B)", "|A - B|", "abs(A - B)"),
    ("maximum(A, 0)", "max(A, 0)", "max(A, 0)"),
    ("where(A > 0, 1, 0)", "where(A > 0, 1, 0)", "where(A > 0, 1, 0)"),
    ("logical_xor(A > 0, B >= 0)", "xor(A > 0, B ≥ 0)", "xor(A > 0, B >= 0)"),
    ("sigmoid(A)", "σ(A)", "sigmoid(A)"),
    // Sums over entries
    ("sum(A)", "Σ A", "sum(A)"),
    ("sum(square(A - B))", "Σ(A - B)²", "sum((A - B)^2)"),
    ("square(sum(A))", "(Σ A)²", "sum(A)^2"),
    ("sum(A) * N", "(Σ A)·N", "sum(A) * N"),
    ("N * sum(A)", "N · Σ A", "N * sum(A)"),
    ("sum(A, axis=0)", "Σ_{axis=0} A", "sum(A, axis=0)"),
    ("mean(A, axis=1, keepdims=True)", "mean_{axis=1}(A)", "mean_{axis=1}(A)"),
    // Parts of arrays
    ("A[0, 1]", "A[0, 1]", "A[0, 1]"),
    ("A[:, 1:2]", "A[:, 1:2]", "A[:, 1:2]"),
    ("(A @ B)[0]", "(A B)[0]", "(A B)[0]"),
    ("W2_new[0, 0]", "W₂*[0, 0]", "W2_new[0, 0]"),
    ("W2_new.T", "(W₂*)ᵀ", "(W2_new)^T"),
    ("zeros((2, N))", "zeros(2, N)", "zeros(2, N)"),
    ("array([[1, 2], [3, 4]])", "[1  2; 3  4]", "[1  2; 3  4]"),
    ("A == B", "A == B", "A == B"),
  ])
  func formula(code: String, unicode: String, ascii: String) {
    #expect(line(code) == unicode)
    #expect(line(code, .ascii) == ascii)
  }

  @Test(arguments: [
    ("A @ v", "[1.5000  -2.0000; 0.2500  4.0000] [0.5000  -0.5000]"),
    ("A.T", "[1.5000  0.2500; -2.0000  4.0000]"),
    ("0.5 * c", "0.5·(-0.3)"),
    ("c * 0.5", "-0.3·0.5"),
    ("-c", "-(-0.3)"),
    ("c ** 2", "(-0.3)²"),
    ("lr * N", "0.001·4"),
    ("A[0, 1] * N", "A[0, 1]·4"),
    ("exp(-v)", "exp(-[0.5000  -0.5000])"),
  ])
  func numbers(code: String, expected: String) {
    #expect(line(code, .unicode, .numbers) == expected)
  }

  /// Derivative names count as such only of names that the lesson knows, or of letters.
  @Test func derivativesOfWords() {
    #expect(line("dloss_dW1", after: "loss = 1") == "∂loss/∂W₁")
    #expect(line("dloss_dW1", after: "x = 1") == "dloss_dW1")
  }

  @Test func longChains() {
    let sum = Array(repeating: "N", count: 30).joined(separator: " + ")
    #expect(line(sum) == sum)
  }
}

extension OneLineTests {
  private func line(
    _ code: String, _ notation: Notation = .unicode,
    _ style: FormulaBuilder.Style = .symbols
  ) -> String? {
    RenderingTests.line(code, after: arrays, notation, style)
  }

  private func line(_ code: String, after stage: String) -> String? {
    RenderingTests.line(code, after: stage, .unicode, .symbols)
  }
}
