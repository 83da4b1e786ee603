import Testing

@testable import Rendering

@Suite struct SymbolTests {
  @Test(arguments: [
    ("W1", "W₁"), ("h12", "h₁₂"), ("eta", "η"), ("eta2", "η₂"), ("lam", "λ"), ("lr", "lr"),
    ("W2_new", "W₂*"), ("bias_new", "bias*"), ("x_i", "xᵢ"), ("X_all", "X_all"),
    ("W1_all", "W_{1,all}"), ("X_all_new", "X_all*"), ("fan_in", "fan_in"),
    ("y_hat", "y\u{302}"), ("x_bar", "x\u{304}"), ("z_prime", "z′"), ("labels", "labels"),
    ("sigmoid", "σ"), ("_", "_"), ("_x", "_x"), ("a__b", "a__b"), ("x_", "x_"),
    ("word_hat", "word_hat"), ("v_w", "v_w"), ("x_12", "x₁₂"), ("x_i1", "x_{i1}"), ("x1w1", "x1w1"),
    ("x1w1_new", "x1w1*"), ("h1out", "h1out"), ("bias2", "bias₂"),
  ])
  func written(name: String, expected: String) {
    #expect(Notation.unicode.written(Symbol(name)) == expected)
    #expect(Notation.ascii.written(Symbol(name)) == name)
  }

  @Test("A letter and its mark are one scalar where Unicode has one, and two where it has none")
  func composition() {
    #expect(Array(Notation.unicode.written(Symbol("y_hat")).unicodeScalars) == ["\u{177}"])
    #expect(Array(Notation.unicode.written(Symbol("x_bar")).unicodeScalars) == ["x", "\u{304}"])
    let math = Math(tex: #"\dot{Z}"#)
    #expect(Array(math.oneLine().unicodeScalars) == ["\u{17B}"])
  }
}
