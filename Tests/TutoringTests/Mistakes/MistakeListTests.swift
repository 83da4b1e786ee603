import StageLanguage
import TestSupport
import Testing

@testable import Tutoring

@Suite("The list of known mistakes")
struct MistakeListTests {
  @Test("docs/mistakes.md has all of them, with what is said of each")
  func documentation() {
    let part = Expression.named("x")
    var text = """
      # Known mistakes

      What `check` says of each, with x for the part of the formula that it is about, and its name in the
      machine-readable form. It is looked for in every formula of a lesson that has such a part.

      | name | what is said |
      |---|---|

      """
    for kind in MistakeKind.allCases {
      let sentence = kind.sentence(part: part).plain.replacing("|", with: "\\|")
      text += "| `\(kind.rawValue)` | \(sentence) |\n"
    }
    expectGolden(text, named: "../../docs/mistakes.md")
  }
}
