import Testing

@testable import Rendering

@Suite struct StepLayoutTests {
  private let forward = """
    X = array([[1.76405235, 0.40015721]])
    W1 = array([[-0.67746455, 0.37769425, -0.07365253], [-0.53663519, 0.60920496, 0.21149622]])
    def sigmoid(z): return 1 / (1 + exp(-z))
    z1 = X @ W1  # weighted sum of the inputs
    h1 = sigmoid(z1)  # squashed
    """

  @Test func symbolsNumbersResult() {
    #expect(
      shown(forward) == """
          X = [1.7641  0.4002]

          W₁ = ⎡-0.6775  0.3777  -0.0737⎤
               ⎣-0.5366  0.6092   0.2115⎦

          σ(z) = 1/(1 + exp(-z))

          z₁ = X W₁    weighted sum of the inputs
             = [1.7641  0.4002] ⎡-0.6775  0.3777  -0.0737⎤
                                ⎣-0.5366  0.6092   0.2115⎦   (1×2)(2×3) → 1×3
             = [-1.4098  0.9101  -0.0453]

          h₁ = σ(z₁)   squashed
             = σ([-1.4098  0.9101  -0.0453])
             = [0.1963  0.7130  0.4887]

        """)
  }

  @Test func narrow() {
    #expect(
      shown(forward, TerminalProfile(width: 40)).hasSuffix(
        """
          z₁ = X W₁   weighted sum of the inputs
             =   [1.7641  0.4002]
               · ⎡-0.6775  0.3777  -0.0737⎤
                 ⎣-0.5366  0.6092   0.2115⎦
               (1×2)(2×3) → 1×3
             = [-1.4098  0.9101  -0.0453]

          h₁ = σ(z₁)   squashed
             = σ([-1.4098  0.9101  -0.0453])
             = [0.1963  0.7130  0.4887]

        """))
  }

  @Test func ascii() {
    #expect(
      shown(forward, TerminalProfile(notation: .ascii)).hasSuffix(
        """
          z1 = X W1          weighted sum of the inputs
             = [1.7641  0.4002] [-0.6775  0.3777  -0.0737]
                                [-0.5366  0.6092   0.2115]   (1x2)(2x3) -> 1x3
             = [-1.4098  0.9101  -0.0453]

          h1 = sigmoid(z1)   squashed
             = sigmoid([-1.4098  0.9101  -0.0453])
             = [0.1963  0.7130  0.4887]

        """))
  }

  @Test func whatWouldSayTheSameIsLeftOut() {
    #expect(
      shown(
        """
        lr = 0.001  # learning rate
        seed = 7
        rng = RandomState(seed)
        W = array([0.5, 1.25])
        # now the step
        W_new = W - lr * W
        W = W_new
        b = array([1.5])
        b -= 2 * b
        """) == """
            lr = 0.001                learning rate
            seed = 7
            rng = RandomState(seed)   random numbers, seed 7
            W = [0.5000  1.2500]
            now the step

            W* = W - lr·W
               = [0.5000  1.2500] - 0.001·[0.5000  1.2500]
               = [0.4995  1.2488]

            W ← W*
              = [0.4995  1.2488]

            b = [1.5000]

            b ← b - 2·b
              = [1.5000] - 2·[1.5000]
              = [-1.5000]

          """)
  }

  @Test func shownExpressions() {
    #expect(
      shown("v = array([1.5, 2.25])\nv\nsum(v)  # all of it") == """
          v = [1.5000  2.2500]
          v = [1.5000  2.2500]

          Σ v = Σ [1.5000  2.2500]   all of it
              = 3.7500

        """)
  }

  @Test func largeOperandsAreNotPutIn() {
    #expect(
      shown("X = RandomState(0).randn(300, 2)\nY = X @ array([[1], [2]])") == """
          X = randn(300, 2)
              ⎡ 1.7641   0.4002⎤
              ⎢ 0.9787   2.2409⎥
              ⎢ 1.8676  -0.9773⎥
            = ⎢ …        …     ⎥
              ⎢ 0.3518   0.3792⎥
              ⎢-0.4700  -0.2167⎥
              ⎣-0.9302  -0.1786⎦   300×2, drawn with seed 0

          Y = X ⎡1⎤
                ⎣2⎦
              ⎡ 2.5644⎤
              ⎢ 5.4605⎥
              ⎢-0.0870⎥
            = ⎢ …     ⎥
              ⎢ 1.1103⎥
              ⎢-0.9035⎥
              ⎣-1.2873⎦   (300×2)(2×1) → 300×1

        """)
  }

  @Test func noticesAreSaidInWords() {
    let text = shown("z = array([-1.0, 2.0])\nl = log(z)\nm = 2 * l\nbig = exp(800 * z)")
    #expect(text.contains("! not a number from here on: "))
    #expect(text.contains("! infinite from here on: "))
    #expect(text.split(separator: "!").count == 3)
  }

  @Test(arguments: [20, 24, 30, 40, 60, 80, 120, 200])
  func neverWiderThanTheTerminal(width: Int) {
    let code =
      forward + """

        dL_dh1 = (h1 - array([[1, 0, 1]])) / 3  # how the loss reacts to what comes out of here
        dL_dW1 = X.T @ (dL_dh1 * (h1 * (1 - h1)))
        W1_new = W1 - 0.01 * dL_dW1
        loss = sum(square(h1)) / (2 * 3) + 0.5 * sum(square(W1)) / sum(square(W1_new))
        """
    for notation in Notation.allCases {
      let text = shown(code, TerminalProfile(width: width, notation: notation))
      for line in text.split(separator: "\n") {
        #expect(line.count <= width, "\(line)")
      }
    }
  }
}
