import Matrices
import Source
import TestSupport
import Testing

@testable import Tutoring

@Suite("What comes of claims")
struct ClaimTests {
  private static let values = stage(
    """
    x = 1 / 3
    n = 2
    tiny = 1e-07
    W = array([[1.25, -2.5], [0.125, 4.0]])
    v = array([1, 2, 3])
    bad = log(0.0 * x - 1.0)
    """)

  @Test(
    "claims that hold",
    arguments: [
      "x ≈ 0.3", "x ≈ 0.33333", "x ≈ .33", "n = 2", "n = 2.0", "n ≈ 2", "n ≈ 2.000", "tiny ≈ 1e-7",
      "tiny = 0.0000001", "W ≈ [1.2 -2.5; 0.1 4]", "W ≈ [1.3 -2.5; 0.13 4.00]",
      "W[0] ≈ [1.25, −2.5]", "W[0, 1] = -2.5", "v = [1, 2, 3]", "v ≉ [1, 2, 4]", "x ≉ 0.34",
      "bad ≈ nan", "W = [[1.25, -2.5], [0.125, 4]]", "sum(v) = 6", "-x ≈ -0.333", "x ≉ 0.33333334",
      "W > 0 = [1 0; 1 1]",
    ])
  func hold(_ claim: String) {
    #expect(lint(Self.values + "\n`\(claim)`").filter { $0.severity == .error } == [])
  }

  @Test("claims that do not, each wrong entry at its digit")
  func fail() {
    expectErrors("`x ≈ 0.31️⃣4`", ["1 `x`: expected 0.33, found 0.34, difference 6.7e-03"])
    expectErrors(
      "`n = 1️⃣3`",
      [
        "1 `n`: expected 2, found 3, difference 1.0e+00 | `=` claims the very number; ≈ claims it to its digits"
      ])
    expectErrors(
      "`x = 1️⃣0.333`",
      [
        "1 `x`: expected 0.3333333333333333, found 0.333, difference 3.3e-04 | "
          + "`=` claims the very number; ≈ claims it to its digits"
      ])
    expectErrors(
      "`W ≈ [1.1️⃣35 -2.5; 0.12 2️⃣5]`",
      [
        "1 row 1, column 1 of `W`: expected 1.25, found 1.35, difference 1.0e-01",
        "2 row 2, column 2 of `W`: expected 4, found 5, difference 1.0e+00",
      ])
    expectErrors(
      "`v ≈ [1, 1️⃣3, 3]`", ["1 entry 2 of `v`: expected 2, found 3, difference 1.0e+00"])
    expectErrors(
      "`x ≉ 1️⃣0.33`",
      ["1 `x` does match these numbers, and the claim says that it does not"])
    expectErrors(
      "`W ≈ 1️⃣[1.25, -2.5]`", ["1 `W` is 2×2, and the claim says 2 entries"])
    expectErrors("`v ≈ 1️⃣1`", ["1 `v` is 3 entries, and the claim says a single number"])
    expectErrors("`W ≉ 1️⃣1`", ["1 `W` is 2×2, and the claim says a single number"])
  }

  @Test("of many wrong entries five are told apart and the rest counted")
  func many() {
    let text =
      stage("v = arange(20)") + "\n`v ≈ [\((1...20).map(String.init).joined(separator: ", "))]`"
    let errors = lint(text)
    #expect(errors.count == 5)
    #expect(errors.last?.notes == ["15 more entries of `v` are wrong"])
  }

  @Test("a claim of nothing but zeros is warned of, unless it is exact or the value's exponent")
  func zeros() {
    let text = stage("a = 0.001\nz = 0\nv = array([0.001, 0.002])")
    let warned = { (claim: String) in
      lint(text + "\n`\(claim)`").map { "\($0.severity) \($0.summary)" }
    }
    #expect(
      warned("a ≈ 0.00") == [
        "warning `a ≈ 0.00` has no digit but zeros: any small value passes"
      ])
    #expect(warned("v ≈ [0.0, 0.00]").count == 1)
    #expect(warned("v ≈ [0.00, 0.01]").first?.hasPrefix("error") == true)
    for claim in ["z = 0", "z ≈ 0", "a ≈ 0.001", "a ≈ 1e-03", "v ≈ [0.00, 0.002]"] {
      #expect(warned(claim) == [])
    }
  }

  @Test("a claim below an overridden parameter is suspended, one above it is not")
  func suspension() {
    let text =
      stage("a = 1.5", name: "one") + "\n`a = 1.5`\n\n" + stage("lr = 0.5\nb = lr * 2", name: "two")
      + "\n`b = 1`, `a ≈ 1.5`\n"
    #expect(walkthrough(text, set: ["lr": "0.25"]).outcomes == [.holds, .suspended, .suspended])
    #expect(walkthrough(text, set: ["a": "2"]).outcomes == [.suspended, .suspended, .suspended])
    #expect(walkthrough(text).outcomes == [.holds, .holds, .holds])
    #expect(walkthrough(text, set: ["lr": "0.25"]).tally.suspended == 2)
  }

  @Test("a claim about what was never computed is not checked, and that is counted")
  func unchecked() {
    let (diagnostics, walkthrough) = lint(
      SourceText(name: "t", stage("x = 1\ny = nosuch + 1") + "\n`y ≈ 2`, `z = 3`, `x = 1`"))
    #expect(walkthrough.outcomes == [.unchecked, .unchecked, .holds])
    #expect(walkthrough.tally.unchecked == 2)
    #expect(diagnostics.map(\.severity) == [.error, .warning])
  }

  private func expectErrors(
    _ claim: String, _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let text = MarkedText(Self.values + "\n" + claim)
    let marks = Dictionary(text.offsets.map { ($0.value, $0.key) }, uniquingKeysWith: min)
    let errors = lint(text.source).diagnostics.map { error in
      (["\(marks[error.span.start] ?? 0) \(error.summary)"] + error.notes).joined(separator: " | ")
    }
    #expect(errors == expected, sourceLocation: sourceLocation)
  }
}
