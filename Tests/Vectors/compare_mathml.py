"""Compares the MathML that is recorded in Tests/Goldens/Printing/mathml.txt with that of math-core.

    pip install math-core && python3 Tests/Vectors/compare_mathml.py

math-core 0.6 and later. What only steers spacing is left out of both: attributes, groups of one,
spaces, invisible operators. A difference that remains is printed; those explained below are meant.
"""

import html
import pathlib
import re
import sys
import xml.etree.ElementTree as ET

import math_core

# Other characters for the same mark: math-core takes those that typeset text has, we those that
# Chromium and Firefox both stretch and place well over a letter.
SAME = {"∗": "*", "−": "-", "⟺": "⇔", "|": "∣", "‖": "∥", "¯": "‾", "~": "˜", "ϵ": "ε", "^": "ˆ", "→": "\u20d7"}


# Differences that are meant, and why.
EXPLAINED = {
    r"\nabla_\theta L \approx \epsilon \cdots \ldots": "one ellipsis, which is read aloud as such; not three points",
    r"a \cdot b \times c \pm d \mp e \div f": "the dot is U+00B7, which text fonts have; not U+22C5",
    r"-1.5 \cdot 10^{-3}": "the same dot",
    r"a \setminus b \bullet c": "the bullet is U+2022, which text fonts have; not U+2219",
    r"a \mid b \parallel c \perp d": "U+22A5 is what most fonts have for perpendicular; not U+27C2",
    r"\binom{n}{k}": "a table of one column; not a fraction without a line",
    r"\overline{x} + \widehat{ab}": "a macron and a circumflex; not combining marks, one of which is an underline",
    r"50\% \# \& \$ \_": "signs as text; not as names of variables",
    r"30\degree": "the sign of degrees as an ordinary operator without space",
}


def tree(element):
    tag = element.tag.split("}")[-1]
    children = [c for c in (tree(child) for child in element) if c is not None]
    text = "".join(SAME.get(c, c) for c in (element.text or "").strip() if c not in "\u2061\u2062\u2063\u200b\ufe00")
    if tag in ("mspace", "annotation"):
        return None
    if tag in ("semantics", "mrow", "mstyle", "mpadded", "math", "mtd"):
        flat = [g for c in children for g in (c[1] if c[0] == "row" else [c])]
        if tag == "mtd":
            return ("mtd", flat)
        return flat[0] if len(flat) == 1 else ("row", flat)
    if tag in ("mi", "mo", "mn", "mtext"):
        # A transposition's sign is an operator here and a letter there; neither has space.
        return ("mo" if text == "⊤" else tag, text) if text else None
    return (tag, children)


def named(text):
    """The text with the entities that XML does not know as characters."""
    return re.sub(r"&(?!lt;|gt;|amp;|quot;|#)\w+;", lambda m: html.unescape(m.group()), text)


def main():
    convert = math_core.LatexToMathML()
    golden = pathlib.Path(__file__).parent.parent / "Goldens" / "Printing" / "mathml.txt"
    entries = re.findall(r"^(.+)\n  (<math.+)$", golden.read_text(), re.M)
    same = 0
    explained = 0
    unexplained = 0
    for tex, ours in entries:
        try:
            theirs = convert.convert_with_local_state(tex, displaystyle=True)
        except math_core.LatexError as error:
            print(f"{tex}\n  math-core: {error}")
            continue
        a, b = tree(ET.fromstring(ours)), tree(ET.fromstring(named(theirs)))
        if a == b:
            same += 1
        elif tex in EXPLAINED:
            explained += 1
            print(f"{tex}\n  {EXPLAINED[tex]}")
        else:
            unexplained += 1
            print(f"{tex}\n  ours   {a}\n  theirs {b}")
    print(f"{same} of {len(entries)} are the same, {explained} differ as explained, {unexplained} otherwise")
    sys.exit(1 if unexplained else 0)


main()
