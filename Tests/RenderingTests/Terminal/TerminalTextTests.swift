import Testing

@testable import Rendering

@Suite struct TerminalTextTests {
  private let lesson = """
    # A lesson

    ```python {stage=data}
    lr = 0.5  # learning rate
    X = array([[1.5, 0.25], [2.0, -1.0]])
    ```

    Here `lr = 0.5` and `X[0, 1] ≈ 0.25`, not `X ≉ [1.5 0.25; 2 -1]`. And `unknown = 3` is code.

    - `X ≈ [1.5 0.2; 2.0 -1.0]`
    - `X ≈ [1.5 9.9; 2.0 -1.0]`

    ```python {stage=step}
    y = X @ array([1.0, 2.0])
    ```

    `y ≈ ?.??`

    <details><summary>Hint</summary>

    Row times column.

    </details>
    """

  @Test func wholeLesson() {
    #expect(
      printed(lesson) == """
        A lesson
        ════════

        ── data ────────────────────────────────────────────────────────────────────────

          lr = 0.5   learning rate

          X = ⎡1.5000   0.2500⎤
              ⎣2.0000  -1.0000⎦

        Here lr = 0.5 ✓ and X[0, 1] ≈ 0.25 ✓, not X ≉ [1.5  0.25; 2  -1] ✗ (they do
        match). And `unknown = 3` is code.

        • X ≈ ⎡1.5   0.2⎤ ✓
              ⎣2.0  -1.0⎦
        • X ≈ ⎡1.5   9.9⎤ ✗ (row 1, column 2 here 0.2)
              ⎣2.0  -1.0⎦

        ── step ────────────────────────────────────────────────────────────────────────

          y = X [1.0  2.0]
            = ⎡1.5000   0.2500⎤ [1.0  2.0]
              ⎣2.0000  -1.0000⎦              (2×2)(2) → 2
            = [2  0]

        y ≈ [_.__  _.__]

        ▸ Hint
          Row times column.

        3 claims hold; 2 claims fail; 1 claim could not be checked

        """)
  }

  @Test func oneStage() {
    #expect(
      printed(lesson, TerminalProfile(width: 30), stage: "step") == """
        ── step ──────────────────────

          y = X [1.0  2.0]
            =   ⎡1.5000   0.2500⎤
                ⎣2.0000  -1.0000⎦
              · [1.0  2.0]
              (2×2)(2) → 2
            = [2  0]

        """)
  }

  @Test func overriddenParameters() {
    let text = printed(lesson, overrides: ["lr": 0.25])
    #expect(text.contains("  lr = 0.25   learning rate   instead of 0.5\n"))
    #expect(text.contains("Here lr = 0.5 · and X[0, 1] ≈ 0.25 ·, not"))
    #expect(text.hasSuffix("not checked (·), because lr was set\n"))
  }

  @Test func linearText() {
    let profile = TerminalProfile(notation: .ascii, isLinear: true)
    #expect(
      printed(lesson, profile) == """
        A lesson

        Stage data.
        lr: learning rate.
        lr is 0.5.
        X is 2 by 2. Row 1: 1.5000, 0.2500.
        Row 2: 2.0000, -1.0000.

        Here lr = 0.5 (right) and X[0, 1] ~= 0.25 (right), not
        X !~= [1.5  0.25; 2  -1] (wrong: they do match). And `unknown = 3` is code.

        - X ~= [1.5  0.2; 2.0  -1.0] (right)
        - X ~= [1.5  9.9; 2.0  -1.0] (wrong: row 1, column 2 here 0.2)

        Stage step.
        y = X [1.0  2.0]
        2 by 2 times 2 entries gives 2 entries.
        y has 2 entries: 2, 0.

        y ~= [_.__  _.__]

        Hint
          Row times column.

        3 claims hold; 2 claims fail; 1 claim could not be checked

        """)
  }

  @Test func chineseLesson() {
    let text = printed(
      "# 神经网络\n\n权重 `W`，学习率（很小）：\n神经网络产生怎样的花火。\n", TerminalProfile(width: 24))
    #expect(
      text == """
        神经网络
        ════════

        权重 `W`，学习率（很
        小）：神经网络产生怎样的
        花火。

        """)
  }
}
