"""Turns a Galley into Pages: what stands where, in points from the top start corner of the trim.

Takes paragraphs, photos' measures, and a theme's boxes; gives placed lines, flats, photos and codes, page by page.
Knows rows, columns, heads and what white costs. Knows no YAML, no language, no file, no PDF. Text that runs from right
to left is laid out as the other, and turned over as the last step (`mirror`).

Steps: collect and articles (text to pieces with heights and keep rules), ways and flow (all pieces in one list, with
the items that may stand across columns), rectangles (one page, cut in the order of reading), paging (all pages),
ending (the closing that fills the last one best), placing and paginate (the pages that were found, drawn). `boxes` and
`textboxes` lay out the looks that a theme makes of boxes. `trace` answers, of finished pages, what stands where and
whose it is; `dump` writes them as text.
"""
