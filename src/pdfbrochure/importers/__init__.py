"""Makes a brochure of what people have: Word, Markdown, feeds, web pages, WordPress exports, newsletters.

    source -> reader -> Draft -> store (photos) -> write -> brochure.yaml, assets/, import-report.txt

Each reader knows one format, and gives a `Draft`; `html` and `markup` are shared by them; one place writes our
Markdown (`markup`), one writes YAML (`yaml_text`), one takes in photos (`shelf`), one speaks to the network (`fetch`).
Takes a file or an address; gives the text of a brochure.yaml for a person to edit, and the photos beside it. Knows the
formats of others and our keys; knows nothing of what becomes of them: no layout, no PDF.
No word is lost in silence: what a brochure cannot hold stands in the draft's notes.
"""
