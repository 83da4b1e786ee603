import Lessons
import Matrices
import Source
import StageLanguage
import Tutoring

extension Walkthrough {
  /// The lesson's stages and training runs as a Python script that prints the same values, in the
  /// same digits, under NumPy.
  public func python(digits: Int = 4) -> String {
    let export = PythonExport(digits: digits, rounding: rounding, names: PythonNames(lesson))
    var text = "# \(lesson.title.oneComment)\n"
    for condition in conditions { text += "# \(condition.oneComment)\n" }
    text += """
      # Written by `brickwise export`; it needs NumPy.

      \(export.prelude)

      """
    var stages = stages[...]
    for part in lesson.parts {
      switch part {
      case .stage(let stage):
        guard let steps = stages.popFirst() else { continue }
        text += "\n# \(stage.name.oneComment)\n\n" + export.code(steps) + "\n"
      case .directive(let directive) where directive.kind == .train:
        guard let run = lesson.runs.first(where: { [$0.name] == directive.runNames }) else {
          continue
        }
        text +=
          "\n# Training run \(run.name.oneComment)\n\n"
          + PythonRun(run, in: self).code(export.names) + "\n"
      case .directive, .hint, .mathematics, .prose: break
      }
    }
    return text
  }

  /// The lesson as a Jupyter notebook (nbformat 4.5): its prose, its code, and what that prints.
  public func notebook(digits: Int = 4) -> String {
    let export = PythonExport(digits: digits, rounding: rounding, names: PythonNames(lesson))
    let page = Page(self, digits: digits)
    var cells: [JSON] = []
    var prose: [PageBlock] = []
    if let sentence = page.conditionSentence {
      prose.append(.paragraph([.emphasis([.text(sentence)])]))
    }
    var count = 0
    func endProse() {
      guard !prose.isEmpty else { return }
      cells.append(.markdown(prose.notebookMarkdown, cells.count))
      prose = []
    }
    func add(_ code: String, prints output: String) {
      count += 1
      cells.append(.code(code, output, count, cells.count))
    }
    var hasPrelude = false
    func begin() {
      endProse()
      if !hasPrelude { add(export.prelude, prints: "") }
      hasPrelude = true
    }
    var stages = stages[...]
    var runs = lesson.runs[...]
    for block in page.blocks {
      switch block {
      case .stage:
        begin()
        if let steps = stages.popFirst() {
          add(export.code(steps), prints: export.output(steps))
        }
      case .directive(let title, _)
      where title == runs.first.map({ PageBuilder.title(ofRun: $0.name) }):
        begin()
        if let run = runs.popFirst() {
          let python = PythonRun(run, in: self)
          add(python.code(export.names), prints: export.output(python, records[run.name]))
        }
      default: prose.append(block)
      }
    }
    endProse()
    let kernel = JSON.object([
      ("display_name", .string("Python 3")), ("language", .string("python")),
      ("name", .string("python3")),
    ])
    return JSON.object([
      ("cells", .array(cells)),
      (
        "metadata",
        .object([
          ("kernelspec", kernel), ("language_info", .object([("name", .string("python"))])),
        ])
      ),
      ("nbformat", .integer(4)), ("nbformat_minor", .integer(5)),
    ]).text() + "\n"
  }
}

/// Python that shows values as Brickwise does.
private struct PythonExport {
  let digits: Int
  let rounding: PaperArithmetic?
  let names: PythonNames

  /// The statements of a stage, each value shown behind them.
  func code(_ steps: [Step]) -> String {
    var lines: [String] = []
    for step in steps {
      if case .show(let expression) = step.statement.kind, case .array = step.result {
        lines.append("\(names.show)(\(JSON.quoted("\(expression)")), \(expression))")
        continue
      }
      lines.append(step.python(rounded: step.isRounded ? names.rounded : nil))
      if let name = step.statement.assignedName, case .array = step.result {
        lines.append("\(names.show)(\(JSON.quoted(name)), \(name))")
      }
    }
    return lines.joined(separator: "\n")
  }

  /// What the statements of a stage print.
  func output(_ steps: [Step]) -> String {
    var text = ""
    for step in steps {
      guard case .array(let value) = step.result else { continue }
      if let name = step.statement.assignedName {
        text += shown(name, value)
      } else if case .show(let expression) = step.statement.kind {
        text += shown("\(expression)", value)
      }
    }
    return text
  }

  /// What a training run prints when it is at its end; nothing if it was not carried out.
  func output(_ run: PythonRun, _ record: RunRecord?) -> String {
    guard let values = record?.last.values else { return "" }
    return run.shown.map { name in values[name].map { shown(name, $0) } ?? "" }.joined()
  }

