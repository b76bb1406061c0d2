"""Take WeasyPrint 70.0, give it what a Chinese journal's page needs; each module mends one thing and can prove it.

Strategy.  WeasyPrint is pinned and its inside is patched in few places, because there is no public way in.  A patch that
no longer fits must never pass in silence: the version is compared first, each function that a patch replaces is compared
with a digest of the source the patch was written against, and each module has a ``self_test`` that sets a line or two.
"""
