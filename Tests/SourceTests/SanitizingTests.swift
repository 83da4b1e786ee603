import Source
import Testing

@Suite("Control characters made visible")
struct SanitizingTests {
  @Test("an escape sequence is shown and not obeyed")
  func escapes() {
    #expect("\u{1B}[31mred\u{1B}[0m".sanitized == "␛[31mred␛[0m")
    #expect("\u{1B}]0;title\u{7}".sanitized == "␛]0;title␇")
    #expect("a\rb\0c\u{7F}".sanitized == "a␍b␀c␡")
    #expect("\u{9B}31m\u{85}".sanitized == "�31m�")
  }

  @Test("what reorders text is shown")
  func directions() {
    let controls = "\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}"
    #expect(controls.sanitized == String(repeating: "�", count: 9))
    #expect("\u{200E}\u{200F}\u{61C}\u{2028}\u{2029}\u{FEFF}".sanitized == "������")
  }

  @Test("no control character is left, whatever the text")
  func all() {
    for code in UInt32(0)...0xFFFF {
      guard let scalar = Unicode.Scalar(code) else { continue }
      let clean = String(scalar).sanitized
      #expect(clean == "\t" || clean == "\n" || clean.unicodeScalars.allSatisfy { !isControl($0) })
    }
  }

  @Test("a clean text is left as it is")
  func clean() {
    for text in ["", "a\tb\n", "中文，“好”。", "👩‍👩‍👧 é e\u{301} ∂L/∂W₂ ©"] {
      #expect(text.sanitized == text)
    }
  }

  private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
  }
}
