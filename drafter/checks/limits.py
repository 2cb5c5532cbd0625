"""Channel limits, counted as the channel counts."""

import unicodedata

import regex

from drafter.model.finding import Finding, Level, found
from drafter.model.prompt import Channel

# X counts by its published configuration v3 (https://docs.x.com/resources/fundamentals/counting-characters,
# twitter-text's v3.json): of the text in form NFC these ranges weigh 1, all else 2; a link weighs 23
# whatever its length, an emoji 2 whatever it is made of.
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_LINK_WEIGHT = 23
_EMOJI_WEIGHT = 2
_TOP = "com|org|net|info|biz|io|co|uk|de|fr|eu|app|dev|ie|us|ca|au|nz|nl|es|it|at|ch|be|se|no|dk|gov|edu|tv|me|ai"
_LINK = regex.compile(
    r"https?://[^\s<>\"]*[^\s<>\".,;:!?')\]]"
    rf"|(?<![@\w.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_TOP})\b(?![@-])(?:/[^\s<>\"]*[^\s<>\".,;:!?')\]])?",
    regex.IGNORECASE,
)
_PART = r"(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F?)(?:\p{EMod}|\uFE0F)?"
_EMOJI = regex.compile(
    r"\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3|\U0001F3F4[\U000E0061-\U000E007A]+\U000E007F"
    rf"|(?:\p{{Emoji_Presentation}}|\p{{Extended_Pictographic}}\uFE0F)(?:\p{{EMod}}|\uFE0F)?(?:\u200D{_PART})*"
    rf"|\p{{Extended_Pictographic}}\p{{EMod}}(?:\u200D{_PART})*|\p{{Extended_Pictographic}}(?:\u200D{_PART})+"
)


def length(text: str, channel: Channel) -> int:
    """How long `text` is for this channel: code points, or X's weighted count."""
    return _weighed(text) if channel.counting == "x" else len(text)


def _weighed(text: str) -> int:
    text = unicodedata.normalize("NFC", text)
    total = 0
    for mark, weight in (_LINK, _LINK_WEIGHT), (_EMOJI, _EMOJI_WEIGHT):
        text, count = mark.subn("", text)
        total += count * weight
    return total + sum(1 if _light(ord(letter)) else 2 for letter in text)


def _light(point: int) -> bool:
    return any(first <= point <= last for first, last in _LIGHT)


def limits(text: str, channel: Channel) -> tuple[Finding, ...]:
    """An error on what stands beyond the channel's limit; a warning on links where none work."""
    findings = []
    counted = length(text, channel)
    if counted > channel.max_chars:
        findings.append(
            found(
                text,
                _cut(text, channel),
                len(text),
                rule="channel/TooLong",
                category="channel",
                level=Level.ERROR,
                message=f"{counted} of {channel.max_chars} characters for {channel.title}: "
                f"{counted - channel.max_chars} too many",
                why="What stands beyond the limit cannot be posted.",
            )
        )
    if not channel.links:
        findings += [
            found(
                text,
                link.start(),
                link.end(),
                rule="channel/DeadLink",
                category="channel",
                level=Level.SUGGESTION,
                message=f"a link cannot be clicked on {channel.title}",
                why="Say where to look, in words that can be typed.",
            )
            for link in _LINK.finditer(text)
        ]
    return tuple(findings)


def _cut(text: str, channel: Channel) -> int:
    """The first offset that no longer fits."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if length(text[:middle], channel) <= channel.max_chars:
            low = middle
        else:
            high = middle - 1
    return min(low, len(text) - 1)
