import Source
import TestSupport
import Testing

@testable import Lessons

@Suite("What is a claim, what a question, and what only code")
struct ClaimReadingTests {
  @Test(
    "every way of writing a claim",
    arguments: [
      ("`x ≈ 1.5`", Claim.Relation.approximately), ("`x ~= 1.5`", .approximately),
      ("`x≈1.5`", .approximately), ("`x ≉ 1.6`", .notApproximately),
      ("`x !~= 1.6`", .notApproximately), ("`N = 1`", .exactly),
      ("``  x ≈ 1.5  ``", .approximately),
      ("`W1[0, 1] ≈ 2`", .approximately), ("`sum(W1, axis=0) ≈ [4, 6]`", .approximately),
      ("`(1 + x) ** 2 ≈ 6.25`", .approximately), ("`W1 @ W1.T ≈ [5 11; 11 25]`", .approximately),
      ("`2 * -3 = -6`", .exactly), ("`W1 =\n[[1, 2],\n[3, 4]]`", .exactly),
      ("# `x ≈ 1.5`", .approximately), ("- a\n  1. `x ≈ 1.5`", .approximately),
      ("> > `x ≈ 1.5`", .approximately), ("*a **`x ≈ 1.5`***", .approximately),
      ("[`x ≈ 1.5`](/u)", .approximately), ("![`x ≈ 1.5`](/u)", .approximately),
      ("<details>\n\n> `x ≈ 1.5`\n\n</details>", .approximately),
      ("> `W1 ≈ [1, 2;\n> 3, 4]`", .approximately), ("a `x ≈ 1.5`\n===", .approximately),
    ])
  func claims(_ prose: String, _ relation: Claim.Relation) {
    let claims = read(lesson(prose)).lesson.claims
    #expect(claims.map(\.relation) == [relation])
    #expect(claims.first?.stageCount == 1)
  }

  @Test(
    "a claim may name a training run and an epoch of it",
    arguments: [
      ("fifty: x ≈ 1.5", nil), ("fifty[60000]: x ≈ 1.5", 60000), ("fifty[0]: x = 1.5", 0),
      ("fifty:\nx ≈ 1.5", nil),
    ] as [(String, Int?)])
  func runs(_ claim: String, _ epoch: Int?) throws {
    let declaration = "```train {run=fifty}\nrepeat: forward\nepochs: 100000\n```\n\n"
    let claims = read(lesson(declaration + "`\(claim)`")).lesson.claims
    #expect(claims.map(\.run?.name.text) == ["fifty"])
    #expect(claims.map(\.run?.epoch) == [epoch])
    #expect(claims.map(\.subject.description) == ["x"])
  }

  @Test(
    "code that is only shown",
    arguments: [
      "`axis=0`", "`W1 = W1 - lr * dL_dW1`", "`x == 3`", "`x != 3`", "`x <= 3`", "`f(x, axis = 0)`",
      "`python lesson.py`", "`≈`", "`~=`", "` ≉ `", "`x`", "`.T`", "`def f(x): return x`",
      "`x = y`", "`[1, 0]`", "`lr=0.1`", "`x += 1`", "`a = b = 3`", "x ≈ 1.6", "$`x ≈ 1.6`$",
      "\\`x ≈ 1.6\\`", "    `x ≈ 1.6`", "```\n`x ≈ 1.6`\n```", "`print('x = 3')`",
    ])
  func code(_ prose: String) {
    let (lesson, diagnostics) = read(lesson(prose))
    #expect(lesson.claims.isEmpty && lesson.questions.isEmpty)
    #expect(diagnostics.isEmpty)
  }

  @Test(
    "a question says how many decimals it asks for",
    arguments: [
      ("`x ≈ ?.??`", 2), ("`x ≈ ?`", nil), ("`x ≈ ?.`", 0), ("`x ~= ?.????`", 4),
      ("`W1[0] ≈ ??.?`", 1),
    ] as [(String, Int?)])
  func questions(_ prose: String, _ decimals: Int?) {
    let (lesson, diagnostics) = read(lesson(prose))
    #expect(diagnostics.isEmpty)
    #expect(lesson.questions.map(\.decimals) == [decimals])
  }

  @Test("a claim stands where its backticks are, its number where its digits are")
  func places() throws {
    let text = MarkedText(lesson("> 中 1️⃣``W1 ≈ 2️⃣[1, 2;\n> 3️⃣3.25, 4]4️⃣``5️⃣ after"))
    let claim = try #require(read(text.source).lesson.claims.first)
    #expect(claim.span == text.span(1, 5))
    #expect(claim.literal.span == text.span(2, 4))
    #expect(claim.literal.rows[1][0].span == Span(text[3], text[3] + 4))
  }

  @Test("a claim speaks of what stands above it")
  func stageCounts() {
    let text =
      "`1 = 1`\n\n```python {stage=a}\nx = 1\n```\n`x = 1`\n\n```python {stage=b}\nx = 2\n```\n`x = 2`"
    #expect(read(text).lesson.claims.map(\.stageCount) == [0, 1, 2])
  }

  @Test("what is wrong with a claim is said at its place")
  func mistakes() {
    expectReports(
      lesson("`1️⃣y ≈ 1`"), ["1 nothing is named `y` at this point"])
    expectReports(
      lesson("`1️⃣dL_dW2 ≈ 1`"),
      ["1 nothing is named `dL_dW2` at this point | did you mean `dL_dW1`?"])
    expectReports(
      lesson("`x ≈ 1️⃣1.5x`"),
      ["1 `1.5x` is not a number | a claim ends in a number, [1, 2] or [[1, 2], [3, 4]]"])
    expectReports(
      lesson("`x ≈1️⃣`"),
      ["1 a number is missing | a claim ends in a number, [1, 2] or [[1, 2], [3, 4]]"])
    expectReports(
      lesson("`x ≈ 11️⃣,5`"),
      [
        "1 a comma after a single number | decimals follow a point: 0.37; a list has brackets: [1, 2]"
      ])
    expectReports(
      lesson("`W1 ≈ [1 2; 1️⃣3]`"),
      [
        "1 the rows are not equally long: the first has 2 numbers, this one has 1 | "
          + "a claim ends in a number, [1, 2] or [[1, 2], [3, 4]]"
      ])
    expectReports(lesson("`x 1️⃣= ?.??`"), ["1 a question is asked with `≈`"])
    expectReports(
      lesson("`1️⃣z = 3`"),
      [
        "1 warning: this reads as a claim, but nothing is named `z` here | "
          + "it is shown as code and not checked"
      ])
    expectReports(
      lesson("`W1 = [[1, 2], [3, 4]1️⃣`"),
      [
        "1 warning: this reads as a claim, but expected `[` or `]` | it is shown as code and not checked"
      ])
    expectReports(
      lesson("1️⃣<div>`x ≈ 3`</div>"),
      [
        "1 warning: this reads as a claim or a question, but stands inside HTML and is not checked | "
          + "Markdown begins again after a blank line"
      ])
  }

  @Test("several mistakes are all reported, each once")
  func several() {
    expectReports(
      lesson("- `1️⃣y ≈ 1` and `2️⃣yy ≈ 2`\n\n> `x ≈ 3️⃣one`"),
      [
        "1 nothing is named `y` at this point", "2 nothing is named `yy` at this point",
        "3 `one` is not a number | a claim ends in a number, [1, 2] or [[1, 2], [3, 4]]",
      ])
  }
}
