"""Shows a brochure in the browser while it is written, with an editor beside it, and nothing of it to anybody else.

Takes a brochure's file, or a folder with some; gives a page on this machine's own address, which shows the very PDF
that `build` would write. Knows browsers, threads, files that change, and what people do while they write. Does not know
how a brochure is made: it asks the pipeline, and reads places, findings and fill from what was built. Every word on the
page stands in words.json.

Steps: watching (a file changes), kept (its text), session (one open brochure), builder (builds the newest text), shown
(what the page is told of it), server (who may ask), actions (what may be asked). The page itself is made of `frontend`,
by Node.js, when it changes; `static` is what comes out, and what is installed.
"""
