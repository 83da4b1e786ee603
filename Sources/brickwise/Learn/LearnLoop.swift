import CTerminal
import Rendering
import Tutoring

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Follows a lesson on a terminal: waits for keys, and draws what they lead to.
struct LearnLoop {
  private var state: LearnState
  private var profile: TerminalProfile
  /// Whether the width is that of the terminal, and follows it.
  private let followsWidth: Bool
  /// Whether the terminal is asked how wide it draws characters such as ∂, or still has to answer.
  private var asksForWidths: Bool
  private var keeper: ProgressKeeper
  private var decoder = KeyDecoder()
  private var writer = FrameWriter()

  init(
    _ state: LearnState, profile: TerminalProfile, followsWidth: Bool, asksForWidths: Bool,
    keeper: ProgressKeeper
  ) {
    self.state = state
    self.profile = profile
    self.followsWidth = followsWidth
    self.asksForWidths = asksForWidths
    self.keeper = keeper
  }

  /// The other screen, bracketed paste, no cursor.
  private static let enter = "\u{1B}[?1049h\u{1B}[?2004h\u{1B}[?25l"
  /// All of that taken back; written by a signal handler, too.
  private static let leave = "\u{1B}[0m\u{1B}[?2004l\u{1B}[?25h\u{1B}[?1049l"

  /// Goes on until the learner leaves; the terminal is then as it was.
  ///
  /// - Returns: the state that the learner left.
  mutating func run() throws(Output.Failure) -> LearnState {
    guard terminal_take(STDIN_FILENO, STDOUT_FILENO, strdup(Self.enter), strdup(Self.leave)) == 0
    else { throw Output.Failure(reason: "the terminal cannot be used") }
    defer { terminal_give_back() }
    keeper.save(&state)
    if asksForWidths { try Output.write(Self.question) }
    var viewport = try draw()
    while true {
      switch terminal_wait(decoder.isWaiting ? 25 : -1) {
      case TERMINAL_REDRAW:
        writer.forget()
        viewport = try draw()
      case TERMINAL_CLOSED: return state
      case TERMINAL_TIMEOUT:
        guard try press(decoder.flush(), &viewport) else { return state }
      default:
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        guard count > 0 else { return state }
        let keys = decoder.feed(bytes.prefix(count))
        if takeAnswer() { viewport = try draw() }
        guard try press(keys, &viewport) else { return state }
      }
    }
  }

  /// Writes a character whose width terminals do not agree on, and asks where the cursor is then.
  ///
  /// The answer comes among the keys, and nobody waits for it: the first frame follows at once.
  private static let question = "\u{1B}[H∂\u{1B}[6n"

  /// Takes the terminal's answer, if it has come.
  ///
  /// - Returns: whether all has to be drawn again.
  private mutating func takeAnswer() -> Bool {
    guard asksForWidths, let column = decoder.cursorColumn else { return false }
    asksForWidths = false
    // Counted from 1, behind one character.
    guard column == 3 else { return false }
    profile.ambiguousWidth = 2
    writer.forget()
    return true
  }

  /// Does what keys mean, one after another, and draws after each what it leads to: a key is never
  /// taken for a screen that was not there.
  private mutating func press(
    _ keys: [Key], _ viewport: inout Viewport
  ) throws(Output.Failure) -> Bool {
    for key in keys {
      switch state.handle(key, viewport) {
      case .none: continue
      case .redraw: break
      // Kept first: what has been seen is never lost.
      case .save: keeper.save(&state)
      case .quit:
        keeper.save(&state)
        return false
      }
      if key == .control("l") { writer.forget() }
      viewport = try draw()
    }
    return true
  }

  private mutating func draw() throws(Output.Failure) -> Viewport {
    var profile = profile
    let columns = Int(terminal_columns(STDOUT_FILENO))
    let rows = Int(terminal_rows(STDOUT_FILENO))
    if columns > 0, followsWidth || columns < profile.width { profile.width = max(columns, 4) }
    carryOutRuns(profile, rows: rows > 0 ? rows : 24)
    let screen = LearnScreen(state, profile: profile, height: rows > 0 ? rows : 24)
    let text = writer.update(to: screen)
    if !text.isEmpty { try Output.write(text) }
    return screen.viewport
  }
}

