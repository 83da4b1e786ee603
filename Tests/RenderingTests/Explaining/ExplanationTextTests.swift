import Lessons
import Source
import StageLanguage
import Testing
import Tutoring

@testable import Rendering

@Suite("Explanations as text")
struct ExplanationTextTests {
  static let lesson = """
    # Lesson

    ```python {stage=forward}
    def sigmoid(z): return 1 / (1 + exp(-z))
    rate = 0.25  # how fast
    n = 2
    X = array([[1.5, -2.0]])  # inputs
    W = RandomState(1).randn(2, 3)
    z = X @ W  # sums
    h = sigmoid(z)
    error = sum(square(h - 1)) / (2 * n)
    r = where(z > 0, z, 0.1 * z)
    m = maximum(z, 0)
    best = max(z, axis=1)
    place = argmax(z)
    labels = array([1, 0, 1])
    Y = eye(2)[labels]
    many = sum(arange(20))
    mid = mean(X)
    W = W - rate * X.T @ h
    v = array([1.0, 2.0, 3.0])
    p = W @ v
    def noise(r): return r.randn(2)
    a = noise(RandomState(9))
    a += 1 - 2 + 3
    t = array([1, 0, 1])
    q = array([0.7, 0.2, 0.2])
    entropy = mean(-t * log(q) - (1 - t) * log(1 - q))  # how wrong
    nested = sum(v + t)
    few = array([1, 0, 0]) @ v
    w = array([1.0, 2.0, 3.0, 4.0])
    u = array([2, 0, 0, 1])
    some = sum(w * u)
    hot = array([0, 1, 0, 0, 0, 0, 1, 0, 0])
    sparse = sum(hot)
    ```
    """

  private func text(
    _ target: String, depth: Int = 1, why: Bool = false,
    profile: TerminalProfile = TerminalProfile(), lesson text: String = Self.lesson
  ) -> String {
    var diagnostics = Diagnostics()
    let lesson = Lesson(
      reading: SourceText(name: "lesson.md", text), diagnostics: &diagnostics)
    let compiled = CompiledLesson(lesson, diagnostics: &diagnostics)
    let run = Walkthrough(running: compiled, overrides: [], diagnostics: &diagnostics)
    let explanation = Explanation(
      of: target, in: run, depth: depth, tellsWhy: why, diagnostics: &diagnostics)
    guard let explanation else { return diagnostics.sorted.map(\.summary).joined() }
    return terminalText(explanation, profile: profile)
  }

