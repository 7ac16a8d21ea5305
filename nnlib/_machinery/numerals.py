"""Numbers in text, with a minus sign that is as wide as a plus."""


def written(number: float, form: str = "z.4f") -> str:
    """Write a number in Python's format: "0.5000", "−0.5000"."""
    return f"{number:{form}}".replace("-", "−")
