import Rendering

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes a PDF of a page with what is installed: Chromium, or a LaTeX.
enum PDFEngine {
  /// Why there is no PDF.
  struct Failure: Error {
    let message: String
  }

  /// The bytes of the page as PDF.
  ///
  /// Chromium comes first: its PDF is tagged and has an outline. Where it cannot do it, LaTeX may.
  static func pdf(_ page: Page) throws(Failure) -> [UInt8] {
    do {
      return try TemporaryDirectory.with { directory in
        var failure: Failure?
        if let chromium = ChildProcess.find(chromiums) {
          do {
            return try chromiumPDF(page.html, chromium, directory)
          } catch let reason as Failure {
            failure = reason
          }
        }
        let latex = page.latex
        let needsXeLaTeX = latex.hasPrefix("% !TEX program = xelatex")
        if let program = ChildProcess.find(needsXeLaTeX ? ["xelatex"] : ["pdflatex", "xelatex"]) {
          do {
            return try latexPDF(latex, program, directory)
          } catch let reason as Failure {
            throw Failure(
              message: [failure, reason].compactMap { $0?.message }.joined(separator: "\n"))
          }
        }
        throw failure ?? Failure(message: advice(needsXeLaTeX: needsXeLaTeX))
      }
    } catch let failure as Failure {
      throw failure
    } catch let failure as FileReading.Failure {
      throw Failure(message: failure.reason)
    } catch {
      throw Failure(message: "the PDF could not be made")
    }
  }

  private static let chromiums = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ]

  private static func advice(needsXeLaTeX: Bool) -> String {
    let hasPDFLaTeX = ChildProcess.find(["pdflatex"]) != nil
    let reason =
      needsXeLaTeX && hasPDFLaTeX
      ? "this text has characters that pdfLaTeX has not: its PDF needs Chromium or XeLaTeX"
      : "a PDF needs Chromium or LaTeX, and neither is installed"
    let packages =
      needsXeLaTeX
      ? "texlive-xetex texlive-lang-chinese texlive-fonts-recommended"
      : "texlive-latex-recommended texlive-pictures lmodern"
    return """
      \(reason)
        on Debian: apt-get install chromium fonts-lmodern
               or: apt-get install \(packages)
        on macOS:  brew install --cask chromium
        without either: print --to html, and print that from a browser
      """
  }

  // MARK: Chromium

  private static func chromiumPDF(
    _ html: String, _ program: String, _ directory: String
  ) throws -> [UInt8] {
    if let missing = FontCoverage(in: directory)?.missing(from: html), let first = missing.first {
      let code = String(first.value, radix: 16, uppercase: true)
      let more = missing.count > 1 ? " and \(missing.count - 1) more" : ""
      throw Failure(
        message: "no font here has the character \(first) (U+\(code))\(more): install one that does"
      )
    }
    try FileWriting.replace("\(directory)/page.html", with: html)
    var arguments = [
      "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer",
      // A profile of its own: another Chromium may be running.
      "--user-data-dir=\(directory)/profile", "--print-to-pdf=\(directory)/page.pdf",
    ]
    if getuid() == 0 { arguments.append("--no-sandbox") }
    arguments.append("file://\(directory)/page.html")
    let code = ChildProcess.run(
      program, arguments, log: "\(directory)/chromium.log", seconds: 120)
    return try result(code, program, directory, log: "chromium.log")
  }

  // MARK: LaTeX

  private static func latexPDF(
    _ latex: String, _ program: String, _ directory: String
  ) throws -> [UInt8] {
    try FileWriting.replace("\(directory)/page.tex", with: latex)
    let arguments = [
      "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape",
      "-output-directory=\(directory)", "\(directory)/page.tex",
    ]
    // TeX may read and write here only what is beside its text: that is where its output goes.
    let variables = [
      "openin_any=p", "openout_any=p", "shell_escape=f", "TEXMFOUTPUT=\(directory)",
      // A log whose lines are not broken can be searched.
      "max_print_line=1000",
    ]
    var code: Int32?
    // Once more for the number of pages.
    for _ in 0..<2 {
      code = ChildProcess.run(
        program, arguments, log: "\(directory)/output.log", seconds: 120, variables: variables)
      if code != 0 { break }
    }
    // It has no log of its own if it did not come as far as that.
    let log = FileReading.exists("\(directory)/page.log") ? "page.log" : "output.log"
    return try result(code, program, directory, log: log)
  }

  private static func result(
    _ code: Int32?, _ program: String, _ directory: String, log: String
  ) throws -> [UInt8] {
    let pdf = (try? FileReading.bytes(at: "\(directory)/page.pdf", limit: 1 << 30)) ?? []
    let logBytes = (try? FileReading.bytes(at: "\(directory)/\(log)", limit: 1 << 24)) ?? []
    let lines = String(decoding: logBytes, as: UTF8.self).split(separator: "\n")
    let complaint = lines.first { $0.hasPrefix("!") || $0.hasPrefix("Missing character") }
    guard code == 0, complaint == nil, pdf.starts(with: "%PDF".utf8) else {
      let words = complaint ?? lines.last ?? "it gave no PDF"
      throw Failure(message: "\(program) failed: \(words)")
    }
    return pdf
  }
}
