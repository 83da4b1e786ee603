import ArgumentParser
import LessonLibrary
import Lessons
import Source
import StageLanguage
import Tutoring

/// `brickwise lessons`: what there is to read.
struct ListLessons: ParsableCommand {
  static let configuration = CommandConfiguration(
    named: "lessons", abstract: "List the lessons.",
    discussion: "Example: brickwise lessons")

  func run() throws {
    try show(Listing.lessons())
  }
}

/// `brickwise functions`: what a stage can call.
struct Functions: ParsableCommand {
  static let configuration = CommandConfiguration(
    named: "functions",
    abstract: "List the functions that the stages of a lesson can call.",
    discussion: "Example: brickwise functions")

  func run() throws {
    let width = Builtin.allCases.map(\.signature.count).max() ?? 0
    let lines = Builtin.allCases.map { function in
      let gap = String(repeating: " ", count: width - function.signature.count)
      return "  \(function.signature)\(gap)  \(function.summary)\n"
    }
    try show("Each means what it means in NumPy.\n\n" + lines.joined())
  }
}

/// The texts that tell a newcomer what there is.
enum Listing {
  /// The lessons, a line each, and where somebody is in them.
  static func lessons(_ bookmarks: [Bookmark] = []) -> String {
    let entries = LessonLibrary.lessons.map { entry in
      var diagnostics = Diagnostics()
      let source = SourceText(name: entry.name, bytes: entry.bytes)
      return (entry.name, Lesson(reading: source, diagnostics: &diagnostics))
    }
    let width = entries.map(\.0.count).max() ?? 0
    return entries.map { name, lesson in
      let gap = String(repeating: " ", count: width - name.count)
      return "  \(name)\(gap)  \(lesson.title) (\(counted(lesson.stages.count, "stage")), "
        + "\(counted(lesson.questions.count, "question")))\n"
        + place(bookmarks.first { $0.lesson == name }, width + 4)
    }.joined()
  }

  /// Where somebody is in a lesson.
  private static func place(_ bookmark: Bookmark?, _ indentation: Int) -> String {
    guard let bookmark, bookmark.step > 0 else { return "" }
    let gap = String(repeating: " ", count: indentation)
    if bookmark.step + 1 >= bookmark.stepCount { return gap + "you have been through it\n" }
    let heading = bookmark.heading.map { ", “\($0.sanitized)”" } ?? ""
    return gap + "you are at step \(bookmark.step + 1) of \(bookmark.stepCount)\(heading)\n"
  }

  /// Where somebody is in lessons of their own.
  private static func elsewhere(_ bookmarks: [Bookmark]) -> String {
    let bundled = LessonLibrary.lessons.map(\.name)
    return bookmarks.filter { !bundled.contains($0.lesson) && $0.lesson.hasPrefix("/") }.map {
      "  \($0.lesson.sanitized)\n" + place($0, 4)
    }.joined()
  }

  /// What the program says when it is called without a command.
  static func home(_ bookmarks: [Bookmark] = []) -> String {
    """
    Brickwise: the mathematics of a neural network, one brick at a time.

    Lessons:
    \(lessons(bookmarks))\(elsewhere(bookmarks))
    What to type:
      brickwise learn xor                follow it step by step; ? lists the keys
      brickwise run xor                  the whole lesson, every matrix computed
      brickwise run xor --stage forward  one stage of it
      brickwise run xor --digits 8       more decimals
      brickwise run xor --set lr=0.1     another learning rate
      brickwise explain xor 'z1[0,2]'    one entry of a matrix, term by term
      brickwise lint my-lesson.md        check a lesson of your own
      brickwise --help                   everything else

    """
  }
}
