import CommonMark
import LessonLibrary
import Source

/// Finds the text of a lesson by the name that was typed.
enum LessonSource {
  /// Why there is no such lesson.
  struct Failure: Error {
    let message: String
  }

  /// The lesson called `name`: a path if it looks like one (`-` is standard input), or a bundled
  /// lesson.
  static func find(_ name: String) throws(Failure) -> SourceText {
    let bundled = LessonLibrary.lessons
    if let entry = bundled.first(where: { $0.name == name }), !looksLikePath(name) {
      return SourceText(name: "\(name).md", bytes: entry.bytes)
    }
    guard looksLikePath(name) || FileReading.exists(name) else {
      let known = bundled.map(\.name)
      let hint =
        closestMatch(to: name, among: known).map { "did you mean `\($0)`?" }
        ?? "the lessons are \(known.joined(separator: ", ")); a file is named by its path, ./\(name)"
      throw Failure(message: "there is no lesson `\(name)`\n  note: \(hint)")
    }
    return try read(name)
  }

  /// The lessons in what `path` names: a file, a bundled lesson, or every `.md` of a directory.
  static func findAll(_ path: String) throws(Failure) -> [SourceText] {
    guard FileReading.isDirectory(path) else { return [try find(path)] }
    let names: [String]
    do throws(FileReading.Failure) {
      names = try FileReading.names(in: path)
    } catch {
      throw Failure(message: "\(path): \(error.reason)")
    }
    let lessons = names.filter { $0.hasSuffix(".md") }
    guard !lessons.isEmpty else {
      throw Failure(message: "\(path): there is no lesson (*.md) in this directory")
    }
    let prefix = path.hasSuffix("/") ? path : path + "/"
    var sources: [SourceText] = []
    for name in lessons { sources.append(try read(prefix + name)) }
    return sources
  }

  /// What a lesson is known by from one day to the next: the name of a bundled one, the whole path
  /// of another.
  static func identity(of name: String) -> String {
    let isBundled = LessonLibrary.lessons.contains { $0.name == name }
    if isBundled || name == "-" { return name == "-" ? "standard-input" : name }
    return FileReading.absolutePath(of: name)
  }

  private static func looksLikePath(_ name: String) -> Bool {
    name == "-" || name.contains("/") || name.hasSuffix(".md")
  }

  private static func read(_ path: String) throws(Failure) -> SourceText {
    do throws(FileReading.Failure) {
      let bytes = try FileReading.bytes(at: path, limit: Document.sizeLimit)
      return SourceText(name: path == "-" ? "<standard input>" : path, bytes: bytes)
    } catch {
      throw Failure(message: "\(path): \(error.reason)")
    }
  }
}
