"""Colours as people mix paint: lighter means warmer, darker means deeper."""

RGB = tuple[int, int, int]

CREAM: RGB = (255, 246, 230)
NIGHT: RGB = (58, 34, 48)
WOOD: RGB = (196, 141, 92)
METAL: RGB = (150, 140, 136)
LEAF: RGB = (110, 140, 92)
KRAFT: RGB = (205, 164, 118)
PAPER: RGB = (250, 243, 232)


def rgb(code: str) -> RGB:
    """Read "#RRGGBB".

    Raises:
        ValueError: the text is not a colour.
    """
    if len(code) != len("#RRGGBB") or not code.startswith("#"):
        raise ValueError(f"{code!r} is not a colour like #RRGGBB")
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def mix(first: RGB, second: RGB, share: float) -> RGB:
    """`first` with `share` (0 to 1) of `second` stirred in."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def lighter(colour: RGB, share: float = 0.2) -> RGB:
    """Towards warm light."""
    return mix(colour, CREAM, share)


def darker(colour: RGB, share: float = 0.2) -> RGB:
    """Towards warm shadow: a little redder than plain black, so that shadows never look dirty."""
    shadow = (colour[0] * 0.45, colour[1] * 0.32, colour[2] * 0.42)
    deep = mix((round(shadow[0]), round(shadow[1]), round(shadow[2])), NIGHT, 0.25)
    return mix(colour, deep, share)


def brightness(colour: RGB) -> float:
    """How light the eye finds a colour, from 0 (black) to 1 (white)."""
    return (0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]) / 255


def distance(first: RGB, second: RGB) -> float:
    """How different two colours look; 0 means the same."""
    weights = (0.30, 0.59, 0.25)
    squares = (weight * (a - b) ** 2 for weight, a, b in zip(weights, first, second, strict=True))
    return float(sum(squares) ** 0.5)
