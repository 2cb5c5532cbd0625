"""Keys taken out of a text: what the environment holds as one, and what looks like one."""

import os
import re

_NAMES = re.compile(
    r"(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?|AUTHORIZATION)$", re.IGNORECASE
)
_LEAST = 8
GONE = "[key]"
_FORMS = (
    # Bearer tokens and keys in the forms of the large providers.
    (re.compile(r"\b(?P<kept>Bearer\s+)[\w.~+/=-]{12,}", re.IGNORECASE), rf"\g<kept>{GONE}"),
    (re.compile(r"\b(?:sk|pk|rk|gsk|xai|hf|AIza)[-_]?[A-Za-z0-9][\w-]{18,}\b"), GONE),
    # In an address: user and password, and parameters that carry a key.
    (re.compile(r"(?P<kept>\w+://)[^\s/@:]+:[^\s/@]+@"), rf"\g<kept>{GONE}@"),
    (
        re.compile(
            r"(?P<kept>[?&](?:api[-_]?key|key|token|access_token|sig|signature)=)[^\s&#\"']{6,}",
            re.IGNORECASE,
        ),
        rf"\g<kept>{GONE}",
    ),
)


def scrubbed(text: str) -> str:
    """`text` with every key in it replaced."""
    for secret in secrets():
        text = text.replace(secret, GONE)
    for form, instead in _FORMS:
        text = form.sub(instead, text)
    return text


def secrets() -> tuple[str, ...]:
    """The values of environment variables that are named like keys, the longest first."""
    # Names first: to read a value costs more than to look at its name, and few are keys.
    named = (os.environ.get(name, "").strip() for name in os.environ if _NAMES.search(name))
    found = {value for value in named if len(value) >= _LEAST}
    return tuple(sorted(found, key=len, reverse=True))
