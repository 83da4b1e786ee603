import Source
import Testing

@Suite("Columns in a terminal")
struct DisplayWidthTests {
  @Test(
    "a character takes as many columns as a terminal gives it",
    arguments: [
      ("a", 1), ("é", 1), ("e\u{301}", 1), ("中", 2), ("，", 2), ("！", 2), ("ｱ", 1), ("Ａ", 2),
      ("한", 2),
      ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤", 1), ("❤️", 2), ("⚡", 2),
      ("1️⃣", 2), ("\u{301}", 0), ("\u{200B}", 0), ("\u{7}", 0), ("\u{AD}", 1), ("∂", 1), ("σ", 1),
      ("│", 1), ("𐀀", 1), ("𠀀", 2), ("\u{2FFFD}", 2), ("⎡", 1), ("ᵀ", 1), ("𝐖", 1), ("⣿", 1),
      ("\u{10FFFF}", 1),
    ] as [(Character, Int)])
  func character(_ character: Character, _ columns: Int) {
    #expect(character.columns() == columns)
  }

  @Test("what is ambiguous takes two columns where the font says so")
  func ambiguous() {
    for character in "∂∑σ₁²│●█ⅷ⎯①" {
      #expect(character.columns() == 1, "\(character)")
    }
    for character in "∂∑σ│●█①" { #expect(character.columns(ambiguous: 2) == 2, "\(character)") }
    #expect("a\u{301}".columns(ambiguous: 2) == 1)
    #expect("中a∂".columns(ambiguous: 2) == 5)
  }

  @Test("what is told without tables is what they tell", arguments: [1, 2])
  func narrow(ambiguous: Int) {
    for value in 0x20..<0x3000 as Range<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "a\(scalar)b"
      let columns = text.reduce(0) { $0 + $1.columns(ambiguous: ambiguous) }
      let narrow = text.narrowColumns(ambiguous: ambiguous)
      #expect(narrow == nil || (narrow == columns && text.count == 3), "\(value)")
    }
    #expect("h₂ ≈ [0.37  ∂L/∂W₂ᵀ] ✓".narrowColumns() == 22)
    #expect("数".narrowColumns() == nil && "e\u{301}".narrowColumns() == nil)
  }

  @Test("a text takes the sum of its characters' columns")
  func text() {
    #expect("".columns == 0)
    #expect("plain\n".columns == 5)
    #expect("神经网络 h₂ ≈ 0.37".columns == 8 + 10)
    #expect("ab中文"[...].dropFirst().columns == 5)
  }
}
