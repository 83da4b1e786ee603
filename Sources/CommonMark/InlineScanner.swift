// cmark says what the inlines are but not where. This scanner follows its result through the
// content, construct by construct, so that each code span's place is known to the byte.
//
// If the two ever disagree the scanner is lost: it moves no more until it finds the next code span
// by its content. All work is linear in the length of the content.

import Source

/// Follows a leaf block's inlines through its content.
struct InlineScanner {
  private let content: LeafText
  /// Where the next construct starts.
  private var offset: Int
  /// Whether `offset` is where cmark was.
  private var isLost = false
  /// The runs of backticks, found when first needed.
  private var backticks: BacktickRuns?
  /// How many more bytes may be compared when searching: enough for any text that people write.
  private var searchBudget: Int
  /// The runs of `*` that cmark left as text.
  private(set) var literalStars: [Range<Int>] = []

  /// Creates a scanner at the start of `content`.
  init(_ content: LeafText) {
    self.content = content
    offset = content.afterLinkDefinitions()
    searchBudget = 32 * content.bytes.count + 4096
  }

  /// Where the next construct starts in the source.
  var sourceOffset: Int { content.sourceOffset(offset) }

  /// Passes over running text.
  mutating func skipText(_ literal: [UInt8]) {
    guard !isLost else { return }
    let bytes = content.bytes
    var position = offset
    var index = 0
    var stars: [Range<Int>] = []
    while index < literal.count {
      let byte = position < bytes.count ? bytes[position] : 0
      // Nearly every byte stands for itself.
      if byte == literal[index], byte.isPlain {
        position += 1
        index += 1
        continue
      }
      switch byte {
      case UInt8(ascii: "&"):
        if let (end, count) = content.entity(at: position, literal, index) {
          position = end
          index += count
          continue
        }
      case UInt8(ascii: "\\"):
        if content.isEscape(at: position) { position += 1 }
      case UInt8(ascii: "*"):
        if let last = stars.last, last.upperBound == position {
          stars[stars.count - 1] = last.lowerBound..<position + 1
        } else {
          stars.append(position..<position + 1)
        }
      default: break
      }
      guard position < bytes.count, bytes[position] == literal[index] else {
        isLost = true
        return
      }
      position += 1
      index += 1
    }
    offset = position
    literalStars += stars
  }

  /// Passes over the end of a line, the blanks and the backslash before it and the indentation
  /// after it.
  mutating func skipLineBreak() {
    guard !isLost else { return }
    var position = offset
    while content[position].isSpace, content.lineEnd(at: position) == nil { position += 1 }
    let isEscaped = content[position] == UInt8(ascii: "\\")
    if isEscaped { position += 1 }
    guard let next = content.lineEnd(at: position) else {
      isLost = true
      return
    }
    // cmark keeps the blanks after an escaped line end.
    offset = isEscaped ? next : content.skipBlanks(next)
  }

  /// Passes over exactly `bytes`.
  mutating func skip(_ bytes: [UInt8]) {
    guard !isLost else { return }
    let end = offset + bytes.count
    guard end <= content.bytes.count, content.bytes[offset..<end].elementsEqual(bytes) else {
      isLost = true
      return
    }
    offset = end
  }

  /// Passes over `count` delimiters of emphasis.
  mutating func skipDelimiters(_ count: Int) {
    guard !isLost else { return }
    let byte = content[offset]
    let isDelimiter = byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_")
    guard isDelimiter, count == 1 || content[offset + 1] == byte else {
      isLost = true
      return
    }
    offset += count
  }

  /// Passes over what opens a link; returns whether it is an autolink, which is passed over whole.
  mutating func skipLinkStart() -> Bool {
    guard !isLost else { return false }
    guard content[offset] == UInt8(ascii: "<") else {
      skip([UInt8(ascii: "[")])
      return false
    }
    while offset < content.bytes.count, content[offset] != UInt8(ascii: ">") { offset += 1 }
    skip([UInt8(ascii: ">")])
    return true
  }

  /// Passes over what closes a link or an image: the bracket and the destination or label.
  mutating func skipLinkEnd() {
    skip([UInt8(ascii: "]")])
    if !isLost { offset = content.afterLinkTail(at: offset) }
  }

  /// Gives up following the text up to the next code span.
  mutating func lose() { isLost = true }

  /// Passes over a code span whose content is `literal` and returns it, or nil if there is none.
  mutating func codeSpan(_ literal: [UInt8]) -> CodeSpan? {
    let runs = backticks ?? BacktickRuns(of: content)
    backticks = runs
    if !isLost, let opening = runs.opening(at: offset), let found = code(opening, runs, literal) {
      return found
    }
    isLost = true
    for run in runs.starting(notBefore: offset) {
      guard searchBudget > 0 else { break }
      let isEscaped = run.lowerBound > 0 && content.isEscape(at: run.lowerBound - 1)
      let opening = isEscaped ? run.dropFirst() : run
      if let found = code(opening, runs, literal) {
        isLost = false
        return found
      }
    }
    return nil
  }

  /// Passes over the code span that starts with `opening` if it reads `literal`.
  private mutating func code(
    _ opening: Range<Int>, _ runs: BacktickRuns, _ literal: [UInt8]
  ) -> CodeSpan? {
    guard let closing = runs.closing(of: opening) else { return nil }
    let length = closing.lowerBound - opening.upperBound
    searchBudget -= 16
    // One blank at either end may have been taken away.
    guard length >= literal.count, length <= literal.count + 2 else { return nil }
    searchBudget -= length
    var ranges = content.lineRanges(from: opening.upperBound, to: closing.lowerBound)
    trim(&ranges)
    guard content.reads(literal, in: ranges) else { return nil }
    offset = closing.upperBound
    return CodeSpan(
      content: fragment(literal, of: ranges),
      span: content.sourceSpan(opening.lowerBound, closing.upperBound))
  }

  /// A text that stands in lines of the content, with a space for each line end.
  private func fragment(_ literal: [UInt8], of ranges: [Range<Int>]) -> SourceFragment {
    if ranges.count == 1, let first = ranges[0].first, let last = ranges[0].last {
      // Most code stands in one line, and there in one piece unless part of a tab is in it.
      let start = content.sourceOffset(first)
      if content.sourceOffset(last) - start == last - first {
        return SourceFragment(literal, from: start)
      }
    }
    let offsets = ranges.flatMap { ($0.lowerBound...$0.upperBound).map(content.sourceOffset) }
    // The space after the last line is one too many.
    return SourceFragment(literal, at: Array(offsets.dropLast()))
  }

  /// Takes one space, or line end, from either end if both have one and there is more than spaces.
  private func trim(_ ranges: inout [Range<Int>]) {
    let space = UInt8(ascii: " ")
    guard let first = ranges.first, let last = ranges.last,
      ranges.contains(where: { $0.contains { content[$0] != space } }),
      first.isEmpty || content[first.lowerBound] == space,
      last.isEmpty || content[last.upperBound - 1] == space
    else { return }
    if first.isEmpty {
      ranges.removeFirst()
    } else {
      ranges[0] = first.lowerBound + 1..<first.upperBound
    }
    if last.isEmpty {
      ranges.removeLast()
    } else {
      let remaining = ranges[ranges.count - 1]
      ranges[ranges.count - 1] = remaining.lowerBound..<remaining.upperBound - 1
    }
  }
}

extension UInt8 {
  /// Whether it has no meaning in running text but itself.
  fileprivate var isPlain: Bool {
    switch self {
    case UInt8(ascii: "&"), UInt8(ascii: "\\"), UInt8(ascii: "*"): false
    default: true
    }
  }
}
