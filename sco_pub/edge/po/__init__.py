"""The door to PO files: a quick reader and writer for the canonical form, and one for everything else."""
