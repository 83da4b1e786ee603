import Tutoring

/// The lines of a page on which what was searched for stands out.
struct SearchMatches {
  /// All lines of the page.
  private(set) var lines: [Line] = []
  /// The first line that has it; nil if none does as it is shown (a formula may show other letters
  /// than its code has).
  private(set) var first: Int?

  init(of wanted: String, in page: [Line], _ profile: TerminalProfile) {
    let wanted = Array(wanted.lowercased())
    lines = page
    guard !wanted.isEmpty else { return }
    for (index, line) in page.enumerated() {
      guard let marked = Self.marking(wanted, in: line, profile) else { continue }
      lines[index] = marked
      if first == nil { first = index }
    }
  }

  /// The line with the places marked that read `wanted`, whatever their case and style; nil if there
  /// is none.
  private static func marking(
    _ wanted: [Character], in line: Line, _ profile: TerminalProfile
  ) -> Line? {
    let characters = line.runs.flatMap { run in run.text.map { ($0, run.style) } }
    guard characters.count >= wanted.count else { return nil }
    // A letter may become two in lower case; such a one is compared as it is.
    let lowered = characters.map { character, _ in
      let small = character.lowercased()
      return small.count == 1 ? Character(small) : character
    }
    var marked = Array(repeating: false, count: characters.count)
    var start = 0
    while start + wanted.count <= lowered.count {
      if lowered[start..<start + wanted.count].elementsEqual(wanted) {
        for index in start..<start + wanted.count { marked[index] = true }
        start += wanted.count
      } else {
        start += 1
      }
    }
    guard marked.contains(true) else { return nil }
    var result = Line()
    for (index, (character, style)) in characters.enumerated() {
      result.append(
        Line(String(character), profile, marked[index] ? style.union(.found) : style))
    }
    return result
  }
}
