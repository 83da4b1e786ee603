import Matrices
import Source
import Testing

@testable import StageLanguage

@Suite("Compiling stages")
struct CompilerTests {
  @Test("the shape and kind of everything are known before it runs")
  func types() {
    let setup = """
      a = zeros((2, 3))
      b = array([[1, 2, 3], [4, 5, 6]])
      v = array([1, 2, 3])
      c = b > 2
      r = RandomState(0)

      """
    let cases: [(String, ElementKind, Shape)] = [
      ("1", .integer, .scalar), ("1.0", .real, .scalar), ("1 < 2", .boolean, .scalar),
      ("a", .real, .matrix(rows: 2, columns: 3)), ("b", .integer, .matrix(rows: 2, columns: 3)),
      ("a + 1", .real, .matrix(rows: 2, columns: 3)),
      ("b / b", .real, .matrix(rows: 2, columns: 3)),
      ("b * c", .integer, .matrix(rows: 2, columns: 3)),
      ("a.T", .real, .matrix(rows: 3, columns: 2)),
      ("v.T", .integer, .vector(3)), ("a @ a.T", .real, .matrix(rows: 2, columns: 2)),
      ("a @ v", .real, .vector(2)), ("v @ b.T", .integer, .vector(2)), ("v @ v", .integer, .scalar),
      ("sum(b)", .integer, .scalar), ("sum(c, axis=0)", .integer, .vector(3)),
      ("mean(b, axis=1)", .real, .vector(2)), ("max(b, axis=-1)", .integer, .vector(2)),
      ("sum(a, axis=1, keepdims=True)", .real, .matrix(rows: 2, columns: 1)),
      ("sum(a, keepdims=True)", .real, .matrix(rows: 1, columns: 1)),
      ("argmax(a, axis=1)", .integer, .vector(2)), ("exp(b)", .real, .matrix(rows: 2, columns: 3)),
      ("abs(b)", .integer, .matrix(rows: 2, columns: 3)),
      ("b ** 2", .integer, .matrix(rows: 2, columns: 3)),
      ("where(c, 1, 0)", .integer, .matrix(rows: 2, columns: 3)),
      ("where(c, 1, 0.5)", .real, .matrix(rows: 2, columns: 3)),
      ("logical_not(v)", .boolean, .vector(3)), ("maximum(v, 0.0)", .real, .vector(3)),
      ("b[0]", .integer, .vector(3)), ("b[:, 1]", .integer, .vector(2)),
      ("b[0, 1]", .integer, .scalar),
      ("b[:, ::2]", .integer, .matrix(rows: 2, columns: 2)),
      ("b[5:]", .integer, .matrix(rows: 0, columns: 3)),
      ("eye(3)[v[:2]]", .real, .matrix(rows: 2, columns: 3)),
      ("b[[0, 1], [2, 2]]", .integer, .vector(2)),
      ("arange(4)", .integer, .vector(4)), ("arange(0, 1, 0.3)", .real, .vector(4)),
      ("linspace(0, 1, 7)", .real, .vector(7)), ("ones(2)", .real, .vector(2)),
      ("array([v, v])", .integer, .matrix(rows: 2, columns: 3)),
      ("array([1, True, 2.5])", .real, .vector(3)),
      ("concatenate([a, b])", .real, .matrix(rows: 4, columns: 3)),
      ("concatenate([a, b], axis=1)", .real, .matrix(rows: 2, columns: 6)),
      ("r.randn(2, 3)", .real, .matrix(rows: 2, columns: 3)), ("r.randn()", .real, .scalar),
      ("r.randint(5, size=4)", .integer, .vector(4)),
      ("r.permutation(b)", .integer, .matrix(rows: 2, columns: 3)),
      ("RandomState(1).uniform(size=(1, 2))", .real, .matrix(rows: 1, columns: 2)),
    ]
    for (text, kind, shape) in cases {
      var compiler = Compiler()
      var result: CompiledStatement.Result = .none
      for statement in parse(setup + text).statements {
        result = compiler.compile(statement).result
      }
      guard case .value(let slot) = result else {
        Issue.record("\(text): \(compiler.diagnostics.all.map(\.summary))")
        continue
      }
      let type = compiler.program.type(of: slot)
      #expect(type.kind == kind && type.shape == shape, "\(text) is \(type.kind) \(type.shape)")
    }
  }

