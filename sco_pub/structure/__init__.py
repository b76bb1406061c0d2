"""Take a CleanText, give a Master as Markdown.

The call: ``master.structure(clean_text, corrections_text)`` gives an ``Outcome[MasterText]``; its ``markdown`` is what
is written to master.md.  ``stamp.edited(markdown)`` tells whether a master.md was changed by hand since.
"""
