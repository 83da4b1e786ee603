import Source

/// What is known of the terminal, or of the file, that text is printed for.
///
/// It is passed in; nothing here asks the environment.
public struct TerminalProfile: Sendable, Hashable {
  /// The colours there are.
  public enum Color: Sendable, Hashable, CaseIterable {
    case none
    case indexed
    case trueColor
  }

  /// The number of columns.
  public var width: Int
  /// The colours that may be used.
  public var color: Color
  /// Whether bold and dim may be used: on a terminal, even without colour.
  public var hasAttributes: Bool
  /// The characters that formulas and rules are drawn with.
  public var notation: Notation
  /// The columns of a character that Unicode calls ambiguous, such as ∂ and ₁: 1 or 2.
  public var ambiguousWidth: Int
  /// Whether everything is said in lines of words, one fact a line, for a screen reader.
  public var isLinear: Bool
  /// The decimals of a value.
  public var digits: Int

  /// Creates a profile; by default, of a file: 80 columns, no colour.
  public init(
    width: Int = 80, color: Color = .none, hasAttributes: Bool = false,
    notation: Notation = .unicode, ambiguousWidth: Int = 1, isLinear: Bool = false,
    digits: Int = 4
  ) {
    self.width = width
    self.color = color
    self.hasAttributes = hasAttributes
    self.notation = notation
    self.ambiguousWidth = ambiguousWidth
    self.isLinear = isLinear
    self.digits = digits
  }

  /// Whether anything but plain characters may be written.
  var isStyled: Bool { hasAttributes || color != .none }

  /// The columns that a text takes.
  func columns(of text: String) -> Int {
    // Nearly every text is printable ASCII.
    if text.utf8.allSatisfy({ $0 &- 0x20 < 0x5F }) { return text.utf8.count }
    return text.columns(ambiguous: ambiguousWidth)
  }

  /// The columns that a character takes.
  func columns(of character: Character) -> Int { character.columns(ambiguous: ambiguousWidth) }

  /// A sign that has an ASCII form.
  func sign(_ unicode: String, ascii: String) -> String { notation == .unicode ? unicode : ascii }
}
