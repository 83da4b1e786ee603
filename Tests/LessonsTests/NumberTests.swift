import Matrices
import Source
import Testing

@testable import Lessons

@Suite("Numbers as people write them")
struct NumberTests {
  @Test(
    "every way of writing one",
    arguments: [
      ("1.5", 1.5, 1), ("-0.40", -0.4, 2), ("7", 7, 0), ("+3", 3, 0), (".5", 0.5, 1), ("5.", 5, 0),
      ("−1.25", -1.25, 2), ("–2", -2, 0), ("1e3", 1000, -3), ("1.5e-4", 1.5e-4, 5),
      ("1.5E+04", 15000, -3), ("2·10^-3", 0.002, 3), ("2.5 × 10⁻³", 0.0025, 4),
      ("2*10**-3", 0.002, 3), ("2⋅10^{-3}", 0.002, 3), ("2·10^(4)", 20000, -4), ("3×10²", 300, -2),
      ("-inf", -.infinity, 0), ("∞", .infinity, 0), ("007", 7, 0), ("1e-400", 0, 400),
      ("1e400", .infinity, -400), ("0.1", 0.1, 1),
      ("123456789012345678901", 1.2345678901234568e20, 0),
    ])
  func forms(_ text: String, _ value: Double, _ decimals: Int) throws {
    let number = try scalar(text)
    #expect(number.value == value)
    #expect(number.decimals == decimals)
    #expect(number.text == text)
  }

  @Test("not a number is one")
  func notANumber() throws {
    #expect(try scalar("nan").value.isNaN)
    #expect(try scalar("NaN").isRounding(of: .nan))
    #expect(try !scalar("nan").isRounding(of: 1))
  }

  @Test(
    "what is none",
    arguments: [
      "", "-", "one", "1.2.3", "1e", "1'000", "0x10", "1_000", "1.5x", "--1", "1/2", "e5", "1 000",
      "1,5", "[", "[1", "1]", "[1,,2]", "[[1, 2], [3]]", "[[1], 2]", "[1; 2 3]", "[1, 2,3]",
      "1e5.5",
      "½", "①", "١", "[1] x", "[1 - 2]",
    ])
  func failures(_ text: String) {
    #expect(throws: ArrayLiteral.Failure.self) { try array(text) }
  }

  @Test(
    "every way of writing an array",
    arguments: [
      ("[1, 2]", ArrayLiteral.Form.list, [[1, 2]]), ("[1 2]", .list, [[1, 2]]),
      ("[1,2]", .list, [[1, 2]]), ("[ 1 ]", .list, [[1]]), ("[1, 2,]", .list, [[1, 2]]),
      ("[1 2; 3 4]", .matrix, [[1, 2], [3, 4]]), ("[1, 2; 3, 4]", .matrix, [[1, 2], [3, 4]]),
      ("[[1, 2], [3, 4]]", .matrix, [[1, 2], [3, 4]]),
      ("[[1 2] [3 4]]", .matrix, [[1, 2], [3, 4]]),
      ("[[1, 2],\n [3, 4]]", .matrix, [[1, 2], [3, 4]]), ("[1; 2]", .matrix, [[1], [2]]),
      ("[[1, 2]]", .matrix, [[1, 2]]), (" 3 ", .scalar, [[3]]), ("[-1 -2]", .list, [[-1, -2]]),
    ] as [(String, ArrayLiteral.Form, [[Double]])])
  func arrays(_ text: String, _ form: ArrayLiteral.Form, _ rows: [[Double]]) throws {
    let literal = try array(text)
    #expect(literal.form == form)
    #expect(literal.rows.map { $0.map(\.value) } == rows)
  }

