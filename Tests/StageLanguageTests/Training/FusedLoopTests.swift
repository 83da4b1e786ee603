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
}
