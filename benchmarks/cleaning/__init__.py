"""How well and how fast sco_pub cleans, beside what the existing tools do to the same texts."""
