import CTerminal
import Lessons
import Rendering
import Tutoring

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Carries out runs on a terminal, and draws what comes of them as they go.
struct TrainLoop {
  private let lesson: Lesson
  private let runs: [LiveRun]
  private let block: PlotBlock
  private let profile: TerminalProfile
  /// Whether the width is that of the terminal, and follows it.
  private let followsWidth: Bool
  private var decoder = KeyDecoder()
  private var writer = FrameWriter()
  private var isPaused = false

  /// How runs were left.
  enum Ending {
    /// They came to their ends, or were told to stop by a key.
    case done
    /// By Ctrl-C.
    case interrupted
  }

  init(
    _ lesson: Lesson, _ runs: [LiveRun], watching block: PlotBlock, profile: TerminalProfile,
    followsWidth: Bool
  ) {
    self.lesson = lesson
    self.runs = runs
    self.block = block
    self.profile = profile
    self.followsWidth = followsWidth
  }

  /// The other screen, no cursor.
  private static let enter = "\u{1B}[?1049h\u{1B}[?25l"
  /// All of that taken back; written by a signal handler, too.
  private static let leave = "\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l"

  /// The shortest time from one frame to the next.
  private static let frame = Duration.milliseconds(66)
  /// A frame is drawn so seldom that drawing takes at most this part of the time.
  private static let share = 30
  /// How long one run goes on before another has its turn.
  private static let turn = Duration.milliseconds(12)

  /// Goes on until the runs are done or somebody ends them; the terminal is then as it was.
  mutating func run() throws(Output.Failure) -> Ending {
    guard terminal_take(STDIN_FILENO, STDOUT_FILENO, strdup(Self.enter), strdup(Self.leave)) == 0
    else { throw Output.Failure(reason: "the terminal cannot be used") }
    defer { terminal_give_back() }
    terminal_hold_interrupts()
    var nextFrame = ContinuousClock.now
    while runs.contains(where: { !$0.isDone }) {
      if ContinuousClock.now >= nextFrame {
        let start = ContinuousClock.now
        try draw()
        let took = ContinuousClock.now - start
        nextFrame = start + max(Self.frame, took * Self.share)
      }
      // The one that is least far goes on, so that they can be compared on the way.
      let next = runs.filter { !$0.isDone }.min { $0.epoch < $1.epoch }
      if !isPaused, let next { next.advance(for: Self.turn) }
      switch terminal_wait(isPaused ? -1 : decoder.isWaiting ? 25 : 0) {
      case TERMINAL_INTERRUPTED: return .interrupted
      case TERMINAL_CLOSED: return .interrupted
      case TERMINAL_REDRAW:
        writer.forget()
        nextFrame = .now
      case TERMINAL_INPUT:
        guard let keys = keys() else { return .interrupted }
        if !press(keys) { return .done }
        nextFrame = .now
      default:
        if decoder.isWaiting, !press(decoder.flush()) { return .done }
      }
    }
    return .done
  }

  /// The keys that have come; nil if the terminal is gone.
  private mutating func keys() -> [Key]? {
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    if count < 0, errno == EINTR || errno == EAGAIN { return [] }
    return count > 0 ? decoder.feed(bytes.prefix(count)) : nil
  }

  /// Does what keys mean; false to stop.
  private mutating func press(_ keys: [Key]) -> Bool {
    for key in keys {
      switch key {
      case .character("q"), .escape: return false
      case .character("p"), .character(" "): isPaused.toggle()
      case .control("l"): writer.forget()
      default: continue
      }
    }
    return true
  }

  private mutating func draw() throws(Output.Failure) {
    var profile = profile
    let columns = Int(terminal_columns(STDOUT_FILENO))
    let rows = Int(terminal_rows(STDOUT_FILENO))
    if columns > 0, followsWidth || columns < profile.width { profile.width = max(columns, 4) }
    let active = max(1, runs.count { !$0.isDone })
    let screen = TrainScreen(
      lesson, runs.map { $0.view(sharedBy: active) }, block,
      keys: [("q", "stop and keep this"), ("p", isPaused ? "go on" : "pause")], profile: profile,
      height: rows > 0 ? rows : 24)
    let text = writer.update(to: screen.rows)
    if !text.isEmpty { try Output.write(text) }
  }
}
