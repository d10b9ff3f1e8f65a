"""What the command line itself says no to."""


class Asked(Exception):
    """It was asked for something in a way that means nothing, or not one thing."""
