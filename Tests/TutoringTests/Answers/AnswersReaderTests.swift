import Source
import Testing

@testable import Tutoring

@Suite("Answers files")
struct AnswersReaderTests {
  private func read(_ text: String) -> (names: [String], problems: [String]) {
    let (answers, diagnostics) = AnswersReader.read(SourceText(name: "answers.txt", text))
    return (answers.map(\.name), diagnostics.sorted.map(\.summary))
  }

  @Test(
    "The ways people write values",
    arguments: [
      ("z = [-1.41, 0.91, -0.05]", 1, 3), ("z = [[1, 2], [3, 4]]", 2, 2),
      ("z = [1 2; 3 4]", 2, 2), ("z = 1 2 3", 1, 3), ("z = 1, 2, 3", 1, 3), ("z: 0.5", 1, 1),
      ("z ≈ 0.5", 1, 1), ("z ~= 0.5", 1, 1), ("z =\n  1 2\n  3 4", 2, 2),
      ("z = [[1, 2],\n     [3, 4]]", 2, 2), ("z = [\n1 2\n3 4\n]", 2, 2), ("z = −0.5", 1, 1),
      ("z = 1.2·10^-3", 1, 1), ("z = 1.2e-3  # so", 1, 1), ("z = [?, 1, _]", 1, 3),
      ("  z\t=\t0.5  \r", 1, 1), ("z = [1, 2,]", 1, 2), ("z = .5", 1, 1), ("z = 5.", 1, 1),
      ("z = (1.5, 2.5)", 1, 2), ("z = ((1, 2), (3, 4))", 2, 2), ("z = (0.5)", 1, 1),
      ("z = np.array([1.5, 2.5])", 1, 2), ("z = array([[1, 2],\n  [3, 4]])", 2, 2),
      ("z = array(0.5)", 1, 1), ("z = 2.6 x 10^-2", 1, 1), ("z = [1 2\n 3 4]", 2, 2),
      ("z = [1, 2,\n 3, 4]", 1, 4), ("z = [1 2 3\n 4]", 1, 4), ("z = [1\n 2]", 1, 2),
      ("z = [[1 2\n 3 4]]", 1, 4), ("z =\n  nan inf\n  1 2", 2, 2),
    ])
  func shapes(_ text: String, _ rows: Int, _ columns: Int) throws {
    let (answers, diagnostics) = AnswersReader.read(SourceText(name: "answers.txt", text))
    #expect(diagnostics.all.isEmpty, "\(diagnostics.all)")
    let literal = try #require(answers.first).literal
    #expect(literal.rows.count == rows && literal.rows.allSatisfy { $0.count == columns })
  }

  @Test(
    "What is no number is refused, and the answers around it are kept",
    arguments: [
      "0,37", "[0,37, 0,45]", "[0,37 0,45]", "1,234.5", "1'234.5", "1.2.3", "1e", "e5", "--1",
      "+-1", "0x10", "1/2", "½", "abc", "[1, 2", "[[1, 2], [3, 4]", "[1, 2]]", "1 2]", "[1 2; 3]",
      "[[1], [2, 3]]", "[,]", "[1,,2]", "$5", "5%", "1.5 m", "(1, 2]", "[1, 2)", "array([1, 2]",
      "(1; 2", "[]x", "(;1", "1/0", "0.9-0.1", "[1-2]", "{1}", "١٢", "1_000",
      "∞∞", "[1;;2]x", "\u{0}", "1\u{0}2", "\u{1B}[31m1", "sqrt(2)", "1e1e1", ".", "-", "[.]",
    ])
  func malformed(_ value: String) {
    let (names, problems) = read("a = 1.5\nb = \(value)\nc = [2.5, 3.5]")
    #expect(names == ["a", "c"], "\(value): \(names)")
    #expect(problems.count >= 1, "\(value)")
  }

  @Test("A byte order mark is no part of a name")
  func byteOrderMark() {
    let (names, problems) = read("\u{FEFF}a = 1.5\nb = 2.5")
    #expect(names == ["a", "b"] && problems.isEmpty)
  }

  @Test("A fraction is told its decimals")
  func fractions() {
    let (_, diagnostics) = AnswersReader.read(SourceText(name: "answers.txt", "a = [1/40, 2]"))
    #expect(diagnostics.all.map(\.summary) == ["`1/40` is a fraction"])
    #expect(diagnostics.all.first?.notes == ["write it with decimals: 0.025"])
  }

  @Test("A line that cannot be read leaves the answer above it whole")
  func unreadableLine() {
    let (names, problems) = read("L = 0.0856\nL_new 0.026\nb = 1.5")
    #expect(names == ["L", "b"])
    #expect(problems == ["this line is not an answer"])
  }

