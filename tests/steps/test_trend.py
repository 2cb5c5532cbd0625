"""Posts per hour, spikes, share of voice, and what set it off."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from drafter.model.concern import Trend, Trigger
from drafter.model.crisis import CRISIS_TYPES, Mention
from drafter.steps.trend import hour_of, hourly, is_spike, reach, voice
from drafter.steps.trigger import ROOTS, causes, trigger

START = datetime(2026, 3, 14, 6, tzinfo=UTC)


def post(number: int, hour: float, text: str = "where is my parcel", **more: object) -> Mention:
    told = {"author": f"p{number}", "posted_at": START + timedelta(hours=hour), **more}
    return Mention(id=f"m{number}", row=number, text=text, **told)  # type: ignore[arg-type]


def day(counts: list[int]) -> list[Mention]:
    made: list[Mention] = []
    for hour, count in enumerate(counts):
        made += [post(len(made) + at, hour + at / 100) for at in range(count)]
    return made


def test_hours_come_without_a_gap_and_posts_without_a_date_are_counted() -> None:
    some = [post(0, 0), post(1, 0.5, author="p0"), post(2, 3, reach=70), post(3, 0, posted_at=None)]
    trend = hourly(some)
    assert [(one.posts, one.authors, one.reach) for one in trend.hours] == [
        (2, 1, 0), (0, 0, 0), (0, 0, 0), (1, 1, 70),
    ]  # fmt: skip
    assert trend.hours[0].start == START
    assert trend.undated == 1
    assert hourly([]) == Trend()
    assert hourly([post(0, 0, posted_at=None)]) == Trend(undated=1)


def test_an_hour_far_above_the_twelve_before_is_a_spike() -> None:
    trend = hourly(day([4, 5, 3, 4, 6, 4, 5, 4, 3, 5, 4, 4, 21, 5]))
    assert [at for at, one in enumerate(trend.hours) if one.spike] == [12]


def test_a_handful_or_the_first_hours_are_no_spike() -> None:
    assert not is_spike(4, [0] * 12)
    assert is_spike(5, [0] * 12)
    assert not is_spike(50, [1, 1])
    assert not is_spike(30, [20, 22, 18, 21, 20, 19, 20, 22, 18, 21, 20, 19])
    assert is_spike(60, [20, 22, 18, 21, 20, 19, 20, 22, 18, 21, 20, 19])


def test_one_post_dated_years_ago_does_not_make_years_of_hours() -> None:
    trend = hourly([post(0, -24 * 365 * 10), *day([3, 3])])
    assert len(trend.hours) == 92 * 24
    assert trend.undated == 1


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=60))
def test_every_post_is_in_one_hour_or_undated(placed: list[tuple[int, bool]]) -> None:
    some = [
        post(at, hour, posted_at=None if undated else START + timedelta(hours=hour))
        for at, (hour, undated) in enumerate(placed)
    ]
    trend = hourly(some)
    assert sum(one.posts for one in trend.hours) + trend.undated == len(some)


def test_times_of_other_zones_and_of_none_are_put_into_utc() -> None:
    east = datetime(2026, 3, 14, 8, 59, tzinfo=timezone(timedelta(hours=2)))
    assert hour_of(east) == START
    assert hour_of(datetime(2026, 3, 14, 6, 30)) == START


def test_shares_of_voice_of_an_hour_sum_to_one() -> None:
    some = [post(0, 0), post(1, 0), post(2, 0), post(3, 2), post(4, 2, posted_at=None)]
    found = voice(some, {"m0": "a", "m1": "a", "m2": "b", "m3": "b", "m4": "b"})
    assert [(one.concern, one.posts, one.share) for one in found] == [
        ("a", 2, 0.6667), ("b", 1, 0.3333), ("b", 1, 1.0),
    ]  # fmt: skip
    assert voice(some, {}) == ()


def test_reach_adds_up_by_concern() -> None:
    some = [post(0, 0, reach=10), post(1, 0, reach=5), post(2, 0)]
    assert reach(some, {"m0": "a", "m1": "a", "m2": "b"}) == {"a": 15, "b": 0}


def test_it_turned_in_the_first_spike_and_began_before_it() -> None:
    some = [post(900, -200, "an old post"), *day([1, 0, 1, 1, 0, 1, 30, 40])]
    found = trigger(some)
    assert found.turned == START + timedelta(hours=6)
    assert found.first == ("m0", "m1", "m2")


def test_without_a_spike_it_turned_where_it_rose_most() -> None:
    assert trigger(day([1, 3, 1])).turned == START + timedelta(hours=1)
    assert trigger([post(0, 0, posted_at=None)]).turned is None
    assert trigger([]) == Trigger()


def test_the_most_shared_post_is_the_origin_of_the_copies_else_the_widest() -> None:
    line = "they knew about the fault for a week and said nothing to anyone"
    some = [
        post(0, 5, f"RT @x: {line}"), post(1, 1, line), post(2, 7, f"{line} https://t.example"),
        post(3, 0, "my parcel is late", reach=9_000),
    ]  # fmt: skip
    assert trigger(some).most_shared == "m1"
    assert trigger([some[3], post(4, 1, "another thing")]).most_shared == "m3"
    assert trigger([post(5, 0, "one"), post(6, 0, "two")]).most_shared is None


def test_causes_name_a_type_of_scct_and_the_posts_that_show_them() -> None:
    some = [
        *[post(at, 0, f"the app crashes with an error at checkout {at}") for at in range(6)],
        *[post(10 + at, 0, f"your agent was rude to my mother {at}") for at in range(3)],
        *[post(20 + at, 0, f"hello there {at}") for at in range(3)],
    ]
    found = causes(some)
    assert [(one.name, one.type) for one in found] == [
        ("technical failure", "technical-error accident"),
        ("conduct of staff", "organizational misdeed with no injuries"),
    ]
    assert found[0].share == 0.5
    assert found[0].why == "6 of 12 posts speak of systems, apps or payments that do not work"
    assert set(found[0].posts) <= {f"m{at}" for at in range(6)}
    assert causes([]) == ()


def test_every_cause_has_a_type_that_the_posture_knows_or_none() -> None:
    assert {root.type for root in ROOTS} - {None} <= CRISIS_TYPES.keys()
