"""Take an Edition, give a PrintJob or a PandocJob."""
