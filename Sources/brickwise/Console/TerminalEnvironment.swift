import CTerminal
import Rendering

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the surroundings say of the terminal; read once, where the program begins.
struct TerminalEnvironment {
  /// Whether standard output is a terminal.
  var isTerminal: Bool
  /// Its columns; 0 if unknown.
  var columns: Int
  /// The environment variables that matter here.
  var variables: [String: String]

  /// The surroundings of this process.
  static var current: TerminalEnvironment {
    var variables: [String: String] = [:]
    for name in ["TERM", "NO_COLOR", "CLICOLOR_FORCE", "COLORTERM", "COLUMNS"] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    return TerminalEnvironment(
      isTerminal: isatty(STDOUT_FILENO) == 1, columns: Int(terminal_columns(STDOUT_FILENO)),
      variables: variables)
  }

  /// Whether messages on standard error are coloured.
  static var colorsErrors: Bool {
    let refuses = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? true
    return isatty(STDERR_FILENO) == 1 && !refuses && !isDumb
  }

  /// Whether standard error is a terminal on which a line can be taken back.
  static var showsProgress: Bool {
    let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? true
    return isatty(STDERR_FILENO) == 1 && !isDumb
  }

  /// The profile to print with: flags first, then the environment, then what the terminal says.
  func profile(for options: DisplayOptions, digits: Int) -> TerminalProfile {
    let isDumb = variables["TERM"] == "dumb"
    let columnsVariable = variables["COLUMNS"].flatMap(Int.init)
    let width = options.width ?? (columns > 0 ? columns : columnsVariable ?? 80)
    return TerminalProfile(
      width: min(max(width, 20), 1000), color: color(options, isDumb: isDumb),
      hasAttributes: isTerminal && !isDumb && !options.plain && options.color != .never,
      notation: isDumb || options.plain ? .ascii : .unicode, ambiguousWidth: options.ambiguous ?? 1,
      isLinear: options.plain, digits: digits)
  }

  private func color(_ options: DisplayOptions, isDumb: Bool) -> TerminalProfile.Color {
    let isSet: (String) -> Bool = { name in
      variables[name].map { !$0.isEmpty && $0 != "0" } ?? false
    }
    let wanted: Bool =
      switch options.color {
      case .always: true
      case .never: false
      case .auto where options.plain || !(variables["NO_COLOR"] ?? "").isEmpty: false
      case .auto where isSet("CLICOLOR_FORCE"): true
      case .auto: isTerminal && !isDumb
      }
    guard wanted else { return .none }
    let kind = variables["COLORTERM"]
    return kind == "truecolor" || kind == "24bit" ? .trueColor : .indexed
  }
}
