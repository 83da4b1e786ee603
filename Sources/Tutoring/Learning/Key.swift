/// A key of a keyboard, as a terminal tells it.
public enum Key: Sendable, Hashable {
  /// A character: one grapheme.
  case character(Character)
  /// A letter with the control key.
  case control(Character)
  /// Text that was pasted as a whole.
  case paste(String)
  case enter, escape, tab, backTab, backspace, delete
  case left, right, up, down
  case home, end, pageUp, pageDown

  /// The key as it is named on a screen.
  public var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let letter): "Ctrl-\(letter.uppercased())"
    case .paste: "paste"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .left: "Left"
    case .right: "Right"
    case .up: "Up"
    case .down: "Down"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    }
  }
}
