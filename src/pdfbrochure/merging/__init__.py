"""Many brochures of one: a template with `<<Column>>` in it, and a table with a row for each PDF.

    data -> rows -> plan (names, languages) -> fill (between read and validate) -> build -> outcomes -> report

`rows` reads tables, `filling` puts a row's values into a template, `plan` says which PDFs there will be, `tasks` builds
one from values alone, `many` builds all of them, on one machine or on any executor, `dask` on a cluster.
"""
