import Matrices
import Source
import StageLanguage
import Testing

@Suite("Expressions computed by themselves")
struct EvaluationTests {
  private func value(_ text: String, _ evaluation: Evaluation) throws -> NumericArray {
    let source = SourceText(name: "target", text)
    let parsed = Parser.expression(in: SourceFragment(source, source.span)).expression
    return try evaluation.value(of: try #require(parsed))
  }

  @Test("Names mean the values they are given")
  func namesHaveValues() throws {
    let evaluation = Evaluation(values: [
      "x": NumericArray([1, 2, 3], shape: .vector(3)), "n": NumericArray(2, kind: .integer),
    ])
    #expect(try value("2 * x", evaluation).elements == [2, 4, 6])
    #expect(try value("x[:n]", evaluation).elements == [1, 2], "a whole number may be a bound")
    #expect(try value("zeros((n, 2))", evaluation).shape == .matrix(rows: 2, columns: 2))
  }

  @Test("Parameters hide names, but not from functions that are called")
  func parametersAreLocal() throws {
    let source = SourceText(name: "", "a + x")
    let body = try #require(
      Parser.expression(in: SourceFragment(source, source.span)).expression)
    let name = { Name($0, span: Span(0, 0)) }
    let evaluation = Evaluation(
      values: ["x": NumericArray(10)],
      functions: ["f": Function(name: name("f"), parameters: [name("a")], body: body)],
      parameters: ["x": NumericArray(1)])
    #expect(try value("x", evaluation).elements == [1])
    #expect(try value("f(x)", evaluation).elements == [11])
  }

  @Test("What is wrong is told at its place")
  func failuresHavePlaces() throws {
    let evaluation = Evaluation(values: ["x": NumericArray([1, 2], shape: .vector(2))])
    do {
      _ = try value("1 + x @ y", evaluation)
      Issue.record("there is no y")
    } catch let failure as Evaluation.Failure {
      #expect(failure.diagnostics.map(\.span) == [Span(8, 9)])
    }
  }
}
