import Matrices
import Source

/// Turns statements into a program, one after another, working out every shape before anything
/// runs.
///
/// A function is compiled into each place that calls it; a name always means the value it had last.
/// What is wrong is reported once: a name whose statement failed makes no further noise.
public struct Compiler: Sendable {
  /// The program so far.
  public internal(set) var program = Program()
  /// What is wrong so far.
  public internal(set) var diagnostics = Diagnostics()
  /// Numbers that replace those that the stages give to parameters.
  let overrides: [String: NumberLiteral]
  let limits: Limits

  /// What each name means now.
  var globals: [String: Binding] = [:]
  /// How many names share the memory of each array, as NumPy would have it.
  var storageUses: [Int: Int] = [:]
  var storageCount = 0
  /// The values of Python's numbers that are known already, by slot.
  var constants: [Int: Double] = [:]
  /// The arguments of the function being compiled into its caller; nil outside of one.
  var locals: [String: Binding]?
  /// The functions being compiled into their callers, outermost first.
  var calls: [String] = []
  var callCount = 0
  var depth = 0
  /// Whether the expression stands beside the lesson's own computation, and must leave it alone.
  var isAside = false
  /// What names mean to a variant of a formula, before all else; nil outside of one.
  ///
  /// Of what is wrong with a variant nothing is said, and so no words need be found for it.
  var variantNames: (@Sendable (String) -> Slot?)?

  /// What a name means.
  enum Binding: Sendable {
    case value(Value)
    case generator(Int)
    case function(Function)
    /// A statement gave the name a value and failed; it has been reported.
    case poisoned
  }

  /// A value in the program.
  struct Value: Sendable {
    let slot: Slot
    let type: ValueType
    /// The array whose memory it shares in NumPy; nil for a number, which cannot change. (What
    /// `where` makes of single numbers is an array to NumPy, one without axes.)
    let storage: Int?
    /// The value, if it is one of Python's numbers and known already.
    let constant: Double?
  }

  /// Thrown when an expression cannot be compiled; it has been reported.
  struct Failure: Error {}

  /// Creates a compiler.
  ///
  /// - Parameters:
  ///   - overrides: Numbers for parameters, by name.
  ///   - limits: How large the lesson may be.
  public init(overrides: [String: NumberLiteral] = [:], limits: Limits = Limits()) {
    self.overrides = overrides
    self.limits = limits
  }

  // MARK: Statements

  /// Compiles a statement.
  ///
  /// If it is in error, that is reported, and its result is `.none`.
  public mutating func compile(_ statement: Statement) -> CompiledStatement {
    let first = program.instructions.count
    let inputs = self.inputs(of: statement)
    var result = CompiledStatement.Result.none
    do throws(Failure) {
      result = try compile(statement.kind)
    } catch {
      switch statement.kind {
      case .assign(let name, _), .update(let name, _, _): bind(name.text, .poisoned)
      case .define, .show, .comment: break
      }
    }
    return CompiledStatement(
      statement: statement, instructions: first..<program.instructions.count, result: result,
      inputs: inputs)
  }

  /// Compiles an expression that only looks: a claim's subject.
  ///
  /// The program gains its instructions; nothing that the stages compute changes.
  ///
  /// - Returns: where its value will be, or nil if it is in error, which is reported.
  public mutating func compile(aside expression: Expression) -> Slot? {
    isAside = true
    defer { isAside = false }
    do throws(Failure) {
      return try value(of: expression).slot
    } catch {
      return nil
    }
  }

  /// Where the value of `name` is now, if it has one.
  public func slot(of name: String) -> Slot? {
    if case .value(let value) = globals[name] { value.slot } else { nil }
  }

  /// The names that mean something now.
  public var names: [String] { globals.keys.sorted() }

  /// Whether a statement gave `name` a value and failed.
  public func isPoisoned(_ name: String) -> Bool {
    if case .poisoned = globals[name] { true } else { false }
  }

  private mutating func compile(
    _ kind: Statement.Kind
  ) throws(Failure) -> CompiledStatement.Result {
    switch kind {
    case .comment:
      return .none
    case .define(let function):
      try refuseTakenName(function.name)
      bind(function.name.text, .function(function))
      return .none
    case .show(let expression):
      // In two steps: in one, `self` would be read before the expression has changed it.
      let shown = try binding(of: expression)
      return result(of: shown)
    case .assign(let name, let expression):
      try refuseTakenName(name)
      var expression = expression
      if let number = overrides[name.text], expression.isParameterValue {
        expression = Expression(.number(number), span: expression.span)
      }
      let assigned = try named(try binding(of: expression), by: expression)
      bind(name.text, assigned)
      return result(of: assigned)
    case .update(let name, let infix, let expression):
      return .value(try update(name, infix, expression))
    }
  }

