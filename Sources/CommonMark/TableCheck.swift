import Source

// Tables of bars and hyphens are an addition to CommonMark that many tools have. Here their lines run
// together as the words of one paragraph, and an author should hear of that.

/// Finds a table in the content of a paragraph.
struct TableCheck {
  private let content: LeafText

  /// Creates a check of `content`.
  init(_ content: LeafText) { self.content = content }

  /// Warns about the line of hyphens below a table's head.
  func report(_ diagnostics: inout Diagnostics) {
    let bytes = content.bytes
    guard bytes.contains(UInt8(ascii: "|")) else { return }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let rule = lines.dropFirst().first(where: isRule) else { return }
    diagnostics.warning(
      at: content.sourceSpan(rule.startIndex, rule.endIndex),
      "CommonMark has no tables: these lines are shown as one paragraph",
      notes: ["make it a list, or a block of code: lines between two rows of ```"])
  }

  /// Whether a line is like `|---|:-:|`.
  private func isRule(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(UInt8(ascii: "|")) && line.contains(UInt8(ascii: "-"))
      && line.allSatisfy { "|-: \t\r".utf8.contains($0) }
  }
}
