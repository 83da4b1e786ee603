import ArgumentParser
import LessonLibrary

/// `brickwise new`: a lesson to begin with.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    named: "new",
    abstract: "Write a small lesson, to be made into your own.",
    discussion: """
      The lesson has one of everything: stages, a claim, a question with its hint, mathematics, a \
      derivative. It passes `brickwise lint`. A file that is there already is left alone.

      Example: brickwise new my-lesson.md
      """)

  @Argument(help: "The file to write; .md is added to a name that lacks it.")
  var file: String

  func run() throws {
    let path = file.hasSuffix(".md") ? file : file + ".md"
    guard !FileReading.exists(path) else {
      throw ValidationError("\(path) is there already; choose another name")
    }
    try FileWriting.replace(path, with: LessonLibrary.template)
    try show(
      """
      \(path.sanitized) is a small lesson of everything. What to type next:
        brickwise learn \(path.sanitized)   see it as its readers will
        brickwise lint \(path.sanitized)    check it, again and again while you write

      """)
  }
}
