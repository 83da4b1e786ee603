import Testing

@testable import Rendering

/// The Markdown that is printed, read again, is the same page.
@Suite struct MarkdownTests {
  @Test(arguments: [
    "A line of hyphens\n\n***\n\nbetween.", "- a\n\n  ***\n\n- b", "- a\n  ***", "- ***\n- b",
    "# C \\#", "# C#", "# F ###\n\nText.",
    "`a`<b></b>`b`", "*a*<i></i>*b*", "**a**<i></i>**b**", "$`a`$<i></i>$`b`$",
    "*_c_*", "**_d_**", "_**e** f_", "*f **g***", "***h** i*", "*a `*b*` c*",
    "- b\n  <!-- c -->\n  d", "1. a\n\n<!-- -->\n\n1. b", "- a\n\n<!-- -->\n\n- b",
    // A mark with something on it, or something before it, is still a mark.
    "\u{600}\\<img src=x onerror=y\u{600}\\>", "\\*\u{301} a\\*\u{301}", "\\`\u{301}a\\`\u{301}",
    "`` `\u{301}x ``", "\\[\u{301}a](b)", "\\_\u{200D}a\\_\u{200D}", "50% \\& \u{600}\\&amp;",
    "> \\>\u{301} a\n\n\\>\u{301} b", "\\#\u{301} a", "1\\.\u{301} a",
  ])
  func meaning(text: String) {
    let markdown = page(text).markdown()
    #expect(page(markdown).html == page(text).html, "\(markdown)")
  }

  @Test("a comment in mathematics is left out, and hides nothing where lines are joined")
  func comments() {
    #expect(page("It is $`a % one`$ here.").markdown() == "It is $`a`$ here.\n")
    let text = page("```math\na % one\n+ b \\% c\n```").markdown()
    #expect(text == "```math\na + b \\text{\\%} c\n```\n")
  }
}
