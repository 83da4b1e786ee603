import TestSupport
import Testing

@Suite("An author's mistakes are reported where they are")
struct AuthorMistakeTests {
  @Test("in the attributes of a stage")
  func stageAttributes() {
    expectReports(
      """
      ```python {stage=a, 1️⃣foo=1}
      ```

      ```python {2️⃣stag=b}
      ```

      ```python {stage=3️⃣a}
      ```

      ```python {stage=c 4️⃣stage=d}
      ```

      ```python {5️⃣stage=""}
      ```

      ```python {stage=6️⃣"a,b"}
      ```

      ```7️⃣python{stage=e}
      ```
      """,
      [
        "1 a stage has no attribute `foo` | it has `stage` alone",
        "2 `stag` is not an attribute of a stage | did you mean `stage`?",
        "3 there is a stage named `a` already | the first is in line 1",
        "4 a stage has one name, and this has several", "5 `stage` is an empty name",
        "6 a name has no comma in it and no blanks around it | "
          + "names stand in lists: repeat: forward, loss",
        "7 a blank is missing before the attributes | "
          + "without it other tools take everything for the name of a language",
      ])
  }

  @Test("in the form of the attributes")
  func attributeForm() {
    expectReports(
      """
      ```python {stage=a1️⃣
      ```

      ```python {2️⃣forward}
      ```

      ```python {stage=3️⃣"a}
      ```

      ```train {4️⃣run=}
      ```

      ```plot {} 5️⃣x
      ```

      ```python {6️⃣=a}
      ```

      ```7️⃣python3 {8️⃣stage=a}
      ```

      ```{9️⃣stage=b}
      ```
      """,
      [
        "1 the closing `}` of the attributes is missing",
        "2 `forward` is not an attribute; those are written key=value",
        "3 the closing quotation mark of `stage` is missing", "4 the attribute `run` has no value",
        "5 unexpected `x` after the attributes",
        "6 `=` is not an attribute; those are written key=value",
        "8 a stage is written in python, and this block in `python3` | "
          + "begin it with ```python {stage=…}",
        "9 a stage is written in python, and this block does not say so | "
          + "begin it with ```python {stage=…}",
      ])
  }

  @Test("in where a block stands")
  func places() {
    let margin = "stands at the left margin"
    expectReports(
      """
       ```1️⃣python {stage=a}
       ```

      - ```2️⃣python {stage=b}
        ```
      - > ```3️⃣train {run=r}
        > ```

      > ```4️⃣plot
      > ```

      `1 + 1 ≈ ?`

      <details>

      ```5️⃣graph {of=a}
      ```

      </details>

      6️⃣```7️⃣text
      """,
      [
        "1 a stage \(margin); this one is indented | remove the blanks before its fences",
        "2 a stage \(margin); this one is inside something else | "
          + "move it out of the list, quotation or hint",
        "3 a train block \(margin); this one is inside something else | "
          + "move it out of the list, quotation or hint",
        "4 a plot block \(margin); this one is inside something else | "
          + "move it out of the list, quotation or hint",
        "5 a graph block \(margin); this one is inside something else | "
          + "move it out of the list, quotation or hint",
        "6 this fence is never closed, so that the rest of the lesson is inside it | "
          + "end the block with a line of as many backticks",
      ])
  }

  @Test("blocks that are only shown may say what they like, anywhere")
  func passive() {
    expectReports(
      """
      ```python {stage=a}
      x = 1
      ```

      ```python
      import os
      ```

      ```js {stag=x, foo, "}
      ```

      - ```text {run=a of=b
        ```

         ```math {display=block}
         a
         ```

      ```console title="a" {1,3-4}
      $ ls
      ```

      ```python title="a.py"
      ```
      """, [])
  }

