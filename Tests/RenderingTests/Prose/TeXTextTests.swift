import Testing

@testable import Rendering

@Suite struct TeXTextTests {
  @Test(arguments: [
    (#"W_1"#, "W₁", "W_1"),
    (#"z_{2,0}"#, "z_{2,0}", "z_{2,0}"),
    (#"\sigma(z) = \frac{1}{1 + e^{-z}}"#, "σ(z) = 1/(1 + e^{-z})", "sigma(z) = 1/(1 + e^{-z})"),
    (#"\frac{\partial L}{\partial W_2}"#, "∂L/∂W₂", "dL/dW_2"),
    (#"\frac{dh}{dz} = h (1 - h)"#, "dh/dz = h (1 - h)", "dh/dz = h (1 - h)"),
    (
      #"L = \frac{1}{2N} \sum (Y - h_2)^2"#, "L = 1/(2N) Σ (Y - h₂)²",
      "L = 1/(2N) sum (Y - h_2)^2"
    ),
    (#"\frac{1}{N}(Y - h_2)"#, "1/N (Y - h₂)", "1/N (Y - h_2)"),
    (#"h_1^\top \left( a \odot b \right)"#, "h₁ᵀ (a ⊙ b)", "h_1^T (a * b)"),
    (#"W^{*} = W - \alpha g"#, "W* = W - α g", "W* = W - alpha g"),
    (#"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"#, "[ 1 2\n3 4 ]", "[ 1 2\n3 4 ]"),
    (#"\text{if } x > 0"#, "if x > 0", "if x > 0"),
    (#"x \unknown y"#, "x unknown y", "x unknown y"),
    // Not well-formed: nothing is lost, nothing breaks.
    (#"}{"#, "}", "}"),
    (#"\"#, #"\"#, #"\"#),
    (#"x_"#, "x_{}", "x_{}"),
    (#"\frac{1}"#, "1/", "1/"),
  ])
  func line(tex: String, unicode: String, ascii: String) {
    #expect(TeXText.line(tex, .unicode) == unicode)
    #expect(TeXText.line(tex, .ascii) == ascii)
  }

  @Test func deepNestingAndLongInputAreRead() {
    let depth = 20_000
    let braces = String(repeating: "{", count: depth) + "x" + String(repeating: "}", count: depth)
    #expect(TeXText.line(braces, .unicode).contains("x"))
    let scripts = String(repeating: "^", count: 5_000)
    #expect(!TeXText.line(scripts, .unicode).isEmpty)
    let fractions = String(repeating: #"\frac"#, count: 5_000)
    #expect(!TeXText.line(fractions, .unicode).isEmpty)
  }
}
