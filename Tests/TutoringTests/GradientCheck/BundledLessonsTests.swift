import LessonLibrary
import Lessons
import Source
import StageLanguage
import Testing

@testable import Tutoring

@Suite("The derivatives in the bundled lessons")
struct BundledLessonsTests {
  /// A bundled lesson's text.
  private func text(_ name: String) throws -> String {
    let entry = try #require(LessonLibrary.lessons.first { $0.name == name })
    return String(decoding: entry.bytes, as: UTF8.self)
  }

  @Test(
    "are right, with the lesson's numbers and with others",
    arguments: LessonLibrary.lessons.map(\.name))
  func right(name: String) throws {
    let check = try gradientCheck(text(name))
    #expect(check.diagnostics.map(\.summary) == [])
    #expect(check.derivatives.allSatisfy { $0.relativeError ?? 0 <= 1e-7 })
  }

  @Test(
    "are right for many points, other sizes and every regularizer",
    arguments: [1, 2, 50], ["0", "0.1", "1e-4"])
  func settings(points: Int, regularizer: String) throws {
    for (seed, hidden) in [("2017", "3"), ("7", "5"), ("1", "2")] {
      let check = try gradientCheck(
        text("xor"),
        set: ["N": "\(points)", "reg": regularizer, "seed": seed, "hidden": hidden])
      #expect(check.derivatives.count == 11)
      #expect(check.diagnostics.map(\.summary) == [])
      #expect(check.derivatives.allSatisfy { $0.relativeError ?? 0 <= 1e-7 })
    }
  }

  @Test(
    "are reported when a mistake is put into the lesson",
    arguments: [
      ("dL_dh2 = -(Y - h2) / N", "dL_dh2 = (Y - h2) / N", "the sign is wrong"),
      ("dL_dh2 = -(Y - h2) / N", "dL_dh2 = -(Y - h2)", "not with N = 3: the 1/N is missing"),
      ("dL_dh2 = -(Y - h2) / N", "dL_dh2 = h2 / N", "is not ∂L/∂h2"),
      ("h2 * (1 - h2)", "h2", "∂h2/∂z2 is not h2 alone"),
      ("h2 * (1 - h2)", "z2 * (1 - z2)", "made of z2"),
      ("dL_dh2 * dh2_dz2", "dL_dh2", "the slope of h2 is forgotten"),
      ("dL_dh1 * dh1_dz1", "dL_dh1", "the slope of h1 is forgotten"),
      ("dL_dz2 + reg * W2 / N", "dL_dz2", "with reg = 0.1: the regularizer's term is missing"),
      (
        "dL_dz1 + reg * W1 / N", "dL_dz1 + reg * W1",
        "with N = 3, reg = 0.1: the regularizer's term should be reg·W1/N: the 1/N is missing"
      ),
      (
        "dL_dz2 + reg * W2 / N", "dL_dz2 + reg * sum(square(W2))",
        "should be reg·W2/N, and is the same number in every entry"
      ),
      ("dz1_dW1 = X.T", "dz1_dW1 = h1.T @ X", "`dz1_dW1` is neither"),
    ])
  func planted(right: String, wrong: String, words: String) throws {
    let original = try text("xor")
    let changed = try #require(original.ranges(of: right).first)
    let text = original[..<changed.lowerBound] + wrong + original[changed.upperBound...]
    // Another shape may keep later formulas from compiling, which is an error as well.
    var diagnostics = Diagnostics()
    let lesson = Lesson(
      reading: SourceText(name: "xor.md", String(text)), diagnostics: &diagnostics)
    guard let check = GradientCheck(of: lesson) else {
      _ = CompiledLesson(lesson, diagnostics: &diagnostics)
      #expect(diagnostics.hasErrors)
      return
    }
    #expect(
      check.diagnostics.map(\.summary).contains { $0.contains(words) }, "\(check.diagnostics)")
  }
}
