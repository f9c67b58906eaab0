"""Makes a brochure of what people have: Word, Markdown, feeds, web pages, WordPress exports, newsletters.

    source -> reader -> Draft -> store (photos) -> write -> brochure.yaml, assets/, import-report.txt

Each reader knows one format, and gives a `Draft`; `html` and `markup` are shared by them; one place writes our
Markdown (`markup`), one writes YAML (`writing`), one takes in photos (`shelf`), one speaks to the network (`fetch`).
No word is lost in silence: what a brochure cannot hold stands in the draft's notes.
"""
