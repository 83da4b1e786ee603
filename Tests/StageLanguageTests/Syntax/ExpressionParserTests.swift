import Source
import TestSupport
import Testing

@testable import StageLanguage

@Suite("Reading expressions")
struct ExpressionParserTests {
  @Test(
    "what belongs to what",
    arguments: [
      ("-x ** 2", "(- (** x 2))"), ("2 ** -1", "(** 2 (- 1))"), ("2 ** 3 ** 2", "(** 2 (** 3 2))"),
      ("2 ** -x ** 2", "(** 2 (- (** x 2)))"), ("-x ** -y", "(- (** x (- y)))"),
      ("(-x) ** 2", "(** (- x) 2)"), ("a @ b.T * c", "(* (@ a (.T b)) c)"),
      ("a * b @ c / d", "(/ (@ (* a b) c) d)"), ("a + b * c - d", "(- (+ a (* b c)) d)"),
      ("a - (b - c)", "(- a (- b c))"), ("-a * b", "(* (- a) b)"), ("a * -b", "(* a (- b))"),
      ("a - -+b", "(- a (- (+ b)))"), ("a + b < c * d", "(< (+ a b) (* c d))"),
      ("(a < b) == (c >= d)", "(== (< a b) (>= c d))"), ("(a < b) != c", "(!= (< a b) c)"),
      ("-x[0].T", "(- (.T ([] x 0)))"), ("x.T[0, 1]", "([] (.T x) 0 1)"),
      ("x ** 2 .T", "(** x (.T 2))"), ("f(x)[0] ** 2", "(** ([] (f x) 0) 2)"),
      ("sum(x, axis=0, keepdims=True)", "(sum x axis=0 keepdims=True)"),
      ("RandomState(0).randn(2, 3)", "(.randn (RandomState 0) 2 3)"),
      ("r.normal(scale=2)", "(.normal r scale=2)"), ("(f)(x)", "(f x)"), ("f()", "(f)"),
      ("f(x,)", "(f x)"), ("x[1,]", "([] x 1)"), ("[1, 2,]", "(list 1 2)"), ("(1,)", "(tuple 1)"),
      ("()", "(tuple)"), ("(1)", "1"), ("((x))", "x"), ("zeros((2, 3))", "(zeros (tuple 2 3))"),
      ("array([[1, -2], [x, 4.5]])", "(array (list (list 1 (- 2)) (list x 4.5)))"),
      ("x[:]", "([] x _:_:_)"), ("x[1:]", "([] x 1:_:_)"), ("x[:-1]", "([] x _:(- 1):_)"),
      ("x[a:b:c]", "([] x a:b:c)"), ("x[::2]", "([] x _:_:2)"), ("x[::]", "([] x _:_:_)"),
      ("x[:, 1]", "([] x _:_:_ 1)"), ("x[[0, 1], :2]", "([] x (list 0 1) _:2:_)"),
      ("eye(2)[labels]", "([] (eye 2) labels)"), ("True + False", "(+ True False)"),
      ("_a1 + lambda_", "(+ _a1 lambda_)"), ("a\t+\u{c} b", "(+ a b)"), ("x . T", "(.T x)"),
      ("f (x) [0]", "([] (f x) 0)"),
      ("1_000 + .5 + 5. + 1e-3 + 1E+5 + 00", "(+ (+ (+ (+ (+ 1_000 .5) 5.) 1e-3) 1E+5) 00)"),
      ("1.e5 - 0_0 - 1.5_5", "(- (- 1.e5 0_0) 1.5_5)"), ("2.0.T", "(.T 2.0)"),
    ])
  func precedence(text: String, tree: String) {
    #expect(expression(text)?.tree == tree)
  }

  @Test("inside brackets a line may end anywhere, and comments there are passed over")
  func lines() {
    let text = "array([  # the weights\n  [1,\r\n\n 2],  # first\n# between\n[3, 4]\r])"
    #expect(expression(text)?.tree == "(array (list (list 1 2) (list 3 4)))")
  }