  @Test("a list stands for a vector or a row, and for nothing else")
  func shapes() throws {
    let list = try array("[1, 2]")
    #expect(list.fits(.vector(2)) && list.fits(.matrix(rows: 1, columns: 2)))
    #expect(
      !list.fits(.matrix(rows: 2, columns: 1)) && !list.fits(.scalar) && !list.fits(.vector(3)))
    #expect(try array("[[1], [2]]").fits(.matrix(rows: 2, columns: 1)))
    #expect(try !array("[[1, 2]]").fits(.vector(2)))
    #expect(try array("1").fits(.scalar))
    #expect(try !array("1").fits(.vector(1)))
  }

  @Test(
    "a number is right to the digits written, ties both ways",
    arguments: [
      ("0.37", 0.3716, true), ("0.38", 0.3716, false), ("0.13", 0.125, true), ("0.12", 0.125, true),
      ("0.37166596", 0.37166596, true), ("1.0", 1, true), ("1", 1.4999, true), ("2", 1.4999, false),
      ("3e2", 349, true), ("3e2", 351, false), ("0.00", 0.004, true), ("-0.00", 0.004, true),
      ("1e-05", 1.2e-5, true), ("0.1", 0.30000000000000004 - 0.2, true),
      ("9007199254740993", 9_007_199_254_740_992, true), ("1e300", 1.4e300, true),
      ("0.30000000000000004", 0.1 + 0.2, true),
    ])
  func rounding(_ text: String, _ value: Double, _ isRight: Bool) throws {
    #expect(try scalar(text).isRounding(of: value) == isRight)
  }

  @Test(
    "a correction is written as the number is",
    arguments: [
      ("0.38", 0.3716, "0.37"), ("-1.40", -1.4098, "-1.41"), ("−1.40", -1.4098, "−1.41"),
      ("–1.40", -1.4098, "–1.41"), ("+1.5", 1.66, "+1.7"), ("1.5", -1.66, "-1.7"),
      (".5", 0.66, ".7"),
      ("5.", 6, "6."), ("1.2e-05", 1.3e-5, "1.3e-05"), ("1.2e-5", 1.3e-5, "1.3e-5"),
      ("1.2E-5", 1.3e-6, "1.3E-6"), ("1.2·10^-5", 1.3e-4, "1.3·10^-4"),
      ("1.2×10⁻⁵", 1.3e-4, "1.3×10⁻⁴"), ("1.2×10⁻⁵", 1.3e-14, "1.3×10⁻¹⁴"),
      ("1.2*10**-5", 1.3e-14, "1.3*10**-14"), ("1.2⋅10^{-5}", 1.3e3, "1.3⋅10^{3}"),
      ("12e-6", 1.3e-5, "13e-6"), ("0.12e-4", 1.3e-5, "0.13e-4"), ("1e3", 2340, "2e3"),
      ("1.5e+04", 16000, "1.6e+04"), ("-0.00", -0.001, "0.00"), ("3", 4.4, "4"), ("-5", 0, "0"),
      ("1.5", .infinity, "inf"),
    ])
  func corrections(_ text: String, _ value: Double, _ expected: String) throws {
    #expect(try scalar(text).rewritten(value) == expected)
  }

  @Test("the first wrong digit is pointed at")
  func digits() throws {
    func place(_ text: String, _ value: Double) throws -> String? {
      let mismatches = try array(text).mismatches(with: NumericArray(value), exactly: false)
      return try mismatches.first.map { mismatch in
        let bytes = Array(text.utf8)[mismatch.digitSpan.start..<mismatch.digitSpan.end]
        return try #require(String(validating: bytes, as: UTF8.self))
      }
    }
    #expect(try place("0.3726", 0.3716) == "2")
    #expect(try place("−0.3726", -0.3716) == "2")
    #expect(try place("1.2×10⁻⁵", 1.2e-6) == "⁵")
    #expect(try place("1.2e-05", 1.2e-06) == "5")
    #expect(try place("3716", 0.3716) == "3716")
    #expect(try place("0.3716", -0.3716) == "0.3716")
    #expect(try place("0.3716", 0.3716) == nil)
  }

  private func array(_ text: String) throws -> ArrayLiteral {
    let source = SourceText(name: "number", text)
    return try ArrayLiteral.read(
      SourceFragment(source, source.span), from: 0, to: source.bytes.count)
  }

  private func scalar(_ text: String) throws -> NumberText {
    let literal = try array(text)
    return try #require(literal.form == .scalar ? literal.rows[0][0] : nil)
  }
}