  private func shown(_ name: String, _ value: NumericArray) -> String {
    let rows = NumberFormat(digits: digits).displayed(value).aligned.map {
      $0.joined(separator: "  ")
    }
    if value.shape == .scalar { return "\(name) = \(rows.first ?? "")\n" }
    if rows.isEmpty || value.elements.isEmpty { return "\(name) = []\n" }
    let margin = String(repeating: " ", count: name.unicodeScalars.count + 3)
    return rows.enumerated().map { ($0 == 0 ? "\(name) = " : margin) + "[\($1)]\n" }.joined()
  }

  /// The imports, and the function that shows a value.
  ///
  /// It holds on to its own names: a lesson may well call something `len` or `max`.
  var prelude: String { rounding.map { show + "\n\n\n" + round($0.decimals) } ?? show }

  /// The function that rounds as it is done on paper.
  private func round(_ decimals: Int) -> String {
    """
    def \(names.rounded)(value, _np=__import__("numpy"), _py=__import__("builtins")):
        a = _np.asarray(value)
        if a.dtype.kind != "f":
            return value
        entries = [_py.float("%.\(decimals)f" % x) + 0.0 for x in a.ravel()]
        return _np.array(entries).reshape(a.shape)[()]
    """
  }

  private var show: String {
    """
    from numpy import *
    from numpy.random import RandomState

    seterr(all="ignore")


    def \(names.show)(name, value, _np=__import__("numpy"), _py=__import__("builtins")):
        a = _np.asarray(value)
        whole = a.dtype.kind in "iu" or (
            a.dtype.kind == "f" and _py.bool(_np.all((_np.abs(a) < 1e15) & (a == _np.trunc(a)))))

        def entry(x):
            if a.dtype.kind == "b":
                return _py.str(_py.bool(x))
            x = _py.float(x)
            if x != x or x in (_py.float("inf"), _py.float("-inf")):
                return _py.str(x)
            if whole:
                return "%d" % x
            if _py.abs(x) >= 1e9:
                return "%.\(digits)e" % x
            text = "%.\(digits)f" % x
            if _py.float(text) == 0:
                return "%.1e" % x if x != 0 else text.lstrip("-")
            return text

        def places(count, limit):
            if count <= limit:
                return _py.list(_py.range(count))
            return [0, 1, 2, None, count - 3, count - 2, count - 1]

        if a.ndim == 0:
            _py.print(name, "=", entry(a))
            return
        if a.size == 0:
            _py.print(name, "= []")
            return
        m = a.reshape(1, -1) if a.ndim == 1 else a
        rows = [["…" if i is None or j is None else entry(m[i, j])
                 for j in places(m.shape[1], 12)] for i in places(m.shape[0], 8)]
        for j in _py.range(_py.len(rows[0])):
            before = _py.max(_py.len(r[j].split(".")[0]) for r in rows)
            after = _py.max(_py.len(r[j]) - _py.len(r[j].split(".")[0]) for r in rows)
            for r in rows:
                head = _py.len(r[j].split(".")[0])
                r[j] = " " * (before - head) + r[j] + " " * (after - (_py.len(r[j]) - head))
        for i, r in _py.enumerate(rows):
            lead = name + " = " if i == 0 else " " * (_py.len(name) + 3)
            _py.print(lead + "[" + "  ".join(r) + "]")
    """
  }
}

extension JSON {
  fileprivate static func markdown(_ text: String, _ index: Int) -> JSON {
    .object([
      ("cell_type", .string("markdown")), ("id", .string("cell-\(index + 1)")),
      ("metadata", .object([])), ("source", lines(text)),
    ])
  }

  fileprivate static func code(
    _ text: String, _ output: String, _ count: Int, _ index: Int
  ) -> JSON {
    let stream = JSON.object([
      ("name", .string("stdout")), ("output_type", .string("stream")), ("text", lines(output)),
    ])
    return .object([
      ("cell_type", .string("code")), ("execution_count", .integer(count)),
      ("id", .string("cell-\(index + 1)")), ("metadata", .object([])),
      ("outputs", .array(output.isEmpty ? [] : [stream])), ("source", lines(text)),
    ])
  }

  /// Text as notebooks have it: its lines, each but the last with its line feed.
  private static func lines(_ text: String) -> JSON {
    var lines: [JSON] = []
    var line = ""
    for character in text {
      line.append(character)
      if character == "\n" {
        lines.append(.string(line))
        line = ""
      }
    }
    if !line.isEmpty { lines.append(.string(line)) }
    return .array(lines)
  }
}

extension String {
  /// The text on one line, as a comment can hold it.
  fileprivate var oneComment: String {
    String(sanitized.map { $0.isNewline ? " " : $0 })
  }
}
