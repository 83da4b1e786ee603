import Foundation
import TestSupport
import Testing

/// What becomes of a PDF where this or that program is missing: they are played by small scripts.
@Suite("Making a PDF")
struct PDFTests {
  private static let goodLaTeX = """
    #!/bin/sh
    for word in "$@"; do
      case "$word" in -output-directory=*) folder="${word#-output-directory=}" ;; esac
    done
    echo "played by a script" > "$folder/page.log"
    printf '%%PDF-1.5 LaTeX' > "$folder/page.pdf"
    """
  private static let lossyLaTeX =
    goodLaTeX + "\necho 'Missing character: There is no Q in font x!' >> \"$folder/page.log\"\n"
  private static let goodChromium = """
    #!/bin/sh
    for word in "$@"; do
      case "$word" in --print-to-pdf=*) printf '%%PDF-1.4 Chromium' > "${word#*=}" ;; esac
    done
    """
  private static let badChromium = "#!/bin/sh\necho 'no display'\nexit 21\n"
  private static let fonts = "#!/bin/sh\necho ':charset=20-7e a0-24f 391-3c9 2000-27ff'\n"

  /// Prints a lesson as PDF with nothing on the path but some scripts.
  private func print(
    _ lesson: String = "# T\n\n```python {stage=a}\nx = 1\n```\n", with programs: [String: String],
    _ check: (ProcessOutcome, String?) throws -> Void
  ) throws {
    try withFolder(["t.md": lesson]) { folder in
      let bin = folder.appendingPathComponent("bin")
      try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
      for (name, script) in programs {
        let path = bin.appendingPathComponent(name).path
        try Data(script.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      }
      let outcome = try runScript(
        "PATH=\"$PWD/bin\" \"$BRICKWISE\" print t.md --to pdf -o t.pdf", in: folder)
      let pdf = try? String(contentsOf: folder.appendingPathComponent("t.pdf"), encoding: .utf8)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(left.allSatisfy { ["t.md", "t.pdf", "bin"].contains($0) }, "\(left)")
      try check(outcome, pdf)
    }
  }

  @Test("without Chromium and LaTeX, what to install is said")
  func nothing() throws {
    try print(with: [:]) { outcome, pdf in
      #expect(outcome.status == 74)
      #expect(pdf == nil)
      #expect(
        outcome.errors.contains("a PDF needs Chromium or LaTeX, and neither is installed"))
      #expect(outcome.errors.contains("apt-get install chromium"))
      #expect(outcome.errors.contains("texlive-latex-recommended"))
    }
  }

  @Test("Chromium comes first, then pdfLaTeX, then XeLaTeX")
  func order() throws {
    let all = [
      "chromium": Self.goodChromium, "pdflatex": Self.goodLaTeX, "xelatex": Self.goodLaTeX,
    ]
    try print(with: all) { #expect(($0.status, $1) == (0, "%PDF-1.4 Chromium")) }
    try print(with: ["pdflatex": Self.goodLaTeX]) {
      #expect(($0.status, $1) == (0, "%PDF-1.5 LaTeX"))
    }
    try print(with: ["xelatex": Self.goodLaTeX]) {
      #expect(($0.status, $1) == (0, "%PDF-1.5 LaTeX"))
    }
  }

  @Test("a Chromium that fails gives way to LaTeX; where there is none, its words are said")
  func failing() throws {
    try print(with: ["chromium": Self.badChromium, "pdflatex": Self.goodLaTeX]) {
      #expect(($0.status, $1) == (0, "%PDF-1.5 LaTeX"))
    }
    try print(with: ["chromium": Self.badChromium]) { outcome, pdf in
      #expect(outcome.status == 74)
      #expect(pdf == nil)
      #expect(outcome.errors.contains("chromium failed: no display"))
    }
  }

  @Test("a character that LaTeX loses fails the command")
  func lostCharacters() throws {
    try print(with: ["pdflatex": Self.lossyLaTeX]) { outcome, pdf in
      #expect(outcome.status == 74)
      #expect(pdf == nil)
      #expect(outcome.errors.contains("Missing character: There is no Q in font x!"))
    }
  }

  @Test("a character that no font has is not left to Chromium, which would draw a box")
  func missingFonts() throws {
    let programs = ["chromium": Self.goodChromium, "fc-list": Self.fonts]
    try print(with: programs) { #expect(($0.status, $1) == (0, "%PDF-1.4 Chromium")) }
    try print("# 神经\n\n```python {stage=a}\nx = 1\n```\n", with: programs) { outcome, pdf in
      #expect(outcome.status == 74)
      #expect(pdf == nil)
      #expect(outcome.errors.contains("no font here has the character 神 (U+795E) and 1 more"))
    }
  }

  @Test("Chinese is not given to pdfLaTeX")
  func chinese() throws {
    let lesson = "# 神经网络\n\n```python {stage=a}\nx = 1\n```\n"
    try print(lesson, with: ["pdflatex": Self.goodLaTeX]) { outcome, _ in
      #expect(outcome.status == 74)
      #expect(outcome.errors.contains("its PDF needs Chromium or XeLaTeX"))
      #expect(outcome.errors.contains("texlive-lang-chinese"))
    }
    try print(lesson, with: ["pdflatex": Self.lossyLaTeX, "xelatex": Self.goodLaTeX]) {
      #expect(($0.status, $1) == (0, "%PDF-1.5 LaTeX"))
    }
  }

  @Test("without Chromium LaTeX makes the PDF, where it is installed")
  func realPDF() throws {
    let path = try runScript("command -v pdflatex").output.trimmingCharacters(in: .newlines)
    guard !path.isEmpty else { return }
    try print(with: ["pdflatex": "#!/bin/sh\nexec '\(path)' \"$@\"\n"]) { outcome, _ in
      #expect((outcome.status, outcome.errors) == (0, "t.pdf\n"))
    }
  }

  @Test(
    "LaTeX sets the lessons without a complaint, where it is installed",
    arguments: ["xor", "mazur"])
  func realLaTeX(_ lesson: String) throws {
    let hasLaTeX = try runScript("command -v pdflatex").status == 0
    guard hasLaTeX else { return }
    try withFolder { folder in
      let outcome = try runScript(
        """
        "$BRICKWISE" print \(lesson) --to latex -o a.tex
        for round in 1 2; do pdflatex -interaction=nonstopmode -halt-on-error a.tex > /dev/null || exit 1; done
        grep -E '^!|Warning|Overfull|Missing character' a.log; true
        """, in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.output == "")
    }
  }
}
