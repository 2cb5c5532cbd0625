"""Channel limits, counted as the channel counts."""

import pytest

from drafter import prompts
from drafter.checks.limits import length, limits
from drafter.model.finding import Level
from drafter.settings import ROOT

CHANNELS = prompts.load(ROOT / "prompts").channels
X, TIKTOK, PRESS = CHANNELS["x"], CHANNELS["tiktok"], CHANNELS["press"]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("a" * 280, 280),
        ("日本", 4),
        ("😡", 2),
        ("👩‍👩‍👧", 2),
        ("🇬🇧", 2),
        ("👍🏽", 2),
        ("see https://a.example/a/very/long/address/that/goes/on/and/on now", 31),
        ("status.example.com/x", 23),
        ("£5 – “ok”", 9),
        ("see https://a.example/faq.", 28),
        ("mail jo@status.example.com", 26),
        ("1️⃣", 2),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2),
        ("❤️‍🔥", 2),
        ("cafe\u0301", 4),
    ],
)
def test_x_counts_links_as_23_emoji_as_2_and_wide_letters_as_2(text: str, counted: int) -> None:
    assert length(text, X) == counted


def test_other_channels_count_code_points() -> None:
    assert length("😡日本", PRESS) == 3


def test_what_stands_beyond_the_limit_is_an_error_on_exactly_that() -> None:
    (over,) = limits("a" * 280 + "bcd", X)
    assert (over.level, over.match, over.category) == (Level.ERROR, "bcd", "channel")
    assert "283 of 280" in over.message
    assert limits("a" * 280, X) == ()


def test_a_dead_link_is_pointed_out_where_links_cannot_be_clicked() -> None:
    (dead,) = limits("See https://a.example/faq for more.", TIKTOK)
    assert dead.rule == "channel/DeadLink"
    assert dead.match == "https://a.example/faq"
    assert limits("See https://a.example/faq for more.", PRESS) == ()
