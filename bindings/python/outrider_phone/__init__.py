"""A phone of Outrider on the command line. Everything is decided by the core, `outrider`."""
