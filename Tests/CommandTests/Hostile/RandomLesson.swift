import TestSupport

/// Writes small lessons out of everything that can stand in one, nested at random, and damages them.
struct RandomLesson {
  private var random: SeededGenerator
  private var stageCount = 0

  /// A writer that always writes the same for the same seed.
  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A lesson; most are damaged.
  mutating func lesson() -> [UInt8] {
    stageCount = 0
    var blocks = ["# " + words()]
    for _ in 0..<2 + roll(6) { blocks.append(block(depth: 0)) }
    let ending = pick(["\n", "\n", "\r\n", "\r"])
    var bytes = Array(blocks.joined(separator: "\n\n").replacing("\n", with: ending).utf8)
    for _ in 0..<pick([0, 1, 1, 2, 5]) { damage(&bytes) }
    return bytes
  }

  private mutating func damage(_ bytes: inout [UInt8]) {
    let pieces =
      [
        "`", "```", "\n", "\n\n", "{", "}", "=", "\"", "[", "]", "(", ")", "≈", "<details>",
        "</details>",
        "> ", "- ", "    ", "\t", "#", "\0", "\u{1B}[2J", "\u{9B}", "\u{202E}", "\u{2028}",
        "e999999", "\r",
        "0", "9", ".", "-", "axis=0", "$`", "\\frac{", "^", "_", "\u{FEFF}", "ﷺ", "👩‍👩‍👧",
        "e\u{301}\u{301}",
      ].map { Array($0.utf8) } + [[0xFF], [0xE2, 0x89], [0xC2]]
    let start = roll(bytes.count + 1)
    let end = min(bytes.count, start + (roll(2) == 0 ? 0 : roll(12)))
    bytes.replaceSubrange(start..<end, with: roll(3) == 0 ? [] : pick(pieces))
  }

  private mutating func block(depth: Int) -> String {
    switch roll(depth < 3 ? 14 : 8) {
    case 0...3: return stage()
    case 4: return paragraph()
    case 5: return pick(["## ", "### ", "###### "]) + line()
    case 6: return directive()
    case 7: return "```math\n" + tex() + "\n```"
    case 8:
      return "<details><summary>" + words() + "</summary>\n\n" + paragraph() + "\n\n</details>"
    case 9: return indented(block(depth: depth + 1), by: "> ", then: "> ")
    case 10: return indented(block(depth: depth + 1), by: "- ", then: "  ")
    case 11: return indented(block(depth: depth + 1), by: "12. ", then: "    ")
    case 12: return pick(["---", "[a]: /b \"c\"", "<!-- x -->", "<div>`x ≈ 1`</div>", "    code"])
    default: return "```" + pick(["text", "", "python", "math {a=b}"]) + "\n" + line() + "\n```"
    }
  }

  private func indented(_ block: String, by first: String, then rest: String) -> String {
    let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { ($0.offset == 0 ? first : rest) + $0.element }
      .joined(separator: "\n")
  }

  private mutating func stage() -> String {
    stageCount += 1
    let statements = (0...roll(4)).map { _ in statement() }
    return "```python {stage=s\(stageCount)}\n" + statements.joined(separator: "\n") + "\n```"
  }

  private mutating func statement() -> String {
    switch roll(8) {
    case 0: return "\(name()) = \(number())  # \(words())"
    case 1: return "def f(x): return \(expression())"
    case 2: return "\(name()) \(pick(["+=", "-=", "*=", "/="])) \(expression())"
    case 3: return expression()
    case 4: return "r = RandomState(\(roll(9)))\n\(name()) = r.randn(\(roll(4)), \(1 + roll(4)))"
    default: return "\(name()) = \(expression())" + pick(["", "", "  # " + words()])
    }
  }

  private mutating func expression(_ depth: Int = 0) -> String {
    switch roll(depth < 3 ? 12 : 4) {
    case 0: return number()
    case 1, 2: return name()
    case 3: return pick(["array([[1.5, -2], [3, 4]])", "array([1, 2])", "eye(2)", "zeros((2, 2))"])
    case 4...6:
      let sign = pick(["+", "-", "*", "/", "**", "@", ">", "=="])
      return "\(expression(depth + 1)) \(sign) \(expression(depth + 1))"
    case 7: return "-" + expression(depth + 1)
    case 8:
      return pick(["exp", "log", "sqrt", "f", "tanh", "abs", "sum", "max"]) + "("
        + expression(depth + 1) + ")"
    case 9: return "sum(\(expression(depth + 1)), axis=\(roll(3)), keepdims=True)"
    case 10: return "(\(expression(depth + 1)))" + pick([".T", "[0]", "[:, 0]", "[-1:, 0]", ""])
    default: return "where(\(expression(depth + 1)) > 0, \(expression(depth + 1)), 0)"
    }
  }

  private mutating func directive() -> String {
    pick([
      "```train {run=r}\nset: W1 = 2\nrepeat: s1, s2\nepochs: 3\nmeasure: L\n```",
      "```plot {run=r}\nline: L\nboundary: f(X), Y\n```", "```graph {of=s1}\n```",
      "```plot\nscatter: X, Y\n```",
    ])
  }

  private mutating func paragraph() -> String {
    (0...roll(2)).map { _ in line() }.joined(separator: pick(["\n", "  \n", "\\\n"]))
  }

  private mutating func line() -> String {
    (0...roll(4)).map { _ in inline(depth: 0) }.joined(separator: " ")
  }

  private mutating func inline(depth: Int) -> String {
    switch roll(depth < 3 ? 12 : 8) {
    case 0, 1: return words()
    case 2: return "`\(expression()) \(pick(["≈", "≉", "=", "~=", "!~="])) \(literal())`"
    case 3: return "`\(name()) ≈ \(pick(["?", "?.??", "?.?????", "[?]"]))`"
    case 4: return "$`\(tex())`$"
    case 5: return "`" + pick(["code", "X @ W1", "axis=0", "a\nb"]) + "`"
    case 6: return pick(["&amp;", "<b>", "<https://a.b>", "\\*", "&#27;", "&#x202E;", "&#0;"])
    case 8: return "*" + inline(depth: depth + 1) + "*"
    case 9: return "**" + inline(depth: depth + 1) + "**"
    case 10: return "[" + inline(depth: depth + 1) + "](/u \"t\")"
    case 11: return "![" + inline(depth: depth + 1) + "](i.png)"
    default: return words()
    }
  }

  private mutating func tex() -> String {
    (0...roll(3)).map { _ in
      pick([
        "\\frac{\\partial L}{\\partial W_2}", "x^{2}", "\\sum_{i=1}^n", "\\left( a \\right)",
        "\\sigma(z)",
        "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}", "\\odot", "\\sqrt{x}", "{", "}",
        "\\nosuch",
        "中",
      ])
    }.joined(separator: " ")
  }

  private mutating func words() -> String {
    pick([
      "a word", "重量（很小）", "**注意：**请", "e\u{301}", "x | y", "λ → ∂", "word\u{A0}word", "👩‍👩‍👧", "# *",
      "",
    ])
  }

  private mutating func literal() -> String {
    pick(["[1, 2]", "[[1.5, 2], [3, 4]]", "[1; 2]", "0.00", "1e400", "nan", "1.2·10^-3", number()])
  }

  private mutating func number() -> String {
    pick(["0", "1", "2.5", "-0.5", "1e-7", "1e300", "0.1", "123456.789", "\(roll(100))"])
  }

  private mutating func name() -> String {
    pick(["x", "X", "W1", "dL_dW1", "h2", "eta", "L", "a_long_name"])
  }

  private mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &random) }
  private mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[roll(choices.count)] }
}