extension LearnLoop {
  /// For so long a run is carried out without anything to be seen: most are done by then.
  private static let patience = Duration.milliseconds(300)
  /// The shortest time from one frame to the next, and the part of the time that drawing may take.
  private static let frame = Duration.milliseconds(66)
  private static let share = 30

  /// Carries out the training runs that the page speaks of: they play in place of it, and a key stops
  /// them.
  private mutating func carryOutRuns(_ profile: TerminalProfile, rows: Int) {
    var isStopped = false
    for run in state.missingRuns {
      let lesson = state.lesson
      let block = lesson.watched([run])
      let start = ContinuousClock.now
      var nextFrame = start + Self.patience
      do throws(Training.Failure) {
        let record = try RunRecord(
          carryingOut: run, of: lesson, overrides: state.overrides,
          snapshotsAt: lesson.claimedEpochs(of: run).union(lesson.plottedEpochs(of: run)),
          watch: { training, history in
            guard !isStopped else { return false }
            let now = ContinuousClock.now
            guard now >= nextFrame else { return true }
            let speed = Double(training.epoch) / (now - start).inSeconds
            var history = history
            history.record(training)
            let view = TrainScreen.RunView(
              record: RunRecord(of: training, history: history), total: run.epochs, speed: speed,
              secondsLeft: Double(run.epochs - training.epoch) / speed)
            let screen = TrainScreen(
              lesson, [view], block, keys: [("Esc", "stop it here")], profile: profile,
              height: rows)
            // A terminal that cannot be written to is noticed when the page is drawn.
            try? Output.write(writer.update(to: screen.rows))
            nextFrame = now + max(Self.frame, (ContinuousClock.now - now) * Self.share)
            isStopped = hasBeenStopped()
            return !isStopped
          })
        state.take(record)
        if isStopped {
          state.say("\(run.name) stopped by you, \(record.history.epochCount) epochs done")
        }
      } catch {
        state.take(error, of: run)
      }
    }
  }

  /// Whether one of the keys that stop a run has been pressed.
  private mutating func hasBeenStopped() -> Bool {
    switch terminal_wait(0) {
    case TERMINAL_INPUT:
      var bytes = [UInt8](repeating: 0, count: 1024)
      let count = read(STDIN_FILENO, &bytes, bytes.count)
      guard count > 0 else { return count == 0 }
      let keys = decoder.feed(bytes.prefix(count)) + decoder.flush()
      // Not Enter, which is typed ahead by whoever reads on.
      return keys.contains { [.escape, .character("q"), .character("s")].contains($0) }
    case TERMINAL_REDRAW:
      writer.forget()
      return false
    case TERMINAL_CLOSED: return true
    default: return false
    }
  }
}

/// Keeps what is done, after every step; says once if it cannot.
struct ProgressKeeper {
  private let store: ProgressStore
  private let lesson: String
  private let hash: String
  private var hasFailed = false

  init(_ store: ProgressStore, lesson: String, hash: String) {
    self.store = store
    self.lesson = lesson
    self.hash = hash
  }

  /// Goes on where the learner left.
  func resume(_ state: inout LearnState) {
    switch store.read(lesson) {
    case .nothing: break
    case .bookmark(let bookmark): state.resume(bookmark, hash: hash)
    case .damaged(let reason): state.say(reason)
    }
  }

  /// Keeps the state.
  mutating func save(_ state: inout LearnState) {
    do throws(ProgressStore.Failure) {
      try store.write(state.bookmark(lesson: lesson, hash: hash))
    } catch {
      if !hasFailed { state.say("your place cannot be kept: \(error.reason)") }
      hasFailed = true
    }
  }
}
