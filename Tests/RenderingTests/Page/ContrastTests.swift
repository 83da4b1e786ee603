import Foundation
import Testing

@testable import Rendering

/// Words can be read on every background that they stand on: WCAG 2.1, 1.4.3.
@Suite struct ContrastTests {
  @Test(arguments: ["screen", "dark screen", "paper"])
  func wordsHaveContrast(kind: String) throws {
    let schemes = HTMLStyle.sheet.text.components(separatedBy: ":root {").dropFirst()
      .map { colors(String($0.prefix { $0 != "}" })) }
    let index = try #require(["screen", "dark screen", "paper"].firstIndex(of: kind))
    #expect(schemes.count == 3)
    let scheme = schemes[index]
    for name in ["ink", "soft", "blue", "good", "bad", "vermilion", "green"] {
      for background in ["page", "tint"] {
        let ratio = try contrast(#require(scheme[name]), #require(scheme[background]))
        #expect(ratio >= 4.5, "\(name) on \(background), \(kind): \(ratio)")
      }
    }
  }

  @Test func contrastIsThatOfTheStandard() {
    #expect(abs(contrast(0x000000, 0xFFFFFF) - 21) < 1e-9)
    #expect(abs(contrast(0x777777, 0xFFFFFF) - 4.48) < 0.005)
  }

  /// `--ink: #1c1b19; …` by name.
  private func colors(_ text: String) -> [String: Int] {
    var colors: [String: Int] = [:]
    for declaration in text.split(separator: ";") {
      let parts = declaration.split(separator: ":").map { $0.filter { !$0.isWhitespace } }
      guard parts.count == 2, parts[0].hasPrefix("--"), parts[1].hasPrefix("#") else { continue }
      let digits = parts[1].dropFirst()
      // #abc is short for #aabbcc.
      let long = digits.count == 3 ? digits.map { "\($0)\($0)" }.joined() : String(digits)
      colors[String(parts[0].dropFirst(2))] = Int(long, radix: 16)
    }
    return colors
  }

  private func contrast(_ first: Int, _ second: Int) -> Double {
    let luminances = [luminance(first), luminance(second)].sorted()
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)
  }

  private func luminance(_ color: Int) -> Double {
    func linear(_ shift: Int) -> Double {
      let part = Double(color >> shift & 0xFF) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
  }
}