  @Test(
    "What follows an answer and is no part of it is reported, and the answer kept",
    arguments: ["---", "= 1.40", "(rounded)", "|", "1. question", "| a | b |", "```", "[1, 2"])
  func followedByOther(_ line: String) throws {
    let (answers, diagnostics) = AnswersReader.read(
      SourceText(name: "answers.txt", "a = [1.5, 2.5]\n\(line)\nb = 3"))
    #expect(answers.map(\.name) == ["a", "b"] && answers[0].literal.entries.count == 2)
    let problem = try #require(diagnostics.all.first)
    #expect(problem.summary == "this line is not an answer" && diagnostics.all.count == 1)
  }

  @Test("Answers may be numbered, or items of a list")
  func listed() {
    let (names, problems) = read(
      "1) a = 1.5\n2. b = [1\n 2]\n- c = -3\n* d = 4\n• e = 5\n12) f = 1")
    #expect(names == ["a", "b", "c", "d", "e", "f"] && problems.isEmpty, "\(names) \(problems)")
    #expect(read("M =\n- 1 2\n- 3 4").problems.isEmpty == false)
    #expect(read("M =\n-1 2\n-3 4").problems.isEmpty)
  }

  @Test("Commas without blanks before signs are no decimal commas")
  func tightSigns() {
    #expect(read("a = [1.6,-3.2,4.8]").problems.isEmpty)
    #expect(read("a = [1.6,−3.2,4.8]").problems.isEmpty)
    #expect(read("a = [0,37, -0,45]").problems.count == 1)
  }

  @Test("Decimal commas are told what to write")
  func decimalCommas() throws {
    for value in ["0,37", "[0,37, 0,45]", "[0,37 0,45]", "[0,37; 0,45]", "[-0,37;0,45]"] {
      var marker = try SampleLesson.xor.marker()
      let marking = marker.mark("L = 0.3005", "h2 = \(value)", "z2 = [-0.525, -0.184]")
      #expect(marking.answers.map(\.name) == ["z2", "L"])
      #expect(marking.diagnostics.count == 1, "\(value)")
      #expect(marking.diagnostics[0].notes.contains { $0.contains("point") }, "\(value)")
    }
    // Whole numbers with commas close up are what they seem.
    var marker = try SampleLesson.xor.marker()
    #expect(marker.mark("Y = [1,0]").isAllRight)
  }

  @Test("An unclosed bracket ends where the next answer begins")
  func unclosedBracket() {
    let (names, problems) = read("a = [1, 2\nb = [[1, 2], [3\nc = 3.5\nd = [1,\n 2]\n")
    #expect(names == ["c", "d"])
    #expect(problems.count == 2)
  }

  @Test("Lines that are no answers are reported, once each")
  func strayLines() {
    let (names, problems) = read("hello\n0.5\n= 3\n\na = 1.5\n")
    #expect(names == ["a"])
    #expect(problems.count == 3)
  }

  @Test(
    "Blank answers are no answers", arguments: ["a =", "a = ?", "a = ?.??", "a = [?, ?]", "a = _"])
  func blanks(_ text: String) {
    let (names, problems) = read(text + "\nb = 1.5")
    #expect(names == ["b"])
    #expect(problems.isEmpty)
  }

  @Test("Whatever the bytes are, they are read to their end")
  func hostileBytes() {
    var generator = SystemRandomNumberGenerator()
    let pieces = [
      "a = ", "[", "]", ";", ",", "1", ".5", "-", "e", "\n", "?", "#", " ", "∂L/∂W₂", "·10^",
      "\u{0}",
      "nan", "=", ":", "≈", "'", "\u{FEFF}", "\u{202E}", "1e999999", "0e-99999",
    ]
    for _ in 0..<3_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0..<30, using: &generator) {
        text += pieces.randomElement(using: &generator) ?? ""
      }
      let (names, _) = read(text + "\nlast = 1.5")
      #expect(names.last == "last", "\(text.debugDescription)")
    }
    let bytes = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let (answers, _) = AnswersReader.read(
      SourceText(name: "binary", bytes: bytes + Array("\nlast = 1.5\n".utf8)))
    #expect(answers.last?.name == "last")
  }

  @Test("A megabyte on one line, and ten thousand lines")
  func large() throws {
    let long = String(repeating: "1.5, ", count: 200_000)
    #expect(read("a = [\(long)2.5]\nb = 1.5").names == ["a", "b"])
    #expect(read("a = [\(String(repeating: "[", count: 200_000))\nb = 1.5").names == ["b"])
    #expect(read("a = 0.\(String(repeating: "3", count: 1_000_000))\nb = 1.5").names == ["a", "b"])
    #expect(read(String(repeating: "x", count: 1_000_000) + "\nb = 1.5").names == ["b"])
    let lines = String(repeating: "L = 0.3005\n", count: 10_000)
    var marker = try SampleLesson.xor.marker()
    let marking = marker.mark(lines)
    #expect(marking.tally.right == 10_000)
    // Said once, not ten thousand times.
    #expect(marking.diagnostics.count == 1)
    let many = read(String(repeating: "L = 0.3005\n", count: 30_000))
    #expect(many.names.count == 20_000 && many.problems.count == 1)
  }
}
