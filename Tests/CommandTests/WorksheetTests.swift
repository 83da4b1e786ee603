import Foundation
import TestSupport
import Testing

/// A class of three with three seeds: worksheets printed, filled in and marked.
@Suite("Worksheets for a class")
struct WorksheetTests {
  /// A value in `export --to json`: a number, a row or rows.
  private enum Value: Decodable {
    case number(Double)
    case list([Value])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .list(try container.decode([Value].self))
      }
    }

    /// The value on paper: `[-1.41 0.91; 0.5 0.25]`.
    func written(isInside: Bool = false) -> String {
      switch self {
      case .number(let number): return String(format: "%.5f", number)
      case .list(let items):
        let isMatrix = items.contains { if case .list = $0 { true } else { false } }
        let text = items.map { $0.written(isInside: true) }
          .joined(separator: isMatrix ? "; " : " ")
        return isInside ? text : "[\(text)]"
      }
    }

    subscript(_ indices: [Int]) -> Value? {
      guard let first = indices.first else { return self }
      guard case .list(let items) = self, items.indices.contains(first) else { return nil }
      return items[first][Array(indices.dropFirst())]
    }
  }

  private struct Export: Decodable {
    struct Stage: Decodable {
      let name: String
      let values: [Named]
    }
    struct Named: Decodable {
      let name: String?
      let value: Value
    }
    let stages: [Stage]
  }

  /// The answers file with what a pupil who makes no mistake writes into it.
  private func filled(_ file: String, from json: Data) throws -> String {
    let export = try JSONDecoder().decode(Export.self, from: json)
    var values: [String: Value] = [:]
    for stage in export.stages {
      for named in stage.values {
        guard let name = named.name else { continue }
        values[name] = named.value
        values["\(name)@\(stage.name)"] = named.value
      }
    }
    return try file.split(separator: "\n").map { line in
      guard !line.hasPrefix("#") else { return String(line) }
      let subject = line.prefix { $0 != "=" }.trimmingCharacters(in: .whitespaces)
      let parts = subject.split { "[], ".contains($0) }.map(String.init)
      let value = try #require(values[parts[0]]?[parts.dropFirst().compactMap { Int($0) }])
      return "\(subject) = \(value.written())"
    }.joined(separator: "\n")
  }

  @Test(
    "each pupil's own numbers are right, another's are not, and a slip is found",
    arguments: ["questions", "all"])
  func pupils(_ blank: String) throws {
    try withFolder { folder in
      var sheets: [String] = []
      for seed in ["1", "2", "3"] {
        let printed = try runScript(
          """
          "$BRICKWISE" print xor --to html,text --worksheet --blank \(blank) --set seed=\(seed) \
            -o sheet-\(seed) --answers pupil-\(seed).txt 2> /dev/null &&
          "$BRICKWISE" export xor --to json --set seed=\(seed) -o \(seed).json 2> /dev/null
          """, in: folder)
        #expect(printed.status == 0)
        let path = folder.appendingPathComponent("pupil-\(seed).txt")
        let blanks = try String(contentsOf: path, encoding: .utf8)
        #expect(blanks.contains("# seed = \(seed)\n"))
        let empty = try runBrickwise(
          "check", "xor", "--set", "seed=\(seed)", "pupil-\(seed).txt", in: folder)
        #expect(empty.status == 0, "what is left blank is not wrong")
        let json = try Data(contentsOf: folder.appendingPathComponent("\(seed).json"))
        let answers = try filled(blanks, from: json)
        try Data(answers.utf8).write(to: path)
        sheets.append(answers)
        let marked = try runBrickwise(
          "check", "xor", "--set", "seed=\(seed)", "pupil-\(seed).txt", in: folder)
        #expect(marked.status == 0)
        #expect(marked.output.contains(" 0 wrong") || marked.output.contains("all right"))
        #expect(!marked.output.contains("?"))
      }
      #expect(Set(sheets).count == 3)
      let other = try runBrickwise(
        "check", "xor", "--set", "seed=2", "pupil-1.txt", in: folder)
      #expect(other.status == 1)
      let slip = sheets[2].replacing(#/^L = .*$/#.anchorsMatchLineEndings(), with: "L = 0.9")
      #expect(slip != sheets[2])
      try Data(slip.utf8).write(to: folder.appendingPathComponent("pupil-3.txt"))
      let marked = try runBrickwise(
        "check", "xor", "--set", "seed=3", "pupil-3.txt", in: folder)
      #expect(marked.status == 1)
      #expect(marked.output.contains("The first step that is wrong by itself: L."))
    }
  }

  /// A lesson that gives `w` six values, four of them in one stage.
  private static let updates = """
    # Two updates

    ```python {stage=init}
    w = array([1.0, -2.0])
    x = array([0.5, 0.25])
    lr = 0.1
    ```

    ```python {stage=first}
    w = w - lr*2*w*x
    ```

    `w ≈ ?.??`

    ```python {stage=second}
    w = w - lr*2*w*x
    w -= 0.01
    w = 2*w
    s = sum(w)
    w = w/3
    ```

    `w ≈ ?.??`, `w[1] ≈ ?.??`, `sum(w) ≈ ?.??` and `s ≈ ?.??`

    """

  @Test("each value of a name that is given several has its own line, and is marked there")
  func severalValues() throws {
    try withFolder(["updates.md": Self.updates]) { folder in
      let path = folder.appendingPathComponent("answers.txt")
      func lines(_ blank: String) throws -> [String] {
        let printed = try runBrickwise(
          "print", "updates.md", "--to", "text", "--worksheet", "--blank", blank, "--answers",
          "answers.txt", in: folder)
        #expect(printed.status == 0)
        return try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst(2)
          .map(String.init)
      }
      func marked(_ answers: [String]) throws -> String {
        try Data(answers.joined(separator: "\n").utf8).write(to: path)
        return try runBrickwise("check", "updates.md", "answers.txt", in: folder).output
      }
      let asked = try lines("questions")
      #expect(
        asked == [
          "w@first = [? ?]", "w@second = [? ?]", "w@second[1] = ?",
          "# sum(w) has no name of its own and is not marked", "s = ?",
        ])
      let calculated = try lines("all")
      #expect(
        calculated == [
          "w@first = [? ?]", "w = [? ?]", "w = [? ?]", "w = [? ?]", "s = ?", "w@second = [? ?]",
          "w@second[1] = ?", "# sum(w) has no name of its own and is not marked",
        ])
      var right = [
        "w@first = [0.900 -1.900]", "w = [0.810 -1.805]", "w = [0.800 -1.815]",
        "w = [1.600 -3.630]", "s = -2.030", "w@second = [0.533 -1.210]", "w@second[1] = -1.210",
      ]
      var marking = try marked(right)
      #expect(marking.contains("12 right, 0 carried forward, 0 wrong, 0 left blank"))
      // The values of the one stage are not those of the other.
      (right[0], right[5]) = ("w@first = [0.533 -1.210]", "w@second = [0.900 -1.900]")
      marking = try marked(right)
      #expect(marking.contains("w@first  2 entries\n  ✗ 0.533   ✗ -1.210\n"))
      // A wrong value is that of the line's own place.
      (right[0], right[5]) = ("w@first = [0.900 -1.900]", "w@second = [0.533 -1.210]")
      right[2] = "w = [0.700 -1.815]"
      marking = try marked(right)
      #expect(marking.contains("w, value 4 of 6  2 entries\n  ✗ 0.700   ✓ -1.815\n"))
    }
  }

  @Test("a worksheet does not take the place of the walkthrough")
  func name() throws {
    try withFolder { folder in
      _ = try runBrickwise("print", "xor", "--to", "text", in: folder)
      _ = try runBrickwise("print", "xor", "--to", "text,md", "--worksheet", in: folder)
      _ = try runBrickwise(
        "print", "xor", "--to", "text", "--worksheet", "-o", "sheet", in: folder)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(files == ["sheet.txt", "xor-worksheet.md", "xor-worksheet.txt", "xor.txt"])
    }
  }
}
