import Source
import TestSupport
import Testing

@testable import StageLanguage

@Suite("Reading statements")
struct StatementParserTests {
  @Test("a line is a statement, and its comment a caption")
  func statements() {
    let (statements, diagnostics) = parse(
      """
      # The data
      X = array([[1, 2],  # not a caption
                 [3, 4]])   #  the inputs 

      N = 50#count
      def f(x, y): return x + y  # a sum
      X *= 2 #
      f(X, 1)\t# shown
      #
      """)
    #expect(diagnostics.isEmpty)
    #expect(
      statements.map(\.description) == [
        "# The data", "X = array([[1, 2], [3, 4]])  # the inputs", "N = 50  # count",
        "def f(x, y): return x + y  # a sum", "X *= 2", "f(X, 1)  # shown", "# ",
      ])
    #expect(
      statements.map(\.caption) == ["The data", "the inputs", "count", "a sum", nil, "shown", ""])
  }

  @Test("every end of a line is one", arguments: ["\n", "\r\n", "\r", "\n\n\r\n"])
  func lineEnds(end: String) {
    let (statements, diagnostics) = parse("a = 1\(end)b = 2 # two\(end)a + b\(end)")
    #expect(diagnostics.isEmpty)
    #expect(statements.map(\.description) == ["a = 1", "b = 2  # two", "a + b"])
  }

  @Test("a statement stands from its first character to its last, without the comment")
  func spans() {
    let text = MarkedText("a = 1\n1️⃣W1 -= eta * (\n  dW1)2️⃣  # down\n")
    let statement = Parser.statements(in: SourceFragment(text.source, text.source.span)).statements[
      1]
    #expect(statement.span == text.span(1, 2))
  }

  @Test("printing and parsing again gives the same statements")
  func roundTrip() {
    let text = """
      # init
      W1 = 0.1 * RandomState(1).randn(2, 3)  # weights
      def sigmoid(z): return 1 / (1 + exp(-z))
      def none(): return 1
      W1 -= lr * X.T @ (d * h * (1 - h))
      x /= -2 ** -1
      x[::2, [0, 1]]  # shown
      """
    let printed = parse(text).statements.map(\.description).joined(separator: "\n")
    #expect(printed == text)
  }

  @Test("what Python has and a stage does not, and what to write instead")
  func foreign() {
    expectRefused(
      "1️⃣for2️⃣ i in x: y = i", "there is no `for` here",
      note: "repetition is a training run")
    expectRefused(
      "1️⃣import2️⃣ numpy", "there is no `import` here",
      note: "every function of the language is at hand without it")
    expectRefused("1️⃣from2️⃣ numpy import *", "there is no `from` here")
    expectRefused(
      "1️⃣if2️⃣ 1: x = 2", "there is no `if` here",
      note: "write where(condition, this, that)")
    expectRefused(
      "1️⃣return2️⃣ 1", "there is no `return` here",
      note: "a function is one line: def f(x): return …")
    expectRefused(
      "x = 1 1️⃣if2️⃣ 2 else 3", "there is no `if` here",
      note: "write where(condition, this, that)")
    expectRefused("x = 1 1️⃣and2️⃣ 2", "there is no `and` here", note: "write logical_and(…, …)")
    expectRefused("x = 1️⃣not2️⃣ 2", "there is no `not` here", note: "write logical_not(…)")
    expectRefused(
      "f = 1️⃣lambda2️⃣ x: x",
      "`lambda` is a word of Python's own and cannot be a name")
    expectRefused("1️⃣lambda2️⃣ = 1", "`lambda` is a word of Python's own and cannot be a name")
    expectRefused(
      "x = 1️⃣None2️⃣",
      "there is no `None` here")
    expectRefused("x = 1️⃣'a'2️⃣", "there are no strings here, only numbers")
    expectRefused("x = 1️⃣f\"{1}\"2️⃣", "there are no strings here, only numbers")
    expectRefused("x = 1️⃣0xff2️⃣", "numbers are decimal here, not 0xff")
    expectRefused(
      "x = 1️⃣2x2️⃣", "`2x` is neither a number nor a name",
      note: "a product needs its sign: 2 * x")
    expectRefused("x = 1️⃣1j2️⃣", "`1j` is neither a number nor a name")
    expectRefused("x = 1️⃣0072️⃣", "a whole number cannot begin with 0")
    expectRefused("x = 1️⃣1._52️⃣", "an underscore in a number stands between two digits")
    expectRefused("x = 1️⃣1e9992️⃣", "1e999 is too large for double precision")
    expectRefused(
      "x = 1️⃣90071992547409922️⃣",
      "9007199254740992 is too large: whole numbers are exact below 2**53 here",
      note: "write it with a point or an exponent, 9007199254740992.0")
    expectRefused(
      "x = 3 1️⃣%2️⃣ 2", "`%` is not a sign of the language",
      note: "there is no remainder here")
    expectRefused(
      "x = 3 1️⃣^2️⃣ 2", "`^` is not a sign of the language",
      note: "a power is written **")
    expectRefused(
      "x = 3 1️⃣−2️⃣ 2", "`−` is not a sign of the language",
      note: "a minus sign is typed as a hyphen, -")
    expectRefused(
      "x = 11️⃣;2️⃣ y = 2", "`;` is not a sign of the language",
      note: "each statement stands on a line of its own")
    expectRefused("1️⃣η2️⃣ = 1", "`η` cannot stand in a name")
    expectRefused("x = 1 1️⃣//2️⃣ 2", "unexpected `//` after the statement")
  }

  @Test("what is no statement, at the place where it goes wrong")
  func malformed() {
    expectRefused(
      "x = zeros(2)\n1️⃣x[0]2️⃣ = 1", "only a plain name can be assigned to",
      note: "a part of an array cannot be changed; make a new array")
    expectRefused("1️⃣True2️⃣ = 1", "only a plain name can be assigned to")
    expectRefused("a = b 1️⃣=2️⃣ 1", "one name is assigned at a time")
    expectRefused(
      "a = 11️⃣,2️⃣ 2", "a line assigns one name, or shows one value",
      note: "an array is written array([1, 2]), a shape in parentheses")
    expectRefused("a1️⃣,2️⃣ b = 1, 2", "a line assigns one name, or shows one value")
    expectRefused("a = 1\na 1️⃣**=2️⃣ 2", "there is no `**=` here", note: "write a = a ** …")
    expectRefused("a = 1\na 1️⃣//=2️⃣ 2", "there is no `//=` here")
    expectRefused("a =1️⃣", "the line ends too early where a value is expected")
    expectRefused("a = 1 +1️⃣ # one", "the line ends too early where a value is expected")
    expectRefused("a = 1 1️⃣22️⃣", "unexpected number 2 after the statement")
    expectRefused("a = 1 1️⃣b2️⃣", "unexpected `b` after the statement")
    expectRefused("a = 11️⃣)2️⃣", "unexpected `)` after the statement")
    expectRefused("a = (1 1️⃣22️⃣)", "unexpected number 2 in parentheses: expected `,` or `)`")
    expectRefused("a = [1️⃣,2️⃣]", "unexpected `,` where a value is expected")
    expectRefused("a = 1️⃣*2️⃣ 2", "unexpected `*` where a value is expected")
    expectRefused("x = zeros(2)\na = x[1️⃣]2️⃣", "unexpected `]` in an empty index")
    expectRefused("x = zeros(2)\na = x[0:1:21️⃣:2️⃣3]", "unexpected `:` in a slice")
    expectRefused(
      "a = 1️⃣1 < 2 < 32️⃣", "comparisons do not chain",
      note: "write logical_and(a < b, b < c)")
    expectRefused(
      "a = 2 1️⃣(2️⃣1 + 2)", "only a function can be called",
      note: "a product needs its sign: a * (b + c)")
    expectRefused(
      "x = zeros(2)\na = x.1️⃣shape2️⃣[0]", "there is no `.shape` here; only .T",
      note: "sizes are parameters of the lesson: N = 50")
    expectRefused(
      "  1️⃣a2️⃣ = 1\n  b = 2", "a statement begins at the left margin; this one is indented")
    expectRefused("def f(x):1️⃣\n  return x", "a function is one line: def f(x): return …")
    expectRefused("def f(x, 1️⃣x2️⃣): return x", "the parameter `x` appears twice")
    expectRefused(
      "def f(x1️⃣=2️⃣1): return x",
      "unexpected `=` in the list of parameters: expected `,` or `)`")
    expectRefused(
      "def 1️⃣22️⃣(x): return x",
      "unexpected number 2 after `def`: expected the function's name")
    expectRefused("def f(x): 1️⃣x2️⃣ + 1", "a function is one line: def f(x): return …")
  }

  @Test("an open bracket is reported where it opens, and the next statement is read")
  func openBrackets() {
    let text = MarkedText(
      """
      a = 1️⃣(2️⃣1 + 2
      b = 3
      c = array(3️⃣[4️⃣[1, 2],
                 [3, 4]
      d = 4
      e = sum(5️⃣[6️⃣1
      """)
    let parsed = Parser.statements(in: SourceFragment(text.source, text.source.span))
    #expect(parsed.statements.map(\.description) == ["b = 3", "d = 4"])
    #expect(
      parsed.diagnostics.map(\.summary) == [
        "`(` is never closed", "`[` is never closed", "`[` is never closed",
      ])
    #expect(parsed.diagnostics.map(\.span) == [text.span(1, 2), text.span(3, 4), text.span(5, 6)])
  }

  @Test("each statement that is wrong is reported once, and the others are read")
  func recovery() {
    let text = MarkedText(
      """
      a = 1 1️⃣$ $ @ (
      b = 2
      c = 2️⃣* * *
      x = array([[1, 2],
                 [3, 3️⃣$],
                 [5, 6]
      ])
      d = 4
      4️⃣while d: e = 1
      f = 6
      """)
    let parsed = Parser.statements(in: SourceFragment(text.source, text.source.span))
    #expect(parsed.statements.map(\.description) == ["b = 2", "d = 4", "f = 6"])
    #expect(parsed.diagnostics.map(\.span.start) == [text[1], text[2], text[3], text[4]])
  }
}
