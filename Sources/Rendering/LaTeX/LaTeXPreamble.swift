/// What stands before the text of a LaTeX document.
enum LaTeXPreamble {
  /// The preamble for a page whose body is `body`.
  static func text(title: String, body: String) -> String {
    var needsUnicode = false
    var isEastAsian = false
    for scalar in body.unicodeScalars where LaTeXText.needsUnicodeFont(scalar) {
      needsUnicode = true
      if LaTeXText.isEastAsian(scalar) { isEastAsian = true }
    }
    return """
      \(needsUnicode ? "% !TEX program = xelatex\n" : "")\\documentclass[11pt,a4paper]{article}
      \\usepackage{iftex}
      \\usepackage{amsmath,amssymb}
      \\ifPDFTeX
      \(needsUnicode ? refusal : pdfTeX)
      \\else
        \\usepackage{fontspec}
      \(isEastAsian ? eastAsian : needsUnicode ? otherScripts : "")\\fi
      \\usepackage[margin=25mm,headheight=14pt]{geometry}
      \\usepackage{graphicx}\(body.contains("\\begin{tikzpicture}") ? Drawing.latexPreamble : "")
      \\usepackage{fancyhdr}
      \\usepackage[hidelinks,pdftitle={\(title.escapedForLaTeX)}]{hyperref}
      % A character that no font has is an error: it would be missing without a word.
      \\tracinglostchars=3
      \\setcounter{MaxMatrixCols}{40}
      \\setcounter{secnumdepth}{-2}
      \\setlength{\\parindent}{0pt}
      \\setlength{\\parskip}{.6\\baselineskip plus 2pt}
      \\setlength{\\emergencystretch}{4em}
      \\setlength{\\jot}{5pt}
      \\setlength{\\lineskip}{3pt}
      \\clubpenalty=10000 \\widowpenalty=10000
      \\raggedbottom
      \\sloppy
      \\makeatletter
      \\renewcommand{\\@listi}{\\leftmargin\\leftmargini \\topsep 0pt \\partopsep 0pt
        \\parsep .35\\baselineskip \\itemsep 0pt}
      \\let\\@listI\\@listi
      \\@listi
      \\renewcommand{\\section}{\\@startsection{section}{1}{0pt}{-1.8\\baselineskip}{.1pt}{\\Large\\bfseries}}
      \\renewcommand{\\subsection}{\\@startsection{subsection}{2}{0pt}{-1.3\\baselineskip}{.1pt}{\\large\\bfseries}}
      \\renewcommand{\\subsubsection}{\\@startsection{subsubsection}{3}{0pt}{-\\baselineskip}{.1pt}{\\bfseries}}
      \\makeatother
      \\newcommand{\\tight}{\\setlength{\\itemsep}{0pt}\\setlength{\\parskip}{0pt}}
      \\pagestyle{fancy}
      \\fancyhf{}
      \\fancyhead[L]{\\small\\itshape \(title.escapedForLaTeX)}
      \\fancyfoot[C]{\\small \\thepage\\ / \\pageref{lastpage}}
      \\fancypagestyle{plain}{\\fancyhead{}\\renewcommand{\\headrulewidth}{0pt}}
      % What is wider than the text is made smaller.
      \\newsavebox{\\fitbox}
      \\newcommand{\\fitto}[2]{\\sbox{\\fitbox}{#2}\\ifdim\\wd\\fitbox>\\dimexpr #1\\relax
        \\resizebox{\\dimexpr #1\\relax}{!}{\\usebox{\\fitbox}}\\else\\usebox{\\fitbox}\\fi}
      \\newcommand{\\fit}{\\fitto{\\linewidth}}
      % What fits on a page is not split across two; what does not is split between calculations.
      \\newsavebox{\\keepbox}
      \\newenvironment{keep}{\\par\\setbox\\keepbox\\vbox\\bgroup}{\\par\\egroup
        \\addvspace{\\parskip}%
        \\ifdim\\dimexpr\\ht\\keepbox+\\dp\\keepbox\\relax<\\textheight
          \\nointerlineskip\\box\\keepbox\\else\\unvbox\\keepbox\\fi}
      \\newcommand{\\codeline}[1]{\\hspace*{1em}\\fitto{\\dimexpr\\linewidth-1em}{\\small\\ttfamily\\strut #1}\\par}
      \\newenvironment{codelines}{\\begin{keep}\\setlength{\\parskip}{0pt}}{\\end{keep}}
      \\newenvironment{stage}[1]{\\par\\addvspace{\\baselineskip}\\begin{keep}%
        {\\small\\ttfamily\\bfseries #1}\\ \\hrulefill\\par\\nobreak}{%
        \\par\\nobreak\\vskip .5\\baselineskip\\hrule\\vskip .3\\baselineskip\\end{keep}}
      \\newcommand{\\blank}[1]{\\text{\\setlength{\\fboxsep}{0pt}\\fbox{\\rule[-.5em]{0pt}{1.5em}\\hspace{#1}}\\rule[-.75em]{0pt}{2em}}}
      \\newcommand{\\remark}[1]{\\text{\\footnotesize #1}}

      """
  }

  private static let pdfTeX = """
      \\usepackage[T1]{fontenc}
      \\usepackage[utf8]{inputenc}
      \\usepackage{textcomp}
      \\usepackage{lmodern}
    """

  private static let refusal = """
      \\errmessage{This text has characters that pdfLaTeX does not have: use XeLaTeX}
    """

  private static let eastAsian = """
      \\usepackage{xeCJK}
      \\IfFontExistsTF{Noto Serif CJK SC}{\\setCJKmainfont[AutoFakeSlant=.2]{Noto Serif CJK SC}}{%
        \\setCJKmainfont[ItalicFont=FandolKai]{FandolSong}}
      \\IfFontExistsTF{Noto Sans Mono CJK SC}{\\setCJKmonofont{Noto Sans Mono CJK SC}}{%
        \\setCJKmonofont{FandolFang}}

    """

  private static let otherScripts = """
      \\IfFontExistsTF{DejaVu Serif}{\\setmainfont{DejaVu Serif}}{}
      \\IfFontExistsTF{DejaVu Sans Mono}{\\setmonofont{DejaVu Sans Mono}}{}

    """
}