  @Test("in a training run")
  func training() {
    expectReports(
      """
      ```python {stage=forward}
      hidden = 3
      lr = 0.1
      ```

      ```1️⃣train
      epochs: 3
      2️⃣epochs: 4
      repeat: forward, 3️⃣forwrad,4️⃣
      set: 5️⃣hiden = 50, lr = 6️⃣fast, 7️⃣reg
      8️⃣mesure: L
      9️⃣nonsense
      ```
      """,
      [
        "1 a train block needs its attribute `run` | train {run=…}", "2 `epochs` is given twice",
        "3 there is no stage named `forwrad` | did you mean `forward`?",
        "4 there is no stage named ``",
        "5 there is no parameter named `hiden` | did you mean `hidden`?",
        "6 `fast` is not a number",
        "7 `reg` is not of the form name = number | "
          + "several are separated by commas: hidden = 50, lr = 0.003",
        "8 a train block has no `mesure` | did you mean `measure`?",
        "9 a line of a train block is `key: value` | its keys are set, repeat, epochs, measure",
      ])
    expectReports(
      """
      ```python {stage=forward}
      ```

      ```1️⃣train {2️⃣rum=a, run=b}
      epochs: 3️⃣0
      4️⃣repeat:
      ```

      ```train {run=5️⃣b}
      repeat: forward
      epochs: 6️⃣1e3
      ```

      ```train {run=c}
      repeat: 7️⃣backward
      epochs: 8️⃣10000000000
      ```
      """,
      [
        "1 a training run needs its line `repeat: …`",
        "2 a train block has no attribute `rum` | did you mean `run`?",
        "3 `epochs` is a whole number from 1 to 1000000000, not 0", "4 `repeat` has no value",
        "5 there is a training run named `b` already | the first is in line 4",
        "6 `epochs` is a whole number from 1 to 1000000000, not 1e3",
        "7 there is no stage named `backward`",
        "8 `epochs` is a whole number from 1 to 1000000000, not 10000000000",
      ])
  }

  @Test("in a plot or a graph")
  func figures() {
    expectReports(
      """
      ```python {stage=forward}
      ```

      ```plot {run=1️⃣fifty}
      2️⃣lines: L
      ```

      ```graph {of="forward, 3️⃣foward"}
      4️⃣line: L
      ```

      ```5️⃣graph
      ```

      ```8️⃣plot {run=6️⃣a 7️⃣run=b}
      # nothing yet
      ```
      """,
      [
        "1 there is no training run named `fifty`",
        "2 a plot block has no `lines` | did you mean `line`?",
        "3 there is no stage named `foward` | did you mean `forward`?",
        "4 a graph block has no `line` | its keys are neurons",
        "5 a graph block needs its attribute `of` | graph {of=…}",
        "8 a plot needs at least one line, and this has none | "
          + "such as line: L, boundary: predict(X), labels, histogram: W1",
        "6 there is no training run named `a`", "7 `run` is given twice",
      ])
  }

  @Test("in the lines and attributes of a plot")
  func plots() {
    expectReports(
      """
      ```python {stage=step}
      ```

      ```train {run=long}
      repeat: step
      epochs: 5
      measure: L
      ```

      ```plot {run="long, 1️⃣shirt" log=2️⃣z frames=3️⃣1}
      line: 4️⃣accuracy
      line: 5️⃣L + 1
      boundary: 6️⃣X, labels
      boundary: 7️⃣predict(X)
      ```

      ```plot {frames=8️⃣4}
      line: 9️⃣a, b, c
      ```
      """,
      [
        "1 there is no training run named `shirt`",
        "2 `log` is x, y or xy, and this is `z` | "
          + "it names the axes on which equal factors are equal lengths",
        "3 `frames` is a number from 2 to 12, or as many epochs in order, and this is `1` | "
          + "frames=5, or frames=\"0, 100, 10000\"",
        "5 a line of a run shows what the run measures, and `L + 1` is no name | "
          + "give it a name in a stage, and measure that: measure: L + 1, …",
        "6 a boundary is that of a function called for points, and `X` calls none | "
          + "define one in a stage, def predict(x): return …, and write predict(X), labels",
        "7 `boundary` takes two values here, and this is 1 | boundary: predict(X), labels",
        "8 `frames` shows the boundary of a run as it changes | add run=…",
        "9 `line` takes one value or two here, and this is 3 | line: y, or line: x, y",
      ])
    expectReports(
      """
      ```python {stage=step}
      ```

      ```train {run=long}
      repeat: step
      epochs: 5
      measure: L
      ```

      ```plot {run=long}
      line: L, 1️⃣accuracy
      ```

      ```plot
      scatter: X[:, 2️⃣), labels
      ```
      """,
      [
        "1 the run `long` does not measure `accuracy` | add it to the run's line measure: …",
        "2 unexpected `)` where a value is expected",
      ])
  }

