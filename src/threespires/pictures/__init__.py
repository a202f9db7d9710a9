"""Pictures drawn on the server: plain data in, one SVG out, and the same facts as rows beside it.

Each picture is one file with `draw(...)` for the SVG and, where what it is given isn't already a list,
`rows(...)` for the list that the page puts beside it. `drawing` holds the pen, `letters` the widths of
words. Nothing here knows a model or a page.
"""
