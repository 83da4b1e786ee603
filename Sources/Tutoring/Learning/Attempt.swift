import Lessons
import Source
import StageLanguage

/// What a learner did about a question.
public enum Attempt: Sendable, Hashable {
  /// They typed an answer.
  case given(String)
  /// They had the answer shown.
  case shown
  /// They went past it.
  case skipped
}

/// What is said of an answer.
public enum Assessment: Sendable {
  /// It was marked as `check` marks it.
  case marked(MarkedAnswer, in: Marking)
  /// It answers a calculation that is not a value of the lesson: right or not.
  case compared(isRight: Bool)
  /// It cannot be read: why, line by line.
  case unreadable([String])

  /// Whether nothing is wrong with it.
  public var isRight: Bool {
    switch self {
    case .marked(let answer, _): !answer.isWrongByItself && answer.tally.carried == 0
    case .compared(let isRight): isRight
    case .unreadable: false
    }
  }

  /// Whether it was understood, so that it is kept.
  public var isReadable: Bool { if case .unreadable = self { false } else { true } }
}

extension LearnState {
  /// What is said of the answer to a question, in the light of the answers given before it.
  func assess(_ text: String, to number: Int) -> Assessment {
    let question = lesson.questions[number]
    var lines = ""
    for (other, attempt) in attempts.sorted(by: { $0.key < $1.key }) where other < number {
      guard case .given(let earlier) = attempt, lesson.questions[other].subject.askedName != nil
      else { continue }
      lines += "\(lesson.questions[other].subject) = \(arranged(earlier, for: other))\n"
    }
    let start = lines.utf8.count
    let name = question.subject.askedName == nil ? "answer" : question.subject.description
    lines += "\(name) = \(arranged(text, for: number))\n"
    let source = SourceText(name: "answer", lines)
    guard question.subject.askedName != nil else { return compare(source, number) }
    do throws(Machine.Failure) {
      var marker = try Marker(compiled)
      let marking = marker.mark(source)
      let problems = marking.diagnostics.filter { $0.span.end > start }
      if let problem = problems.first { return .unreadable([problem.summary] + problem.notes) }
      let answer = marking.answers.first { $0.answer.nameSpan.start >= start }
      return answer.map { .marked($0, in: marking) }
        ?? .unreadable(["there are no numbers in this answer"])
    } catch {
      return .unreadable([error.diagnostic.summary])
    }
  }

  /// What is said of the answer given to a question; nil if none was given.
  public func assess(_ number: Int) -> Assessment? {
    guard case .given(let text)? = attempts[number] else { return nil }
    return assessments[number] ?? assess(text, to: number)
  }

  /// An answer to a calculation: no marker knows which mistakes lead to it.
  private func compare(_ source: SourceText, _ number: Int) -> Assessment {
    let (answers, diagnostics) = AnswersReader.read(source)
    if let problem = diagnostics.all.first { return .unreadable([problem.summary] + problem.notes) }
    guard let literal = answers.first?.literal, let value = walkthrough.questions[number] else {
      return .unreadable(["there are no numbers in this answer"])
    }
    guard literal.fits(answer: value.shape) else {
      return .unreadable(["the answer is \(value.shape), and this is \(literal.shapeDescription)"])
    }
    // By position: a column may have been typed as a list.
    let isRight = zip(literal.entries, value.elements).allSatisfy { $0.isAnswer(to: $1) }
    return .compared(isRight: isRight)
  }

  /// The numbers of what was typed: people repeat the name they were asked for.
  static func literal(_ text: String) -> String {
    var text = text
    for sign in ["≈", "~=", "=", ":"] {
      guard let start = text.firstIndex(of: sign.first ?? "=") else { continue }
      text = String(text[start...].dropFirst(sign.count))
      break
    }
    return String(text.drop { $0.isWhitespace })
  }

  /// Whether a matrix of several rows still lacks some, so that Enter goes to the next row.
  func wantsAnotherRow(_ text: String, _ number: Int) -> Bool {
    guard let shape = walkthrough.questions[number]?.shape, shape.count > 1 else { return false }
    let literal = Self.literal(text)
    var depth = 0
    for character in literal {
      if character == "[" || character == "(" { depth += 1 }
      if character == "]" || character == ")" { depth -= 1 }
    }
    if depth > 0 { return true }
    let isClosed = literal.contains("]") || literal.contains(";") || literal.hasSuffix("\n")
    guard !isClosed, !literal.isEmpty else { return false }
    let counts = Self.numbers(in: literal).map(\.count)
    let isComplete = counts.reduce(0, +) >= shape.count
    // A row after another, or a number after another.
    return !isComplete
      && (shape.rows == 1 || counts.count < shape.rows
        || (counts.allSatisfy { $0 == 1 } && shape.columns > 1))
  }

  /// What was typed as an answer, in rows: all in one line, or a number a line, is read in the order in
  /// which a matrix is read.
  private func arranged(_ text: String, for number: Int) -> String {
    let literal = Self.literal(text)
    guard let shape = walkthrough.questions[number]?.shape, shape.count > 1,
      !literal.contains(where: { "[](),;".contains($0) })
    else { return literal }
    let lines = Self.numbers(in: literal)
    let all = lines.flatMap { $0 }
    guard all.count == shape.count,
      lines.count == 1 || shape.rows == 1
        || lines.allSatisfy({ $0.count == 1 })
    else { return literal }
    // A column is one number a line already.
    return stride(from: 0, to: all.count, by: shape.columns).map {
      all[$0..<$0 + shape.columns].joined(separator: " ")
    }.joined(separator: "\n")
  }

  /// The words of each line that has any.
  private static func numbers(in literal: String) -> [[Substring]] {
    literal.split(separator: "\n").map { $0.split { " \t,".contains($0) } }.filter { !$0.isEmpty }
  }
}
