"""How long a summary is, counted apart from the product's own counting."""


def length(text: str, spaced: bool) -> int:
    """Words between white space that hold a letter or a digit, or every visible character of an unspaced script."""
    if spaced:
        return sum(any(character.isalnum() for character in word) for word in text.split())
    return sum(not character.isspace() for character in text)
