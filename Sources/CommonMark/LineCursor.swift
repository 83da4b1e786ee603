// Where a line's content starts, behind the marks of the quotations and list items that hold it.
// cmark knows but does not tell; these are CommonMark's rules for continuing a block, section 5.1.

/// A block that holds blocks and puts a mark or an indentation before each of their lines.
struct Container {
  /// What a line needs to belong to it.
  enum Kind {
    /// A `>`.
    case quote
    /// So many columns of indentation.
    case item(width: Int)
  }

  let kind: Kind
  /// The zero-based line it starts on.
  let line: Int
  /// The column after its mark on that line, where its content may begin.
  let contentColumn: Int
}

/// A place in a line that knows its column, with tab stops of four, and may stand within a tab.
struct LineCursor {
  private let bytes: [UInt8]
  /// The offset after the line's last byte, line ending not included.
  private let end: Int
  /// The offset of the next byte.
  private(set) var offset: Int
  /// The zero-based column.
  private(set) var column = 0
  /// How many columns of the tab at `offset` are left; 0 if none of it is used.
  private(set) var restOfTab = 0

  /// A cursor at `start` of the line that ends at `end`.
  init(_ bytes: [UInt8], from start: Int, to end: Int) {
    self.bytes = bytes
    self.offset = start
    self.end = end
  }

  /// The next byte, or nil at the line's end.
  var next: UInt8? { offset < end ? bytes[offset] : nil }

  /// Whether only blanks are left.
  var isBlank: Bool {
    var copy = self
    copy.skipBlanks()
    return copy.next == nil
  }

  /// How many columns the next characters are indented.
  var indentation: Int {
    var copy = self
    copy.skipBlanks()
    return copy.column - column
  }

  /// Passes over spaces and tabs.
  mutating func skipBlanks() {
    while next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") { advance(columns: 1) }
  }

  /// Passes over one byte that is not a tab.
  mutating func skipByte() {
    guard offset < end else { return }
    offset += 1
    column += 1
  }

  /// Passes over at most `count` columns of spaces and tabs.
  mutating func advance(columns count: Int) {
    var left = count
    while left > 0, let byte = next {
      if byte == UInt8(ascii: "\t") {
        let width = restOfTab > 0 ? restOfTab : 4 - column % 4
        let used = min(left, width)
        column += used
        left -= used
        restOfTab = width - used
        if restOfTab == 0 { offset += 1 }
      } else if byte == UInt8(ascii: " ") {
        offset += 1
        column += 1
        left -= 1
      } else {
        return
      }
    }
  }

  /// Passes over what `containers` put before their content on the line numbered `line`.
  ///
  /// Returns whether the line belongs to all of them. If not, it is a lazy continuation of a
  /// paragraph, or does not belong to the block at all.
  mutating func skipPrefixes(of containers: [Container], onLine line: Int) -> Bool {
    for container in containers {
      if container.line == line {
        // Its mark stands on this very line.
        while column < container.contentColumn, let byte = next {
          if byte == UInt8(ascii: "\t") { advance(columns: 1) } else { skipByte() }
        }
        continue
      }
      switch container.kind {
      case .quote:
        guard indentation <= 3 else { return false }
        var beyond = self
        beyond.skipBlanks()
        guard beyond.next == UInt8(ascii: ">") else { return false }
        beyond.skipByte()
        beyond.advance(columns: 1)
        self = beyond
      case .item(let width):
        if indentation >= width {
          advance(columns: width)
        } else if isBlank {
          skipBlanks()
        } else {
          return false
        }
      }
    }
    return true
  }
}
