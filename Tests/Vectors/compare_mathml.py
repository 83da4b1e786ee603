"""Compares the MathML that is recorded in Tests/Goldens/Printing/mathml.txt with that of math-core.

    pip install math-core && python3 Tests/Vectors/compare_mathml.py

math-core 0.6 and later. What only steers spacing is left out of both: attributes, groups of one,
spaces, invisible operators. A difference that remains is printed; those explained below are meant.
"""

import html
import pathlib
import re
import xml.etree.ElementTree as ET

import math_core

# Other characters for the same mark: math-core takes those that typeset text has, we those that
# Chromium and Firefox both stretch and place well over a letter.
SAME = {"∗": "*", "−": "-", "⟺": "⇔", "|": "∣", "‖": "∥", "¯": "‾", "~": "˜", "ϵ": "ε", "^": "ˆ", "→": "\u20d7"}


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
    for tex, ours in entries:
        try:
            theirs = convert.convert_with_local_state(tex, displaystyle=True)
        except math_core.LatexError as error:
            print(f"{tex}\n  math-core: {error}")
            continue
        a, b = tree(ET.fromstring(ours)), tree(ET.fromstring(named(theirs)))
        if a == b:
            same += 1
        else:
            print(f"{tex}\n  ours   {a}\n  theirs {b}")
    print(f"{same} of {len(entries)} are the same")


main()
