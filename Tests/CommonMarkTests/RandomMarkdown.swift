import TestSupport

/// Writes small documents out of all of CommonMark's constructs, nested at random, and damages them.
struct RandomMarkdown {
  private var random: SeededGenerator

  /// A writer that always writes the same for the same seed.
  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A document; some are damaged, so that constructs are left open or run into one another.
  mutating func document() -> [UInt8] {
    var lines = blocks(depth: 0)
    for _ in 0..<roll(4) where !lines.isEmpty {
      // A lazy line, or one indented too far.
      let index = roll(lines.count)
      lines[index] =
        chance(2)
        ? pick(["\t", " ", "    ", "> ", "- "]) + lines[index]
        : String(lines[index].drop { " >-\t".contains($0) })
    }
    var bytes = Array(lines.joined(separator: pick(["\n", "\n", "\n", "\r\n", "\r"])).utf8)
    if chance(8) { bytes = [0xEF, 0xBB, 0xBF] + bytes }
    if chance(2) { damage(&bytes) }
    return bytes
  }

  private mutating func damage(_ bytes: inout [UInt8]) {
    let pieces = [
      "`", "``", "\\", "*", "**", "_", "[", "](", ")", "<", ">", "&", ";", "$", "\n", "\t", "#",
      "  ",
      "！", "```", "~~~", "|", "'", "\"", "\r", "0", ".",
    ]
    for _ in 0...roll(6) {
      let start = roll(bytes.count + 1)
      let end = min(bytes.count, start + (chance(2) ? 0 : roll(5)))
      bytes.replaceSubrange(start..<end, with: chance(3) ? [] : Array(pick(pieces).utf8))
    }
  }

  private mutating func blocks(depth: Int) -> [String] {
    var lines: [String] = []
    for _ in 0...roll(3) {
      lines += block(depth: depth)
      if !chance(4) { lines.append(chance(6) ? "  " : "") }
    }
    return lines
  }

  private mutating func block(depth: Int) -> [String] {
    switch roll(depth < 4 ? 12 : 7) {
    case 0: return [pick(["# ", "##  ", "###\t", "#"]) + inline(depth: 0) + pick(["", " #"])]
    case 1: return paragraph() + [pick(["===", "---", " -"])]
    case 2:
      let fence = pick(["```", "~~~", "`````"])
      let code = (0..<roll(4)).map { _ in pick(["x = 1", "", "  `y`", "```", "\tz", "> a"]) }
      return [fence + pick(["", "py", " py {a=\"`b`\"}", " &amp; \\*"])] + code
        + (chance(5) ? [] : [fence])
    case 3:
      return [pick(["<div>", "<!-- `a`", "<details><summary>`x`</summary>"]), "`c`", "", "-->"]
    case 4: return ["[r`]: </`u`> '`t`", "`'", "[s]: /s"] + paragraph()
    case 5: return ["    indented `code`", pick(["\t```", "      ~~~"])]
    case 6: return paragraph() + [pick(["***", "---", ""])]
    case 7: return blocks(depth: depth + 1).map { pick(["> ", "> ", ">", ">\t"]) + $0 }
    case 8, 9:
      let marker = pick(["- ", "* ", "10. ", "1)  ", "+\t", " -   "])
      let indentation = marker == "+\t" ? "\t" : String(repeating: " ", count: marker.count)
      let lines = blocks(depth: depth + 1)
      return lines.enumerated().map { ($0.offset == 0 ? marker : indentation) + $0.element }
    default: return paragraph()
    }
  }

  private mutating func paragraph() -> [String] {
    (0...roll(3)).map { _ in
      pick(["", "", "", " ", "   "]) + inline(depth: 0) + pick(["", "", "  ", "\\", " "])
    }
  }

  private mutating func inline(depth: Int) -> String {
    (0...roll(4)).map { _ in piece(depth: depth) }.joined(separator: pick(["", " ", " "]))
  }

  private mutating func piece(depth: Int) -> String {
    switch roll(depth < 3 ? 19 : 12) {
    case 0, 1: return pick(["`a`", "`` b`c ``", "` `", "`  x `", "```d```", "`\\`"])
    case 2: return pick(["`h2 ≈ [0.37, 0.45]`", "`h2 ≈ ?.??`", "`中文`"])
    case 3: return pick(["$`x^2`$", "\\$`5`$", "$$`a`$$"])
    case 4: return pick(["\\`", "\\*", "\\\\", "\\a", "``", "`"])
    case 5: return pick(["&amp;", "&copy;", "&nosuch;", "&#96;", "&amp;amp;", "&fjlig;", "&bne;"])
    case 6: return pick(["<https://a.b/`x`>", "<b c='`d`'>", "<a@b.c>", "</b>", "<!-- `e` -->"])
    case 7: return pick(["注意：", "请", "**“中”**文", "é", "👩‍👩‍👧", "**注意：**请"])
    case 8...11: return pick(["word", "a_b_c", "2*3*4", "!", "[", "]", "x  y"])
    case 12: return "*" + inline(depth: depth + 1) + "*"
    case 13: return "**" + inline(depth: depth + 1) + "**"
    case 14: return "_" + inline(depth: depth + 1) + "__"
    case 15:
      return "[" + inline(depth: depth + 1)
        + pick(["](/u)", "](<`u`> \"`t`\")", "](`u`)", "](`u` 'x)", "]"])
    case 16: return "![" + inline(depth: depth + 1) + pick(["](`i`)", "][s]", "](/i '`'\n)"])
    case 17: return "[" + inline(depth: depth + 1) + pick(["][r`]", "][s]", "][`t`]", "][]"])
    default: return "`" + pick(["one", " ", ""]) + "\n" + pick(["two", "  two ", ""]) + "`"
    }
  }

  private mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &random) }
  private mutating func chance(_ oneIn: Int) -> Bool { roll(oneIn) == 0 }
  private mutating func pick(_ choices: [String]) -> String { choices[roll(choices.count)] }
}
