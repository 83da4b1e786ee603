/// The style sheet of a page: for a screen in light and dark, for a phone, for paper.
enum HTMLStyle {
  /// The rules that are the same for every page.
  static let sheet: Markup = """
    :root {
      color-scheme: light dark;
      --ink: #1c1b19; --soft: #5d5a54; --line: #d8d3c8; --page: #fffdf8; --tint: #f5f1e7;
      --blue: #005b94; --good: #00694a; --bad: #a63c00;
      --orange: #e69f00; --vermilion: #a63c00; --green: #00694a;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ink: #e9e5dc; --soft: #aca69b; --line: #45423c; --page: #1b1a18; --tint: #262420;
        --blue: #7cc0f0; --good: #58c9a2; --bad: #f2976b;
        --orange: #e8b04b; --vermilion: #f2976b; --green: #58c9a2;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--page); color: var(--ink);
      font: 1.0625rem/1.6 "Iowan Old Style", "Palatino Linotype", Palatino, "Source Serif 4",
        "Noto Serif", Charter, Georgia, "Liberation Serif", "DejaVu Serif",
        "Noto Serif CJK SC", "Songti SC", serif;
      overflow-wrap: break-word;
    }
    main { max-width: 43rem; margin: 0 auto; padding: 3rem 1.25rem 5rem; }
    h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2.2em 0 .6em; text-wrap: balance; }
    h1 { font-size: 2rem; margin-top: 0; }
    h2 { font-size: 1.45rem; }
    h3 { font-size: 1.2rem; }
    h4, h5, h6 { font-size: 1.0625rem; }
    p, ul, ol, blockquote, pre, figure { margin: 0 0 1em; }
    ul, ol { padding-left: 1.6em; }
    li { margin: .25em 0; }
    blockquote { padding-left: 1em; border-left: 3px solid var(--line); color: var(--soft); }
    hr { border: 0; border-top: 1px solid var(--line); margin: 2.5em 25%; }
    a { color: var(--blue); text-underline-offset: .15em; }
    :focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; }
    code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
    code { font-size: .875em; }
    pre {
      font-size: .8125rem; line-height: 1.45; overflow-x: auto; padding: .8em 1em;
      background: var(--tint); border-radius: 4px;
    }
    pre code { font-size: inherit; }
    math { font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", math; font-size: 1.05em; }
    .display { margin: 0 0 1em; overflow-x: auto; overflow-y: hidden; padding: .2em 0; }
    mtable.matrix > mtr > mtd { padding: .3em .5em; }
    mtable.numbers > mtr > mtd {
      padding: .3em .5em; text-align: right; text-align: -webkit-right; justify-items: end;
      white-space: nowrap;
    }
    mtable.numbers > mtr > mtd:first-child, mtable.matrix > mtr > mtd:first-child {
      padding-left: .15em;
    }
    mtable.numbers > mtr > mtd:last-child, mtable.matrix > mtr > mtd:last-child {
      padding-right: .15em;
    }
    mtable.cases > mtr > mtd, mtable.lines > mtr > mtd, mtable.aligned > mtr > mtd {
      text-align: left; text-align: -webkit-left; justify-items: start;
    }
    mtable.cases > mtr > mtd { padding: .25em .5em; }
    mtable.aligned > mtr > mtd { padding: .3em 0; }
    mtable.aligned > mtr > mtd:nth-child(odd) {
      text-align: right; text-align: -webkit-right; justify-items: end;
    }
    mtable.lines > mtr > mtd { padding: .3em 0; }
    mtable.lines > mtr > mtd:nth-child(2) { padding: .3em .3em; }
    mtable.lines > mtr > mtd > mtext { color: var(--soft); font-size: .8em; margin-left: 1.6em; }
    mspace.blank { border: 1px solid currentColor; border-radius: 2px; opacity: .75; }
    mtext.unknown { color: var(--bad); font-family: ui-monospace, monospace; }
    .stage {
      margin: 1.6em 0; padding: .2rem 0 .4rem 1.1rem; border-left: 3px solid var(--blue);
    }
    .stage-name {
      margin: 0 0 .5em; color: var(--blue); font: 600 .8rem/1.4 ui-monospace, "DejaVu Sans Mono",
        monospace;
    }
    .step {
      display: flex; flex-wrap: wrap-reverse; column-gap: 2em; align-items: flex-end;
      margin: .55em 0;
    }
    .formula { flex: 999 1 auto; min-width: 60%; max-width: 100%; overflow-x: auto; overflow-y: hidden; }
    .numbered { display: flex; align-items: flex-start; column-gap: .6em; }
    .numbered > .number { padding-top: .2em; }
    .caption, .notice { margin: 0; font-size: .9rem; }
    .caption { flex: 1 1 32%; color: var(--soft); font-style: italic; padding: .25em 0; }
    .notice { color: var(--bad); }
    .notice::before { content: "! "; font-weight: bold; }
    .claim, .question, .together { white-space: nowrap; }
    .mark { margin-left: .25em; font-size: .85em; color: var(--soft); white-space: normal; }
    .mark.holds { color: var(--good); }
    .mark.fails { color: var(--bad); font-weight: bold; }
    .ask { margin: 1.3em 0; padding: .6em 1em; background: var(--tint); border-radius: 4px; overflow-x: auto; }
    .number { color: var(--soft); font-size: .85em; }
    details { margin: 0 0 1em; }
    details > summary { cursor: pointer; color: var(--blue); font-size: .9rem; }
    details.hint { padding-left: 1em; }
    details.hint > :nth-child(2) { margin-top: .5em; }
    details.code > pre { margin: .5em 0 0; }
    figcaption, .summary, .conditions { color: var(--soft); font-size: .9rem; }
    .summary { margin-top: 3em; border-top: 1px solid var(--line); padding-top: .8em; }
    .conditions { border: 1px solid var(--line); border-radius: 4px; padding: .3em .8em; }
    .drawing { margin: 1.6em 0; }
    .drawn { overflow-x: auto; padding: .3em 0; }
    .drawn > svg { display: block; margin: 0 auto; max-width: 100%; height: auto; overflow: visible; }
    .drawn text {
      fill: var(--ink); font-size: 14px; font-family: "Palatino Linotype", Palatino, "Source Serif 4",
        "Noto Serif", Georgia, "STIX Two Math", "Latin Modern Math", "Liberation Serif",
        "DejaVu Serif", "Noto Serif CJK SC", serif;
    }
    .panels { display: flex; flex-wrap: wrap; gap: 1em; justify-content: center; }
    .panels > svg { margin: 0; }
    .drawn .name { font-style: italic; }
    .drawn .code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .9em; }
    \(inks).drawn .empty { fill: none; }
    .image { font-style: italic; color: var(--soft); }
    .pupil { display: flex; gap: 2em; color: var(--soft); }
    .pupil span { flex: 1; border-bottom: 1px solid var(--soft); padding-bottom: .2em; }
    .pupil span:first-child { flex: 2; }
    .answers ol { padding-left: 2em; }
    .answers li { margin: .6em 0; break-inside: avoid; }
    .answers li::marker { color: var(--soft); }
    @media (max-width: 40rem) {
      main { padding: 1.5rem 1rem 3rem; }
      h1 { font-size: 1.6rem; }
      h2 { font-size: 1.3rem; }
      .stage { padding-left: .8rem; }
      .wide { white-space: normal; }
      .step { flex-direction: column-reverse; flex-wrap: nowrap; align-items: stretch; }
      .claim math, .question math, .together math { display: inline-block; max-width: 100%; overflow-x: auto; vertical-align: middle; }
    }
    @media print {
      :root {
        --ink: #000; --soft: #444; --line: #bbb; --page: #fff; --tint: #f4f4f4;
        --blue: #00476f; --good: #00553c; --bad: #8a3000;
        --orange: #e69f00; --vermilion: #8a3000; --green: #00553c;
      }
      html { font-size: 10pt; }
      body { font-size: 1.05rem; line-height: 1.45; }
      main { max-width: none; padding: 0; }
      h1, h2, h3, h4, h5, h6, .lead, .ask { break-after: avoid; }
      p, li { orphans: 2; widows: 2; }
      .stage-name { break-after: avoid; }
      .stage, .step, .display, .ask, pre, figure { break-inside: avoid; }
      .formula, .display, .ask, pre { overflow: visible; }
      pre { white-space: pre-wrap; font-size: 8.5pt; }
      .formula math { font-size: .95em; }
      .formula, .display { font-size: calc(var(--fit, 1) * 1em); }
      details.code { display: none; }
      details.hint::details-content { content-visibility: visible; }
      details.hint { font-size: .92em; break-inside: avoid; }
      details.hint > summary { list-style: none; color: var(--ink); font-weight: 600; }
      a { color: inherit; }
      a[href^="http"]::after { content: " (" attr(href) ")"; font-size: .85em; }
      .answers { break-before: page; page: answers; }
    }

    """

