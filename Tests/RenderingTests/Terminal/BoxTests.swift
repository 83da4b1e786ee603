import Testing

@testable import Rendering

@Suite struct BoxTests {
  private func shown(
    _ code: String, width: Int = 80, _ notation: Notation = .unicode,
    after stage: String = arrays
  ) -> String {
    let steps = steps(stage)
    var known = nothingKnown(steps)
    for step in steps { known.learn(step) }
    let profile = TerminalProfile(width: width, notation: notation)
    guard let formula = formula(code, known) else { return "not an expression" }
    return profile.text(FormulaLayout(profile: profile).box(formula, within: width).lines)
  }

  @Test func matricesStandBesideEachOther() {
    #expect(
      shown("A @ B + N") == """
        ⎡1.5000  -2.0000⎤ ⎡1  2⎤ + 4
        ⎣0.2500   4.0000⎦ ⎣3  4⎦

        """)
  }

  @Test func threeRowsAreCentred() {
    #expect(
      shown("lr * M", after: "lr = 0.5\nM = array([[1.5], [-20.25], [3]])") == """
            ⎡  1.5000⎤
        0.5·⎢-20.2500⎥
            ⎣  3.0000⎦

        """)
  }

  @Test func parenthesesAndPowersStretch() {
    #expect(
      shown("square(A - B)") == """
        ⎛⎡1.5000  -2.0000⎤ - ⎡1  2⎤⎞²
        ⎝⎣0.2500   4.0000⎦   ⎣3  4⎦⎠

        """)
    #expect(
      shown("abs(B)") == """
        │⎡1  2⎤│
        │⎣3  4⎦│

        """)
  }

  @Test func asciiBrackets() {
    #expect(
      shown("exp(M)", .ascii, after: "M = array([[1.5], [-20.25], [3]])") == """
           /[  1.5000]\\
        exp||-20.2500||
           \\[  3.0000]/

        """)
  }

  @Test func operandsStackWhereTheyDoNotFit() {
    #expect(
      shown("A @ B + lr * A", width: 30) == """
          ⎡1.5000  -2.0000⎤ ⎡1  2⎤
          ⎣0.2500   4.0000⎦ ⎣3  4⎦
        + 0.001·⎡1.5000  -2.0000⎤
                ⎣0.2500   4.0000⎦

        """)
    #expect(
      shown("A @ B", width: 22) == """
          ⎡1.5000  -2.0000⎤
          ⎣0.2500   4.0000⎦
        · ⎡1  2⎤
          ⎣3  4⎦

        """)
    #expect(
      shown("exp(A @ B)", width: 22) == """
        exp(
            ⎡1.5000  -2.0000⎤
            ⎣0.2500   4.0000⎦
          · ⎡1  2⎤
            ⎣3  4⎦
        )

        """)
  }

  @Test func wideMatricesAreSplitIntoColumns() {
    #expect(
      shown("M", width: 24, after: "M = arange(12) / 8") == """
        columns 1–3 of 12
        [0.0000  0.1250  0.2500]
        columns 4–6 of 12
        [0.3750  0.5000  0.6250]
        columns 7–9 of 12
        [0.7500  0.8750  1.0000]
        columns 10–12 of 12
        [1.1250  1.2500  1.3750]

        """)
  }

  @Test func longArraysAreElided() {
    #expect(shown("M", after: "M = arange(300)") == "[0  1  2  …  297  298  299]\n")
  }
}
