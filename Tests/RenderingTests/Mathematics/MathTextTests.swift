import Testing

@testable import Rendering

@Suite struct MathTextTests {
  @Test(arguments: [
    (#"W_1"#, "W₁", "W_1"),
    (#"z_{2,0}"#, "z_{2, 0}", "z_{2, 0}"),
    (#"\sigma(z) = \frac{1}{1 + e^{-z}}"#, "σ(z) = 1/(1 + e^{-z})", "sigma(z) = 1/(1 + e^{-z})"),
    (#"\frac{\partial L}{\partial W_2}"#, "∂L/∂W₂", "dL/dW_2"),
    (#"\partial L / \partial w_9"#, "∂L / ∂w₉", "dL / dw_9"),
    (#"\frac{dh}{dz} = h (1 - h)"#, "dh/dz = h (1 - h)", "dh/dz = h (1 - h)"),
    (
      #"L = \frac{1}{2N} \sum (Y - h_2)^2"#, "L = 1/(2N) Σ (Y - h₂)²",
      "L = 1/(2N) sum (Y - h_2)^2"
    ),
    (#"\frac{1}{N}(Y - h_2)"#, "1/N (Y - h₂)", "1/N (Y - h_2)"),
    (#"-\frac{1}{N}(Y-h)"#, "-1/N (Y - h)", "-1/N (Y - h)"),
    (#"h_1^\top \left( a \odot b \right)"#, "h₁ᵀ (a ⊙ b)", "h_1^T (a * b)"),
    (#"W^{*} = W - \alpha g"#, "W* = W - α g", "W* = W - alpha g"),
    (#"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"#, "[1  2; 3  4]", "[1  2; 3  4]"),
    (#"\text{if } x > 0"#, "if x > 0", "if x > 0"),
    (#"a x_1 + b x_2 + c"#, "a x₁ + b x₂ + c", "a x_1 + b x_2 + c"),
    (#"2c=-a+-b"#, "2c = -a + -b", "2c = -a + -b"),
    (#"\sum_{i=1}^n x_i"#, "Σ_{i = 1}ⁿ xᵢ", "sum_{i = 1}^n x_i"),
    (#"\log \sigma(z), \exp(x)"#, "log σ(z), exp(x)", "log sigma(z), exp(x)"),
    (#"\hat{y} \bar{x}"#, "y\u{302} x\u{304}", "y_hat x_bar"),
    (#"\mathbf{W} \in \mathbb{R}^{2 \times 3}"#, "W ∈ ℝ^{2 × 3}", "W in R^{2 x 3}"),
    (#"f''(x) \le 0"#, "f′′(x) ≤ 0", "f''(x) <= 0"),
    (#"\sqrt{2} \sqrt[3]{x+1}"#, "√2 ³√(x + 1)", "sqrt(2) 3-sqrt(x + 1)"),
    (#"\frac12 \frac ab"#, "1/2 a/b", "1/2 a/b"),
    (#"u^{-1} \cdot 0.5"#, "u⁻¹ · 0.5", "u^{-1} * 0.5"),
    (#"\operatorname{relu}(x) = \max(0, x)"#, "relu(x) = max(0, x)", "relu(x) = max(0, x)"),
    (
      #"|x| = \begin{cases} x & x > 0 \\ -x & \text{otherwise} \end{cases}"#,
      "|x| = { x  x > 0; -x  otherwise", "|x| = { x  x > 0; -x  otherwise"
    ),
    (#"a \\ b"#, "a\nb", "a\nb"),
    // Not well-formed: nothing is lost, nothing breaks.
    (#"x \unknown y"#, #"x \unknown y"#, #"x \unknown y"#),
    (#"\input{a_b} y"#, #"\input{a_b} y"#, #"\input{a_b} y"#),
    (#"}{"#, "}", "}"),
    (#"\"#, #"\"#, #"\"#),
    (#"x_"#, "x_{}", "x_{}"),
    (#"\frac{1}"#, "1/", "1/"),
  ])
  func line(tex: String, unicode: String, ascii: String) {
    #expect(Math(tex: tex).oneLine(.unicode) == unicode)
    #expect(Math(tex: tex).oneLine(.ascii) == ascii)
  }

  @Test func deepNestingAndLongInputAreRead() {
    let depth = 20_000
    let braces = String(repeating: "{", count: depth) + "x" + String(repeating: "}", count: depth)
    #expect(Math(tex: braces).oneLine().contains("x"))
    for piece in [
      "^", #"\frac"#, #"\left("#, #"\begin{matrix}"#, "a_", "a&", #"a\\"#, "}", "'", #"\sqrt["#,
      #"\\["#, #"\text{"#,
    ] {
      #expect(!Math(tex: String(repeating: piece, count: 5_000)).oneLine().isEmpty)
    }
  }

  @Test(arguments: [
    (
      #"\sigma(z) = \frac{1}{1 + e^{-z}}"#,
      """
                  1
      σ(z) = ────────────
              1 + e^{-z}
      """
    ),
    (
      #"L = \sum_{i=1}^{N} \left( y_i - h_i \right)^2"#,
      """
            N
      L =   Σ   (yᵢ - hᵢ)²
          i = 1
      """
    ),
    (
      #"\left( \frac{a}{b} \right)^2"#,
      """
      ⎛ a ⎞²
      ⎜───⎟
      ⎝ b ⎠
      """
    ),
    (
      #"f(x) = \begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}"#,
      """
      f(x) = ⎧ x  x > 0
             ⎩ 0  otherwise
      """
    ),
    (
      #"\begin{aligned} a &= b + c \\ &= d \end{aligned}"#,
      """
      a = b + c
        = d
      """
    ),
    (
      #"W = \begin{bmatrix} w_1 & w_2 \\ w_{10} & w_{11} \end{bmatrix}"#,
      """
      W = ⎡w₁   w₂ ⎤
          ⎣w₁₀  w₁₁⎦
      """
    ),
  ])
  func display(tex: String, expected: String) {
    let profile = TerminalProfile()
    let text = profile.text(MathLayout(profile: profile).lines(Math(tex: tex), within: 60))
    let trimmed = text.split(separator: "\n").map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    #expect(trimmed.joined(separator: "\n") == expected)
  }

  @Test func aLongChainIsBrokenAtItsRelations() {
    let profile = TerminalProfile()
    let math = Math(tex: #"\frac{a}{b} = \frac{c + d + e}{f} = g"#)
    let text = profile.text(MathLayout(profile: profile).lines(math, within: 18))
    #expect(text.split(separator: "\n").count == 7)
  }
}