  /// A rule for each colour of a drawing, as line, as area and as that of words.
  private static let inks = Drawing.Ink.allCases.map { ink in
    ".drawn .stroke-\(ink.rawValue) { stroke: var(--\(ink.rawValue)); }\n"
      + "    .drawn .fill-\(ink.rawValue) { fill: var(--\(ink.rawValue)); }\n    "
  }.joined()

  /// The attribute of a formula that has to be smaller on paper, which cannot be scrolled, for its width
  /// as a multiple of the font's size; nothing if it fits.
  static func fit(_ width: Double) -> Markup {
    width <= 44 ? "" : " style=\"--fit:\(max(44 / width, 0.2).short)\""
  }

  /// The rules for the margins of printed pages: the title above, the page's number below.
  static func running(title: String) -> Markup {
    let title = cssString(title)
    return """
      @page {
        size: A4; margin: 22mm 20mm 24mm;
        @top-left { content: \(title); font: italic 9pt Palatino, Georgia, serif; color: #444; }
        @bottom-center {
          content: counter(page) " / " counter(pages); font: 9pt Palatino, Georgia, serif;
          color: #444;
        }
      }
      @page :first { @top-left { content: none; } }
      @page answers { @top-right { content: "Answers"; font: italic 9pt Palatino, Georgia, serif; } }

      """
  }

  /// A text as a string of CSS: whatever is not a letter, a digit or a space is written by its
  /// number, so that nothing in it can end the string or the style sheet.
  private static func cssString(_ text: String) -> Markup {
    var result = "\""
    for scalar in text.sanitizedForCSS.unicodeScalars {
      let isPlain =
        scalar == " " || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        || ("0"..."9").contains(scalar)
      if isPlain {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\" + String(scalar.value, radix: 16) + " "
      }
    }
    return Markup(stringLiteral: result + "\"")
  }
}

extension String {
  fileprivate var sanitizedForCSS: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }
}
