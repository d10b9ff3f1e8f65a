"""The commands, each a function that takes a call and returns the exit code."""
