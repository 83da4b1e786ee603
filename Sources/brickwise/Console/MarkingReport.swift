import Tutoring

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A marking in machine-readable form; its keys are part of the program's interface.
struct MarkingReport: Encodable {
  let file: String
  let answers: [Value]
  let right: Int
  let carried: Int
  let wrong: Int
  let blank: Int
  let notAttempted: [String]
  let firstWrong: String?
  let firstWrongStage: String?
  let problems: [Problem]

  struct Value: Encodable {
    let name: String
    /// The stage after which the name has the value, where the lesson gives it several.
    let stage: String?
    let index: [Int]?
    let given: [[String]]
    let marks: [[String]]
    let mistakes: [String]
    let possibleMistakes: [String]
    let remarks: [String]
  }

  struct Problem: Encodable {
    let message: String
    let notes: [String]
  }

  init(_ file: String, _ marking: Marking) {
    let tally = marking.tally
    self.file = file
    right = tally.right
    carried = tally.carried
    wrong = tally.wrong
    blank = tally.blank
    notAttempted = marking.notAttempted
    firstWrong = marking.firstWrong?.name
    firstWrongStage = marking.firstWrong?.stage
    problems = marking.diagnostics.map { Problem(message: $0.summary, notes: $0.notes) }
    answers = marking.answers.map { answer in
      Value(
        name: answer.name, stage: answer.stage, index: answer.answer.index,
        given: answer.answer.literal.rows.map { $0.map(\.text) },
        marks: answer.verdicts.map { $0.map(\.identifier) },
        mistakes: answer.mistakes(.certain), possibleMistakes: answer.mistakes(.possible),
        remarks: answer.sentences.map(\.plain))
    }
  }

  /// One object for one set of answers, an array of them for several.
  static func json(_ markings: [(name: String, marking: Marking)]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let reports = markings.map { MarkingReport($0.name, $0.marking) }
    let data = try reports.count == 1 ? encoder.encode(reports[0]) : encoder.encode(reports)
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}

extension MarkedAnswer {
  /// The identifiers of the mistakes of which that is how sure they are, each once.
  fileprivate func mistakes(_ certainty: Mistake.Certainty) -> [String] {
    var names: [String] = []
    for case .mistake(let mistake) in remarks where mistake.certainty == certainty {
      if !names.contains(mistake.kind.rawValue) { names.append(mistake.kind.rawValue) }
    }
    return names
  }
}

extension Verdict {
  /// The verdict's name in machine-readable form.
  var identifier: String {
    switch self {
    case .blank: "blank"
    case .right: "right"
    case .rightAsFarAsItGoes: "right-as-far-as-it-goes"
    case .truncated: "truncated"
    case .roundedOnTheWay: "rounded-on-the-way"
    case .carried: "carried"
    case .mistake: "mistake"
    case .slip: "slip"
    case .wrong: "wrong"
    }
  }
}
