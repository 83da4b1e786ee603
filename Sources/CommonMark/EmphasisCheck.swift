// CommonMark decides whether `**` opens or closes by the characters beside it, with rules made for
// texts that put spaces between words. In Chinese, `**注意：**请` is not emphasis: a mark after
// punctuation and before a letter can only open. Authors see two stars where they meant bold.

import Source

/// Finds `**` that was meant as emphasis, beside punctuation that keeps it from being so.
struct EmphasisCheck {
  private let content: LeafText

  /// Creates a check of `content`.
  init(_ content: LeafText) { self.content = content }

  /// Warns about the runs of stars, given as ranges of the content, that cmark left as text.
  func report(_ stars: [Range<Int>], _ diagnostics: inout Diagnostics) {
    var opening: Range<Int>?
    for run in stars where run.count == 2 {
      guard let first = opening else {
        opening = run
        continue
      }
      if let culprit = [first, run].first(where: isBetweenPunctuationAndLetter) {
        report(culprit, &diagnostics)
      }
      opening = nil
    }
  }

  private func isBetweenPunctuationAndLetter(_ run: Range<Int>) -> Bool {
    guard let before = scalar(before: run.lowerBound), let after = scalar(at: run.upperBound)
    else { return false }
    return before.isWidePunctuation && after.isLetter || before.isLetter && after.isWidePunctuation
  }

  private func scalar(at offset: Int) -> Unicode.Scalar? {
    String(decoding: content.bytes[offset...].prefix(4), as: UTF8.self).unicodeScalars.first
  }

  private func scalar(before offset: Int) -> Unicode.Scalar? {
    String(decoding: content.bytes[..<offset].suffix(4), as: UTF8.self).unicodeScalars.last
  }

  private func report(_ run: Range<Int>, _ diagnostics: inout Diagnostics) {
    let isClosing = scalar(at: run.upperBound)?.isLetter ?? false
    diagnostics.warning(
      at: content.sourceSpan(run.lowerBound, run.upperBound),
      "`**` here is not emphasis: it stands between a punctuation mark and a letter",
      notes: [
        isClosing
          ? "move the punctuation mark behind it, or put a space after it"
          : "move the punctuation mark before it, or put a space before it"
      ])
  }
}

extension Unicode.Scalar {
  fileprivate var isWidePunctuation: Bool {
    guard !isASCII else { return false }
    switch properties.generalCategory {
    case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
      .otherPunctuation, .dashPunctuation, .connectorPunctuation:
      return true
    default: return false
    }
  }

  fileprivate var isLetter: Bool { properties.isAlphabetic || properties.numericType != nil }
}
