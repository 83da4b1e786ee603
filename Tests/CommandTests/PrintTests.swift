import Foundation
import TestSupport
import Testing

@Suite("Printing and exporting")
struct PrintTests {
  private func files(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test("each format becomes a file named for the lesson, and nothing else is left")
  func formats() throws {
    try withFolder { folder in
      let outcome = try runBrickwise("print", "xor", "--to", "html,markdown,text,latex", in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.output == "")
      #expect(try files(in: folder) == ["xor.html", "xor.md", "xor.tex", "xor.txt"])
      let html = try String(contentsOf: folder.appendingPathComponent("xor.html"), encoding: .utf8)
      #expect(html.hasPrefix("<!DOCTYPE html>") && html.hasSuffix("</html>\n"))
    }
  }

  @Test("-o - prints to standard output; -o names the file; several formats get their endings")
  func destinations() throws {
    try withFolder { folder in
      let printed = try runBrickwise("print", "xor", "--to", "text", "-o", "-", in: folder)
      #expect(printed.output.hasPrefix("One training step on XOR\n"))
      #expect(try files(in: folder) == [])
      _ = try runBrickwise("print", "mazur", "--to", "html", "-o", "a.page", in: folder)
      _ = try runBrickwise("print", "mazur", "--to", "html,md", "-o", "b.html", in: folder)
      #expect(try files(in: folder) == ["a.page", "b.html", "b.md"])
    }
  }

  @Test(
    "a wrong use is said",
    arguments: [
      "--to htm1", "--to ''", "--to html,text -o -", "--to html --answers a.txt",
      "--to html --digits 18", "--to text --worksheet -o a.txt --answers a.txt", "",
    ])
  func usage(_ arguments: String) throws {
    try withFolder { folder in
      let outcome = try runScript("\"$BRICKWISE\" print xor \(arguments)", in: folder)
      #expect(outcome.status == 64)
      #expect(try files(in: folder) == [])
    }
  }

  @Test("what cannot be written is an error, and a folder is given a file")
  func failures() throws {
    try withFolder { folder in
      let outcome = try runBrickwise("print", "xor", "--to", "html", "-o", "no/x.html", in: folder)
      #expect(outcome.status == 74)
      #expect(outcome.errors.contains("no/x.html: No such file or directory"))
      let directory = try runBrickwise("print", "xor", "--to", "html", "-o", ".", in: folder)
      #expect(directory.status == 0)
      #expect(try files(in: folder) == ["xor.html"])
    }
  }

  @Test("a file of answers never takes the place of the page")
  func answersInPlaceOfThePage() throws {
    try withFolder { folder in
      for (page, answers) in [
        (".", "xor-worksheet.html"), ("a.html", "./a.html"), ("a", "a.html"),
        ("\(folder.path)/a.html", "a.html"),
      ] {
        let outcome = try runBrickwise(
          "print", "xor", "--to", "html", "--worksheet", "-o", page, "--answers", answers,
          in: folder)
        #expect(outcome.status == 64, "\(page) and \(answers)")
        #expect(outcome.errors.contains("give it a file of its own"))
      }
      #expect(try files(in: folder) == [])
    }
  }

  @Test("the lesson is never replaced by what is made of it")
  func lessonInPlace() throws {
    let text = "# Lesson\n\n```python {stage=a}\nx = 1.5\n```\n\n`x ≈ ?`\n"
    try withFolder(["a.md": text, "b.py": text, "c.txt": text]) { folder in
      for arguments in [
        "print a.md --to markdown", "print ./a.md --to html,markdown -o a", "print c.txt --to text",
        "print a.md --to latex -o a.md", "print a.md --to html --worksheet --answers ./a.md",
        "export b.py --to python", "export a.md --to json -o a.md",
      ] {
        let outcome = try runScript("\"$BRICKWISE\" \(arguments)", in: folder)
        #expect(outcome.status == 64, "\(arguments)")
        #expect(outcome.errors.contains("is the lesson itself"), "\(arguments)")
      }
      for name in ["a.md", "b.py", "c.txt"] {
        let kept = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        #expect(kept == text)
      }
      #expect(try files(in: folder) == ["a.md", "b.py", "c.txt"])
      let nameless = try runBrickwise("print", "a.md", "--to", "html", "-o", "", in: folder)
      #expect(nameless.status == 64)
    }
  }

  @Test("a full disk is an error, whether it is a file's or standard output's")
  func fullDisk() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    try withFolder { folder in
      for script in [
        "print xor --to html -o /dev/full", "print xor --to html -o - > /dev/full",
        "export xor --to json -o - > /dev/full", "export xor --to python -o /dev/full",
      ] {
        let outcome = try runScript("\"$BRICKWISE\" \(script)", in: folder)
        #expect(outcome.status == 74, "\(script)")
        #expect(outcome.errors.contains("No space left on device"), "\(script)")
      }
      #expect(try files(in: folder) == [])
    }
  }