  /// Gives a value that is only handed on, as in `dL_db = dL_dz`, a slot of its own.
  ///
  /// Whoever answers for one of the names has not answered for the other. A plain number stays the
  /// one it is.
  private mutating func named(
    _ binding: Binding, by expression: Expression
  ) throws(Failure) -> Binding {
    guard case .name = expression.kind, case .value(let value) = binding else { return binding }
    if value.type.isPython, case .constant = program.instructions[value.slot.index].operation {
      return binding
    }
    let copy = try emit(
      .unary(.copy), [value], value.type, sharing: value.storage, constant: value.constant,
      at: expression.span)
    // In NumPy it is the same array: what is shared stays shared.
    return .value(
      Value(
        slot: copy.slot, type: copy.type, storage: value.storage, constant: copy.constant))
  }

  private func result(of binding: Binding) -> CompiledStatement.Result {
    switch binding {
    case .value(let value): .value(value.slot)
    case .generator(let number): .generator(seed: program.seeds[number])
    case .function, .poisoned: .none
    }
  }

  private mutating func refuseTakenName(_ name: Name) throws(Failure) {
    guard Builtin(rawValue: name.text) != nil else { return }
    throw fail(
      at: name.span,
      "`\(name.text)` is a function of the language and cannot be given a new meaning",
      note: "choose another name")
  }

  /// Compiles `name += expression` and its like, where NumPy changes an array in place.
  private mutating func update(
    _ name: Name, _ infix: BinaryOperator, _ expression: Expression
  ) throws(Failure) -> Slot {
    let target = Expression(.name(name.text), span: name.span)
    let old = try value(of: target)
    let span = name.span.joined(to: expression.span)
    let sum = Expression(.binary(infix, target, expression), span: span)
    let new = try value(of: sum)
    guard let storage = old.storage else {
      bind(name.text, .value(new))
      return new.slot
    }
    let spelling = "\(name.text) = \(name.text) \(infix.rawValue) …"
    guard new.type.shape == old.type.shape else {
      throw fail(
        at: span,
        "`\(name.text) \(infix.rawValue)=` would change the shape of `\(name.text)` from "
          + "\(old.type.shape) to \(new.type.shape), which it cannot do in place",
        note: "write \(spelling)")
    }
    guard new.type.kind == old.type.kind || old.type.kind == .real else {
      throw fail(
        at: span,
        "`\(name.text)` holds \(old.type.kind.plural), and `\(infix.rawValue)=` cannot make "
          + "\(new.type.kind.plural) of them in place",
        note: "write \(spelling)")
    }
    if storageUses[storage, default: 0] > 1 {
      let others = globals.keys.sorted().filter { other in
        guard other != name.text, case .value(let value) = globals[other] else { return false }
        return value.storage == storage
      }
      throw fail(
        at: span,
        "`\(name.text) \(infix.rawValue)=` would also change "
          + "\(others.map { "`\($0)`" }.joined(separator: ", ")), which shares its numbers",
        note: "write \(spelling), which makes a new array")
    }
    // The update is in place, so that the array keeps its kind.
    let kept = Value(
      slot: new.slot, type: ValueType(old.type.kind, new.type.shape), storage: storage,
      constant: nil)
    bind(name.text, .value(kept))
    return kept.slot
  }

  mutating func bind(_ name: String, _ binding: Binding) {
    if case .value(let old) = globals[name], let storage = old.storage {
      storageUses[storage, default: 1] -= 1
    }
    if case .value(let new) = binding, let storage = new.storage {
      storageUses[storage, default: 0] += 1
    }
    globals[name] = binding
  }

  private func inputs(of statement: Statement) -> [String: Slot] {
    var names: Set<String> = []
    switch statement.kind {
    case .assign(_, let expression), .show(let expression): names = expression.names
    case .update(let name, _, let expression): names = expression.names.union([name.text])
    case .define, .comment: break
    }
    var inputs: [String: Slot] = [:]
    for name in names {
      if let slot = slot(of: name) { inputs[name] = slot }
    }
    return inputs
  }

  // MARK: Reporting

  mutating func fail(at span: Span, _ summary: String, note: String? = nil) -> Failure {
    var notes = note.map { [$0] } ?? []
    if let call = calls.last { notes.append("in the function `\(call)`") }
    diagnostics.error(at: span, summary, notes: notes)
    return Failure()
  }

  /// A note with the one of `candidates` that was probably meant by `name`.
  ///
  /// Comparing a name with all others takes long where there are thousands, and of thousands of
  /// errors only the first are shown.
  func suggestion(for name: String, among candidates: @autoclosure () -> [String]) -> String? {
    guard diagnostics.all.count < DiagnosticFormatter.limit else { return nil }
    // In order, so that of two that are equally close it is always the same one.
    return closestMatch(to: name, among: candidates().sorted()).map { "did you mean `\($0)`?" }
  }
}

extension ElementKind {
  /// Such numbers, as people call them.
  var plural: String {
    switch self {
    case .boolean: "truth values"
    case .integer: "whole numbers"
    case .real: "decimal numbers"
    }
  }
}
