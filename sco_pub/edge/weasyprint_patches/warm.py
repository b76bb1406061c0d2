"""Whoever imports this has WeasyPrint imported the quick way: the first of the modules that workers begin with."""

from sco_pub.edge.weasyprint_patches import quick_imports

quick_imports.load()