  @Test("A matrix product: row times column, the products, the sum, and the shapes")
  func matrixProduct() {
    #expect(
      text("z[0,2]") == """
        z = X W   sums
        stage forward, line 9

        z[0, 2] = row 0 of X · column 2 of W
                = 1.5000·(-0.5282) + (-2.0000)·(-2.3015)
                = -0.7923 + 4.6031
                = 3.8108
          W is here the one from stage forward, line 8; stage forward, line 20 gives it
          another value

        X is 1×2, W is 2×3: the inner sizes agree (2 = 2), the outer ones remain: 1×3.

        """)
  }

  @Test("A function of the lesson is opened")
  func functionIsOpened() {
    #expect(
      text("h[0,2]") == """
        h = σ(z)
        stage forward, line 10

        h[0, 2] = σ(z[0, 2])
                = σ(3.8108)
                = 1/(1 + exp(-3.8108))
                = 1/(1 + 0.0221)
                = 1/1.0221
                = 0.9783
          σ(z) = 1/(1 + exp(-z)), stage forward, line 4

        """)
  }

  @Test("A sum lists its terms, and parameters say where they are given")
  func sumListsTerms() {
    #expect(
      text("error") == """
        error = (Σ(h - 1)²)/(2·n)
              = ((0.9899 - 1)² + (0.0661 - 1)² + (0.9783 - 1)²)/(2·2)
              = ((-0.0101)² + (-0.9339)² + (-0.0217)²)/4
              = (0.0001 + 0.8722 + 0.0005)/4
              = 0.8728/4
              = 0.2182
        stage forward, line 11
          n = 2 is given in stage forward, line 6

        """)
    #expect(text("many").contains("many = Σ arange(20)\n     = 0 + 1 + 2 + 3 + … + 18 + 19\n"))
    #expect(text("many").contains("20 numbers are added up; 14 of them are left out here"))
    #expect(text("mid").contains("mid = mean(X)\n    = (1.5000 + (-2.0000))/2\n"))
  }

  @Test("The sum of calculations is one of numbers, and each of them is calculated apart")
  func summandsApart() {
    #expect(
      text("entropy") == """
        entropy = mean(-t ⊙ log(q) - (1 - t) ⊙ log(1 - q))   how wrong
                = (0.3567 + 0.2231 + 1.6094)/3
                = 2.1893/3
                = 0.7298
        stage forward, line 28
          number 1 = -t[0]·log(q[0]) - (1 - t[0])·log(1 - q[0])
                   = -1·log(0.7000) - (1 - 1)·log(1 - 0.7000)
                   = -1·(-0.3567) - 0·log(0.3000)
                   = 0.3567 - 0·(-1.2040)
                   = 0.3567 - 0.0000
                   = 0.3567
          number 2 = 0·log(0.2000) - (1 - 0)·log(1 - 0.2000) = 0.2231
          number 3 = -1·log(0.2000) - (1 - 1)·log(1 - 0.2000) = 1.6094

        """)
    let spoken = text("entropy", profile: TerminalProfile(notation: .ascii, isLinear: true))
    #expect(
      spoken.contains(
        "Number 2 of the sum = 0 * log(0.2000) - (1 - 0) * log(1 - 0.2000) = 0.2231\n"))
  }

  @Test("Every number of a sum that is a sum itself is in parentheses, the first as well")
  func nestedSums() {
    #expect(
      text("nested").contains("nested = Σ(v + t)\n       = (1 + 1) + (2 + 0) + (3 + 1)\n"))
  }

  @Test("Zeros are not carried on through a sum, and are left out of a long one")
  func zeros() {
    #expect(text("few").contains("= 1·1 + 0·2 + 0·3\n    = 1\n"))
    #expect(
      text("some").contains(
        """
        some = Σ(w ⊙ u)
             = 1·2 + 2·0 + 3·0 + 4·1
             = 2 + 4
             = 6
        stage forward, line 33

        """))
    let sparse = text("sparse")
    #expect(sparse.contains("sparse = Σ hot\n       = 1 + 1\n       = 2\n"))
    #expect(sparse.contains("9 numbers are added up; the 7 of them that are 0 are left out here"))
  }

  @Test("A choice says which way it went")
  func choiceSaysWhich() {
    #expect(text("r[0,0]").contains("the condition holds: the first of the two values is taken"))
    #expect(
      text("r[0,1]").contains("the condition does not hold: the second of the two values is taken"))
    #expect(text("m[0,0]").contains("m[0, 0] = max(z[0, 0], 0)\n"))
    #expect(text("m[0,0]").contains("the first of the two is the larger"))
    #expect(text("best").contains("best[0] = max(row 0 of z)\n"))
    #expect(text("best").contains("number 1 of 3 is the largest"))
    #expect(text("place").contains("the largest of 3 numbers is at place 0, counted from 0"))
  }

  @Test("An index that is computed is shown with its number")
  func computedIndex() {
    #expect(
      text("Y[2,1]").contains(
        """
        Y[2, 1] = eye(2)[labels[2], 1]
                = eye(2)[1, 1]
                = 1

        """))
  }

  @Test("What is drawn and what is given says so, at the end of the way back")
  func originsAreTold() {
    let way = text("z[0,0]", depth: 2)
    #expect(way.contains("  X[0, 0] = 1.5000\n    given in stage forward, line 7\n"))
    #expect(way.contains("    drawn: number 1 from the generator with seed 1\n"))
    #expect(way.contains("    drawn: number 4 from the generator with seed 1\n"))
    #expect(
      text("rate") == """
        rate = 0.25   how fast
          given in stage forward, line 5

        """)
  }

  @Test("A new value that is made of the old one has an arrow, and a chain is one step")
  func revision() {
    #expect(
      text("a[0]") == """
        a ← a + (1 - 2 + 3)
        stage forward, line 25

        a[0] ← a[0] + (1 - 2 + 3)
             = 0.0011 + (1 - 2 + 3)
             = 0.0011 + 2
             = 2.0011
          a is here the one from stage forward, line 24; stage forward, line 25 gives it
          another value

        """)
    #expect(
      text("a[0]", depth: 2).contains(
        "    made with random numbers from the generator with seed 9\n"))
  }

  @Test("The shapes of a product with a vector")
  func vectorProduct() {
    #expect(
      text("p[0]").contains(
        """
        W is 2×3, v is a vector of 3 entries and stands as a column: the inner sizes
        agree (3 = 3), what remains is a vector of 2 entries.
        """))
  }

  @Test("A whole value is shown as a run shows it, and then entry by entry")
  func wholeValue() {
    let whole = text("h")
    #expect(whole.hasPrefix("h = σ(z)\n  = σ([4.5825  -2.6484  3.8108])\n"))
    #expect(whole.contains("h[0, 0] = σ(z[0, 0])\n"))
    #expect(whole.contains("h[0, 2] = σ(z[0, 2])\n"))
  }

  @Test("Spoken, it is one fact a line, without signs beyond ASCII")
  func linear() {
    let lines = text("z[0,2]", profile: TerminalProfile(notation: .ascii, isLinear: true))
    #expect(
      lines == """
        Stage forward, line 9.
        z = X W
        z[0, 2] = row 0 of X * column 2 of W
        z[0, 2] = 1.5000 * (-0.5282) + (-2.0000) * (-2.3015)
        z[0, 2] = -0.7923 + 4.6031
        z[0, 2] = 3.8108
        Note: W is here the one from stage forward, line 8; stage forward, line 20 gives
        it another value.
        X is 1x2, W is 2x3: the inner sizes agree (2 = 2), the outer ones remain: 1x3.

        """)
  }

  /// A network for three observations, with a bias and a penalty.
  private static let network = """
    # Lesson

    ```python {stage=all}
    def sigmoid(z): return 1 / (1 + exp(-z))
    X = array([[1.0, 2.0], [0.5, -1.0], [0.0, 1.5]])
    W = array([[0.5], [-0.25]])
    b = 0.1
    c = array([0.2])
    k = 0.01
    z = X @ W + b + c
    h = sigmoid(z)
    penalty = k * sum(abs(W))
    L = sum(square(h)) + penalty
    dL_dh = 2 * h
    dh_dz = h * (1 - h)
    dL_dz = dL_dh * dh_dz
    dL_dW = X.T @ dL_dz + k * sign(W)
    dL_db = sum(dL_dz)
    dL_dc = sum(dL_dz, axis=0)
    dL_dX = dL_dz @ W.T
    L2 = sum(h) / 4
    dL2_dz = dh_dz / 4
    ```
    """

  @Test("A factor without a name is read off the formula, and why shares are added is said")
  func localFactors() {
    let weights = text("dL_dW", why: true, lesson: Self.network)
    #expect(
      weights.contains(
        """
            ∂z/∂W = Xᵀ
              on the left of a product; it adds up what comes back from the 3 rows of z,
              because each of them uses the same W

          W → penalty → L
            ∂L/∂penalty · ∂penalty/∂W
            ∂L/∂penalty = 1
            ∂penalty/∂W = k·sign(W)

        """))
    #expect(
      text("dL_db", why: true, lesson: Self.network).contains(
        """
            ∂z/∂b = 1
              b is used for each of the 3 entries of z: each use is a path of its own,
              and paths add, so what comes back is summed over all of them

        """))
    #expect(
      text("dL_dX", why: true, lesson: Self.network).contains(
        "    ∂z/∂X = Wᵀ\n      on the right of a product\n"))
    let spoken = text(
      "dL_dW", why: true, profile: TerminalProfile(notation: .ascii, isLinear: true),
      lesson: Self.network)
    #expect(spoken.contains("Factor dz/dW = X^T\nNote: on the left of a product; it adds up"))
  }

  @Test("A bias that is a row is summed over the rows, and a factor may be a function's slope")
  func biasRow() {
    let lesson = """
      # Lesson

      ```python {stage=all}
      def sigmoid(z): return 1 / (1 + exp(-z))
      X = array([[1.0, 2.0], [0.5, -1.0]])
      b = array([0.1, 0.2])
      z = X + b
      h = sigmoid(z)
      g = where(h > 0.5, h, 0)
      L = sum(g)
      dL_dh = where(h > 0.5, 1, 0)
      dL_db = sum(dL_dh * h * (1 - h), axis=0)
      dL_dz = dL_dh * h * (1 - h)
      ```
      """
    let bias = text("dL_db", why: true, lesson: lesson)
    #expect(
      bias.contains(
        "b is used in each of the 2 rows of z: each use is a path of its own, and\n"))
    #expect(bias.contains("summed over the rows, axis 0\n"))
    let slope = text("dL_dz", why: true, lesson: lesson)
    #expect(slope.contains("    ∂h/∂z = the slope of σ at z\n"))
  }

  @Test("Nothing is wider than the terminal", arguments: [20, 40, 80, 120])
  func fitsTheWidth(_ width: Int) {
    for target in [
      "error", "z", "h", "p", "W[0,0]", "Y", "X.T @ h", "mean(exp(W @ v))", "entropy", "sparse",
    ] {
      for line in text(target, depth: 3, profile: TerminalProfile(width: width))
        .split(separator: "\n")
      {
        #expect(line.count <= width, "\(target): \(line)")
      }
    }
    guard width >= 40 else { return }
    for line in text(
      "dL_dW", why: true, profile: TerminalProfile(width: width), lesson: Self.network
    ).split(separator: "\n") {
      #expect(line.count <= width, "\(line)")
    }
  }
}
