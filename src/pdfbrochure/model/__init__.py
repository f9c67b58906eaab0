"""What a brochure file may say, and what it says: a Source of plain values becomes a Brochure of the model's own.

Takes a Source (`read`); gives frozen values with all defaults in place (`brochure`), the theme and the languages that
they name, and every slip of the file as a finding with its place. Knows keys, what their values may be, what people
type instead, and the vocabulary that looks are written in (`design`). Knows no photo's pixels, no font, no coordinate.

`fields` is the one table of keys; `shapes` and `kinds` are what its rows are made of, `readers` and `compound` read
values, `walk` says where a value stands and what people call it, `unknown` guesses at slips. `schema` and `forms` make
the JSON Schema of the same table.
"""
