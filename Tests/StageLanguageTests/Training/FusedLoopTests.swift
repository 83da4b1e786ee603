import Matrices
import Source
import TestSupport
import Testing

@testable import StageLanguage

@Suite("A loop carried out by kernels")
struct FusedLoopTests {
  /// A loop and a machine that has carried out what comes before it.
  private struct Prepared: ~Copyable {
    let loop: Loop
    var machine: Machine

    init(setup: String, round: String) throws {
      let source = SourceText(name: "loop.py", setup + round)
      let all = Parser.statements(in: SourceFragment(source, source.span))
      let boundary = setup.utf8.count
      var compiler = Compiler()
      for statement in all.statements where statement.span.start < boundary {
        _ = compiler.compile(statement)
      }
      let repeated = all.statements.filter { $0.span.start >= boundary }
      let loop = compiler.compile(repeating: repeated, at: source.span)
      let problems = (all.diagnostics + compiler.diagnostics.all).map(\.summary)
      try #require(problems.isEmpty, "\(problems)\n\(setup + round)")
      let compiled = try #require(loop)
      var machine = Machine(compiled.program)
      try machine.run(upTo: compiled.round.lowerBound)
      self.loop = compiled
      self.machine = machine
    }

    /// Carries out an epoch instruction by instruction; false if a result is not finite.
    mutating func carryOut(epoch: Int) throws -> Bool {
      machine.write(Double(epoch), to: loop.epoch)
      try machine.runAgain(loop.round)
      guard loop.carried.allSatisfy({ machine.isFinite($0.from) }) else { return false }
      for (_, from, to) in loop.carried { machine.copy(from, to: to) }
      return true
    }

    /// The bits of what is carried.
    var carried: [[UInt64]] {
      loop.carried.map { machine.value(of: $0.to).elements.map(\.bitPattern) }
    }
  }

  @Test("gives the bits of its instructions one by one, whatever the width", arguments: 0..<40)
  func randomLoops(seed: Int) throws {
    let random = RandomLoop(seed: UInt64(seed))
    let epochs = 5
    var plain = try Prepared(setup: random.setup, round: random.round)
    var stopped = epochs
    for epoch in 0..<epochs {
      if try plain.carryOut(epoch: epoch) { continue }
      stopped = epoch
      break
    }
    for width in FusedLoop.widths where stopped > 0 {
      var other = try Prepared(setup: random.setup, round: random.round)
      #expect(try other.carryOut(epoch: 0))
      let fused = FusedLoop(other.loop, measured: [], after: other.machine, width: width)
      let end = fused.run(1..<epochs, on: &other.machine)
      let next = stopped
      #expect(end == next, "\(width)\n\(random.setup + random.round)")
      let names = plain.loop.carried.map(\.name)
      for (name, bits) in zip(names, zip(plain.carried, other.carried)) {
        let different = zip(bits.0, bits.1).enumerated().first { $1.0 != $1.1 }
        let values = different.map { ($0, Double(bitPattern: $1.0), Double(bitPattern: $1.1)) }
        #expect(
          different == nil,
          "\(name), width \(width): \(values.debugDescription)\n\(random.setup + random.round)")
      }
    }
  }

  /// A million numbers: half of them anything that has 64 bits, half where functions are busy.
  @Test(
    "has the bits of every function of one number", arguments: ["exp", "log", "tanh", "logistic"])
  func elementaryFunctions(name: String) throws {
    let count = 1 << 16
    let call = name == "logistic" ? "1 / (1 + exp(-number))" : "\(name)(number)"
    // The largest numbers stand for infinities, and for what is not a number. Where a result is one of
    // those the loop would stop.
    let round = """
      big = x * 1e300
      number = where(abs(x) > 1e305, big - big, where(abs(x) > 1e300, big, x))
      value = \(call)
      y = where(value == value, maximum(minimum(value, 1e308), -1e308), 7.0)
      x = -x
      """
    let setup = "x = zeros(\(count))\ny = zeros(\(count))\n"
    var generator = SeededGenerator(seed: 5)
    var plain = try Prepared(setup: setup, round: round)
    let first = try plain.carryOut(epoch: 0)
    #expect(first)
    let x = try #require(plain.loop.carried.first { $0.name == "x" }?.to)
    let y = try #require(plain.loop.carried.first { $0.name == "y" }?.to)
    for batch in 0..<16 {
      let numbers = (0..<count).map { index -> Double in
        let bits = generator.next()
        let anything = Double(bitPattern: bits)
        if index % 2 == 0, anything.isFinite { return anything }
        let unit = Double(bits >> 11) * 0x1p-53 * 2 - 1
        return unit * [1, 20, 750, 0x1p-30][batch % 4]
      }
      let array = NumericArray(numbers, shape: .vector(count))
      plain.machine.write(array, to: x)
      var expected: [UInt64] = []
      for width in FusedLoop.widths {
        var machine = Machine(copying: plain.machine)
        let fused = FusedLoop(plain.loop, measured: [], after: machine, width: width)
        let end = fused.run(1..<2, on: &machine)
        #expect(end == 2)
        if expected.isEmpty {
          var reference = Machine(copying: plain.machine)
          try reference.runAgain(plain.loop.round)
          let from = try #require(plain.loop.carried.first { $0.name == "y" }?.from)
          expected = reference.value(of: from).elements.map(\.bitPattern)
        }
        let actual = machine.value(of: y).elements.map(\.bitPattern)
        let different = zip(expected, actual).enumerated().first { $1.0 != $1.1 }
        #expect(different == nil, "\(name)(\(different.map { numbers[$0.offset] } ?? 0)), \(width)")
      }
    }
  }
}