  @Test("in a hint")
  func hints() {
    expectReports(
      """
      ```python {stage=a}
      x = 1
      ```

      1️⃣<details><summary>Early</summary>

      </details>

      `x ≈ ?`

      2️⃣</details>

      3️⃣<details>

      4️⃣<details>

      text
      """,
      [
        "1 warning: this hint has no question above it | "
          + "a question is a code span such as `h2 ≈ ?.??`",
        "2 `</details>` without a hint before it",
        "3 this hint is never closed | end it with `</details>` in a paragraph of its own",
        "4 a hint begins inside another one",
        "4 this hint is never closed | end it with `</details>` in a paragraph of its own",
      ])
  }

  @Test("in the stages, all of them, and what follows from one is no other")
  func stages() {
    expectReports(
      """
      ```python {stage=a}
      x = 1️⃣y + 1
      z = x * 2
      w = 2️⃣[
      v = 3️⃣xx
      ```

      `z ≈ 3`
      """,
      [
        "1 nothing is named `y` at this point", "2 `[` is never closed",
        "3 nothing is named `xx` at this point",
      ])
  }

  @Test("a lesson that runs nothing says so")
  func nothing() {
    for text in ["1️⃣", "1️⃣# Only words\n"] {
      expectReports(
        text,
        [
          "1 warning: nothing in this lesson runs: it has no stage | "
            + "a stage is a block that begins with ```python {stage=…}"
        ])
    }
  }

  @Test("in claims of training runs")
  func runClaims() {
    expectReports(
      lesson(
        """
        `1️⃣fifty: x ≈ 1.5`, `7️⃣lr: x = 1.5`

        ```train {run=fifty}
        repeat: forward
        epochs: 100
        ```

        `2️⃣fity: x ≈ 1.5`, `3️⃣fity: x = 1.5`, `fifty[4️⃣100]: x ≈ 1.5`, `fifty[5️⃣-1]: x ≈ 1.5`,
        `6️⃣fifty: x ≈ ?.?`, `fifty: x ≈ 1.5`, `fifty[99]: x = 1.5`, `fifty : x == 3`
        """),
      [
        "1 the training run `fifty` is declared below this claim | "
          + "what is claimed of a run stands below it, as it does with stages",
        "7 warning: this reads as a claim, but there is no training run named `lr` | "
          + "it is shown as code and not checked",
        "2 there is no training run named `fity` | did you mean `fifty`?",
        "3 there is no training run named `fity` | did you mean `fifty`?",
        "4 the last epoch of `fifty` is 99, and this is 100 | epochs are counted from 0",
        "5 an epoch is a whole number from 0 on | "
          + "`fifty[60000]: L ≈ 0.23` speaks of epoch 60000 of the run `fifty`",
        "6 a question cannot be about a training run | "
          + "nobody can work one out by hand: ask about what a stage gives",
      ])
  }

  @Test("in a table, which CommonMark does not have")
  func tables() {
    expectReports(
      lesson(
        """
        | value | shape |
        1️⃣|---|:-:|
        | z1 | 1x3 |

        > a | b
        > 2️⃣-- | --

            | in a block of code |
            |---|

        One | bar, and a line of

        ---

        """),
      [
        "1 warning: CommonMark has no tables: these lines are shown as one paragraph | "
          + "make it a list, or a block of code: lines between two rows of ```",
        "2 warning: CommonMark has no tables: these lines are shown as one paragraph | "
          + "make it a list, or a block of code: lines between two rows of ```",
      ])
  }
}