  @Test("a file that is replaced keeps its permissions, and a link stays a link")
  func replacing() throws {
    try withFolder(["old.html": "old", "locked.html": "locked"]) { folder in
      let outcome = try runScript(
        """
        chmod 600 old.html; ln -s old.html link.html; chmod 400 locked.html; mkdir there
        "$BRICKWISE" print xor --to html -o link.html 2> /dev/null || exit 1
        "$BRICKWISE" print xor --to html,text -o there 2> /dev/null || exit 1
        "$BRICKWISE" export xor --to json -o there/ 2> /dev/null || exit 1
        ls -l old.html | cut -c1-10; readlink link.html; head -c 15 old.html; ls there
        if [ ! -w locked.html ]; then
          "$BRICKWISE" print xor --to html -o locked.html 2> /dev/null && exit 1
          cat locked.html
        fi
        true
        """, in: folder)
      #expect(outcome.status == 0)
      #expect(
        outcome.output.hasPrefix(
          "-rw-------\nold.html\n<!DOCTYPE html>xor.html\nxor.json\nxor.txt\n"))
    }
  }

  @Test("a folder that is not there is not made")
  func noFolder() throws {
    try withFolder { folder in
      for words in ["print xor --to html,text -o new/", "export xor --to json -o new/"] {
        let outcome = try runScript("\"$BRICKWISE\" \(words)", in: folder)
        #expect(outcome.status == 74)
        #expect(outcome.errors == "brickwise: new/: there is no such folder\n")
      }
      #expect(try files(in: folder) == [])
    }
  }

  @Test(
    "the script and the notebook print what NumPy gives",
    arguments: [["xor"], ["mazur"], ["xor", "--set", "seed=7", "--round", "3"]])
  func python(_ words: [String]) throws {
    let lesson = words[0]
    try withFolder { folder in
      for format in ["python", "notebook", "json"] {
        let arguments = words.joined(separator: " ")
        let outcome = try runScript(
          "\"$BRICKWISE\" export \(arguments) --to \(format)", in: folder)
        #expect(outcome.status == 0)
      }
      let notebook = try JSONSerialization.jsonObject(
        with: Data(contentsOf: folder.appendingPathComponent("\(lesson).ipynb")))
      _ = try JSONSerialization.jsonObject(
        with: Data(contentsOf: folder.appendingPathComponent("\(lesson).json")))
      let cells = try #require((notebook as? [String: Any])?["cells"] as? [[String: Any]])
      let outputs = cells.flatMap { $0["outputs"] as? [[String: Any]] ?? [] }
      let expected = outputs.flatMap { $0["text"] as? [String] ?? [] }.joined()
      #expect(!expected.isEmpty)
      guard let printed = numPyOutput(of: "\(lesson).py", in: folder) else { return }
      #expect(printed == expected)
    }
  }

  @Test("a training run is a loop in Python, and comes to the same")
  func pythonRuns() throws {
    let text = """
      # Runs

      ```python {stage=start}
      w = array([1.0, 2.0])
      rate = 0.5
      later = 0
      ```

      ```python {stage=step}
      def loss(w): return sum(square(w)) / (1 + later)
      L = loss(w)
      w -= rate * w / (1 + epoch)
      L
      ```

      ```train {run=slow}
      set:     rate = 0.1
      repeat:  step
      epochs:  100
      measure: L
      ```

      ```train {run=explodes}
      set:     rate = 1e200
      repeat:  step
      epochs:  100
      ```

      `slow: L ≈ 1.7`

      """.replacing(
        "later = 0",
        // Names that the script might take for its own, or for Python's.
        with: "later = 0\nepoch = 0\n_show = 4\nrange = 3\nisfinite = 2\nlocals = 1")
    try withFolder(["runs.md": text]) { folder in
      for format in ["python", "notebook"] {
        let outcome = try runBrickwise(
          "export", "runs.md", "--to", format, "--set", "later=1", in: folder)
        #expect(outcome.status == 0)
      }
      // With other numbers nothing is claimed of the runs, and JSON needs none.
      let outcome = try runBrickwise("export", "runs.md", "--to", "json", in: folder)
      #expect(outcome.status == 0)
      let notebook = try String(
        contentsOf: folder.appendingPathComponent("runs.ipynb"), encoding: .utf8)
      #expect(notebook.contains("def __run("))
      let json = try String(
        contentsOf: folder.appendingPathComponent("runs.json"), encoding: .utf8)
      #expect(json.contains("\"measured\": [\"epoch\", \"L\"]"))
      guard let printed = numPyOutput(of: "runs.py", in: folder) else { return }
      #expect(printed.contains("epoch = 99\nL = "))
      #expect(printed.hasSuffix("epoch = 1\n"))
      let cells = try JSONSerialization.jsonObject(with: Data(notebook.utf8)) as? [String: Any]
      let outputs = (cells?["cells"] as? [[String: Any]] ?? [])
        .flatMap { $0["outputs"] as? [[String: Any]] ?? [] }
      let expected = outputs.flatMap { $0["text"] as? [String] ?? [] }.joined()
      #expect(printed == expected)
    }
  }

  /// What Python prints; nil if there is no Python with NumPy here.
  private func numPyOutput(of script: String, in folder: URL) -> String? {
    func run(_ arguments: [String]) -> (status: Int32, output: String)? {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["python3"] + arguments
      process.currentDirectoryURL = folder
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardError = FileHandle.nullDevice
      guard (try? process.run()) != nil else { return nil }
      let data = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
    guard run(["-c", "import numpy"])?.status == 0 else { return nil }
    return run([script])?.output
  }
}