  @Test("every expression knows where it stands")
  func spans() throws {
    let text = "f(a + b, axis=-1)[0, 1:n].T @ (c ** 2)"
    let source = SourceText(name: "stage", text)
    let tree = try #require(expression(text))
    var pieces: [String] = []
    tree.visit { pieces.append(source[$0.span]) }
    #expect(
      pieces == [
        text, "f(a + b, axis=-1)[0, 1:n].T", "f(a + b, axis=-1)[0, 1:n]", "f(a + b, axis=-1)",
        "a + b", "a", "b", "-1", "1", "0", "1", "n", "c ** 2", "c", "2",
      ])
  }

  @Test("numbers have the values that Python gives them")
  func numbers() throws {
    let values: [(String, Double, Bool)] = [
      ("0", 0, true), ("1_000", 1000, true), ("9007199254740991", 0x1p53 - 1, true),
      ("00", 0, true),
      ("1.", 1, false), (".5", 0.5, false), ("1e3", 1000, false), ("1E-2", 0.01, false),
      ("0.1", 0.1, false), ("9007199254740993.0", 0x1p53, false),
      ("5e-324", Double.leastNonzeroMagnitude, false),
      ("1e-400", 0, false),
      ("2.2250738585072011e-308", Double.leastNormalMagnitude.nextDown, false),
      ("01.5", 1.5, false), ("1_0.2_5e1_0", 10.25e10, false),
    ]
    for (text, value, isInteger) in values {
      guard case .number(let literal) = try #require(expression(text)).kind else {
        Issue.record("\(text) is not a number")
        continue
      }
      #expect(literal.value == value && literal.isInteger == isInteger, "\(text)")
    }
  }

  @Test("printing and parsing again gives the same tree, for random trees")
  func roundTrip() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<3000 {
      let tree = RandomTree.expression(depth: 5, &random)
      let printed = tree.description
      let parsed = try #require(expression(printed), "\(printed) does not parse")
      #expect(parsed.tree == tree.tree)
      #expect(parsed.description == printed)
    }
  }
}

/// Random expressions; their spans mean nothing.
private enum RandomTree {
  static func expression(depth: Int, _ random: inout SeededGenerator) -> Expression {
    func deeper(_ random: inout SeededGenerator) -> Expression {
      expression(depth: depth - 1, &random)
    }
    func items(_ range: ClosedRange<Int>, _ random: inout SeededGenerator) -> [Expression] {
      var items: [Expression] = []
      for _ in 0..<Int.random(in: range, using: &random) { items.append(deeper(&random)) }
      return items
    }
    func arguments(_ random: inout SeededGenerator) -> [Argument] {
      var arguments = items(0...2, &random).map { Argument($0) }
      if Bool.random(using: &random) {
        arguments.append(Argument(label: Name("axis", span: nowhere), deeper(&random)))
      }
      return arguments
    }
    func optional(_ random: inout SeededGenerator) -> Expression? {
      Bool.random(using: &random) ? deeper(&random) : nil
    }
    guard depth > 0 else { return make(leaf(&random)) }
    let kind: Expression.Kind
    switch Int.random(in: 0..<13, using: &random) {
    case 0...3:
      var infix = BinaryOperator.allCases.randomElement(using: &random) ?? .add
      if infix.isComparison, Bool.random(using: &random) { infix = .subtract }
      kind = .binary(infix, deeper(&random), deeper(&random))
    case 4, 5:
      let prefix: UnaryOperator = Bool.random(using: &random) ? .negative : .positive
      kind = .unary(prefix, deeper(&random))
    case 6: kind = .call(Name("f", span: nowhere), arguments(&random))
    case 7: kind = .method(deeper(&random), Name("randn", span: nowhere), arguments(&random))
    case 8: kind = .transpose(deeper(&random))
    case 9:
      kind = .subscripted(
        deeper(&random),
        [
          .index(deeper(&random)),
          .slice(
            lower: optional(&random), upper: optional(&random), step: optional(&random),
            span: nowhere),
        ])
    case 10: kind = .tuple(items(0...3, &random))
    case 11: kind = .list(items(0...3, &random))
    default: kind = leaf(&random)
    }
    return make(kind)
  }

  private static let nowhere = Span(0, 0)

  private static func make(_ kind: Expression.Kind) -> Expression {
    Expression(kind, span: nowhere)
  }

  private static func leaf(_ random: inout SeededGenerator) -> Expression.Kind {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: .number(NumberLiteral(text: "2", value: 2, isInteger: true))
    case 1: .number(NumberLiteral(text: "1.", value: 1, isInteger: false))
    case 2: .boolean(true)
    case 3: .name("W1")
    default: .name("x")
    }
  }
}
