"""Many brochures of one: a template with `<<Column>>` in it, and a table with a row for each PDF.

    data -> rows -> plan (names, languages) -> fill (between read and validate) -> build -> outcomes -> report

Takes a brochure and a table; gives the bytes of a PDF for each row, and a report. Knows placeholders, tables and where
builds run; knows nothing of pages, and prints nothing but in `command`.
Steps: `rows` reads tables, `filling` puts a row's values into a template, `plan` says which PDFs there will be, `tasks`
builds one from values alone, `many` builds all, on one machine or on any executor, `cluster` opens one of Dask's.
"""
