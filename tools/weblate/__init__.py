"""A Weblate server on this machine's loopback, to try what translators there do to catalogues."""