  @Test("a name that has failed makes no further noise, until it is given a value")
  func poison() {
    let run = StageRun(
      """
      a = nothing + 1
      b = a + 1
      a += b
      def f(x): return a + x
      c = f(b)[0].T @ a
      d = sum(a, axis=b)
      a = 1
      e = a + oops
      """)
    #expect(
      run.refusals.map(\.summary) == [
        "nothing is named `nothing` at this point", "nothing is named `oops` at this point",
      ])
  }

  @Test("an error in a function is told once, at its place, with the function's name")
  func errorsInFunctions() {
    let run = StageRun("def f(x): return x + q\na = f(1)\nb = f(2)\nc = f(f(3))")
    #expect(run.refusals.map(\.summary) == ["nothing is named `q` at this point"])
    #expect(run.refusals.first?.notes == ["in the function `f`"])
    #expect(run.refusals.first.map { run.source[$0.span] } == "q")
  }

  @Test("a function that calls itself, at once or by way of others, is refused")
  func recursion() {
    expectRefused(
      "def f(x): return 1️⃣f(x)2️⃣\na = f(1)", "`f` calls itself, which would never end",
      note: "repetition is a training run")
    expectRefused(
      "def f(x): return g(x)\ndef g(x): return 1️⃣f(x)2️⃣ + 1\na = f(1)",
      "`f` calls itself, which would never end")
    #expect(StageRun("def f(x): return x + 1\na = f(f(f(1)))").values["a"]?.array.elements == [4])
  }

  @Test("functions that double at every step end at the limit of the program")
  func exponential() {
    var text = "def f0(x): return x + x\n"
    for number in 1...20 {
      text += "def f\(number)(x): return f\(number - 1)(x) + f\(number - 1)(x)\n"
    }
    var limits = Limits()
    limits.instructions = 2000
    let run = StageRun(text + "y = f20(1)\nz = y", limits: limits)
    #expect(run.refusals.map(\.summary) == ["the lesson is too long; it may take 2000 operations"])
  }

  @Test("a parameter's number can be overridden, wherever it is assigned")
  func overrides() {
    let text = "N = 2\nlr = -0.5\nx = ones(N) * lr\nN = 4\ny = N + 1\nk = N + 0\n"
    func number(_ text: String, _ value: Double, isInteger: Bool) -> NumberLiteral {
      NumberLiteral(text: text, value: value, isInteger: isInteger)
    }
    let run = StageRun(
      text,
      overrides: [
        "N": number("3", 3, isInteger: true), "lr": number("0.25", 0.25, isInteger: false),
        "k": number("9", 9, isInteger: true),
      ])
    #expect(run.values["x"]?.array == NumericArray([0.25, 0.25, 0.25], shape: .vector(3)))
    #expect(run.values["y"]?.array.elements == [4])
    // `k` is computed, not given: it is no parameter.
    #expect(run.values["k"]?.array.elements == [3])
    let refused = StageRun(text, overrides: ["N": number("2.5", 2.5, isInteger: false)])
    #expect(refused.refusals.map(\.summary) == ["a size is a whole number, and this is not one"])
  }

  @Test("an expression that only looks may not draw, and changes nothing")
  func aside() throws {
    var compiler = Compiler()
    for statement in parse("r = RandomState(0)\na = r.randn()").statements {
      _ = compiler.compile(statement)
    }
    #expect(compiler.compile(aside: try #require(expression("a + 1"))) != nil)
    #expect(compiler.compile(aside: try #require(expression("r.randn()"))) == nil)
    #expect(compiler.compile(aside: try #require(expression("RandomState(1).randn()"))) == nil)
    #expect(
      compiler.diagnostics.all.map(\.summary) == [
        "a draw in a claim would change what comes after it",
        "a random generator in a claim would change what comes after it",
      ])
  }

  @Test("a statement knows its instructions, its result and the values of its names")
  func statements() {
    var compiler = Compiler()
    let compiled = parse(
      "a = 2\nb = a * a + 1\ndef f(x): return x\n# note\nr = RandomState(5)\nf(b)"
    )
    .statements.map { compiler.compile($0) }
    #expect(compiled.map(\.instructions.count) == [1, 3, 0, 0, 1, 0])
    #expect(compiled[1].inputs.keys.sorted() == ["a"])
    #expect(compiled[2].result == .none && compiled[3].result == .none)
    #expect(compiled[4].result == .generator(seed: 5))
    #expect(compiled[5].result == compiled[1].result)
  }
}
