"""Turns a paragraph and a measure into lines of glyphs.

Takes spans with styles, and a width in points; gives lines of runs of shaped pieces, each with its place on the line.
Knows scripts, directions (UAX #9), where a line may end (UAX #14, hyphenation, dictionaries), and which breaks are best
over the whole paragraph. Knows no column, no page, no theme: what a style says is all it hears of a look.

Steps: prepare (spans to pieces, hangs and words), linebreak (which breaks), assemble (lines, with their white), all
behind `lines.Typesetter`, which keeps what it has set.
"""
