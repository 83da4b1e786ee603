#!/usr/bin/env python3
"""Writes Sources/Source/WidthTable.swift from the Unicode data that comes with Python.

Run from the top of the repository: python3 Tools/make_width_table.py > Sources/Source/WidthTable.swift
"""

import sys
import unicodedata

# Hangul vowels and final consonants are drawn into the syllable before them.
HANGUL_MEDIALS = range(0x1160, 0x1200)
SOFT_HYPHEN = 0xAD


def kind(point):
    character = chr(point)
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cc", "Cf", "Zl", "Zp") and point != SOFT_HYPHEN:
        return "zero"
    if point in HANGUL_MEDIALS:
        return "zero"
    # EastAsianWidth.txt: what is unassigned in planes 2 and 3 is wide.
    if 0x20000 <= point <= 0x2FFFD or 0x30000 <= point <= 0x3FFFD:
        return "wide"
    if category in ("Cn", "Co", "Cs"):
        return "ambiguous" if category == "Co" else None
    width = unicodedata.east_asian_width(character)
    return {"W": "wide", "F": "wide", "A": "ambiguous"}.get(width)


def ranges():
    found = {"wide": [], "ambiguous": [], "zero": []}
    previous = None
    for point in range(0x80, sys.maxunicode + 1):
        current = kind(point)
        if current:
            if current == previous:
                found[current][-1][1] = point
            else:
                found[current].append([point, point])
        previous = current
    return found


def write(name, comment, pairs):
    print(f"  /// {comment}")
    print(f"  static let {name}: [UInt32] = [")
    line = "   "
    for low, high in pairs:
        item = f" 0x{low:04X}, 0x{high:04X},"
        if len(line) + len(item) > 100:
            print(line)
            line = "   "
        line += item
    print(line)
    print("  ]")


found = ranges()
print("// Made by Tools/make_width_table.py; do not edit.")
print()
print("/// How wide characters are in a terminal, from East Asian Width and General Category.")
print("///")
print("/// Each table holds the first and last code point of ranges, in order.")
print("enum WidthTable {")
print("  /// The version of Unicode that the tables are of.")
print(f'  static let unicodeVersion = "{unicodedata.unidata_version}"')
print()
write("wide", "Two columns: East Asian wide and fullwidth, and emoji.", found["wide"])
print()
write("ambiguous", "One column or two, by the terminal's font.", found["ambiguous"])
print()
write("zero", "No column: marks that combine, controls, what formats.", found["zero"])
print("}")
