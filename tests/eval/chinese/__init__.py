"""Labelled Chinese: what conversion and detection should give, and how near systems come. README.md has the rules."""
