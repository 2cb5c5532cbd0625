"""Charts of concerns. Each is readable without its colours, and says in words what it shows."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import altair as alt
import streamlit as st

from drafter.model.concern import Trend, Voice
from drafter.model.crisis import Concern
from drafter.ui import look
from drafter.ui.escape import one_line

_INK, _TEAL, _PALE = "#1d2528", "#0b5d6b", "#d3e4e7"
_SPIKE = "#8a1c12"
_BARS = 12
_MOST_HOURS = 24 * 8
_VOICES = 5
_AXIS: dict[str, Any] = {"labelColor": _INK, "titleColor": _INK, "labelFontSize": 12}


def bars(concerns: Sequence[Concern], *, key: str, picked: Callable[[str], None]) -> None:
    """People behind each concern; the narrow bar within is the share of genuine posts.

    A click on a bar calls `picked` with the concern's id.
    """
    rows = [_bar(place, one) for place, one in enumerate(concerns[:_BARS], start=1)]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("concern:N", sort=None, axis=None, scale=alt.Scale(paddingInner=0.62)),
        tooltip=[
            alt.Tooltip("concern:N", title="concern"),
            alt.Tooltip("people:Q", title="people"),
            alt.Tooltip("posts:Q", title="posts"),
            alt.Tooltip("share:N", title="genuine"),
        ],
    )
    x = alt.X("people:Q", axis=None, scale=alt.Scale(nice=False))
    pick = alt.selection_point(name="pick", fields=["id"])
    whole = base.mark_bar(color=_PALE, stroke=_TEAL, strokeWidth=1, cursor="pointer")
    whole = whole.encode(x=x).add_params(pick)
    within = base.mark_bar(color=_TEAL, height=alt.RelativeBandSize(0.42), cursor="pointer")
    within = within.encode(x=alt.X("genuine:Q", axis=None))
    name = base.mark_text(
        align="left", baseline="bottom", dy=-11, color=_INK, fontSize=13, fontWeight=600
    ).encode(x=alt.value(0), text="concern:N")
    said = base.mark_text(align="left", dx=6, color=_INK, fontSize=12).encode(x=x, text="said:N")
    words = "; ".join(
        f"{row['concern']}: {row['people']} people, {row['share']} genuine" for row in rows
    )

    def chosen() -> None:
        points = st.session_state[key].selection.get("pick", [])
        if points and points[0].get("id"):
            picked(str(points[0]["id"]))

    st.altair_chart(
        alt.layer(whole, within, name, said)
        .properties(height=43 * len(rows) + 12)
        .configure_view(stroke=None),
        alt=f"People behind each concern. {words}",
        key=key,
        on_select=chosen,
    )


def _bar(place: int, one: Concern) -> dict[str, Any]:
    share = "not judged" if one.genuine is None else f"{one.genuine:.0%}"
    return {
        "id": one.id,
        "concern": f"{place}. {one_line(one.label, most=44)}",
        "people": one.authors,
        "genuine": round(one.authors * (one.genuine or 0.0), 1),
        "posts": one.size,
        "share": share,
        "said": f"{one.authors:,}" + ("" if one.genuine is None else f" · {share} genuine"),
    }


class Step(NamedTuple):
    """A bar of the trend: an hour, or a day where hours would be too many to see."""

    start: datetime
    posts: int
    authors: int
    reach: int
    spike: bool


def steps(trend: Trend) -> tuple[tuple[Step, ...], bool]:
    """The bars, and whether they are hours (else days, in the reader's time zone)."""
    hours = [
        Step(one.start.astimezone(look.zone()), one.posts, one.authors, one.reach, one.spike)
        for one in trend.hours
    ]
    if len(hours) <= _MOST_HOURS:
        return tuple(hours), True
    days: dict[datetime, Step] = {}
    for one in hours:
        start = one.start.replace(hour=0)
        old = days.get(start, Step(start, 0, 0, 0, False))
        days[start] = Step(
            start,
            old.posts + one.posts,
            old.authors + one.authors,
            old.reach + one.reach,
            old.spike or one.spike,
        )
    return tuple(days.values()), False


def trend(of: Trend, *, turned: datetime | None, reach: bool = False, height: int = 190) -> None:
    """Posts (or reach) over time. A spike carries a triangle, the hour it turned a line and a word."""
    bars_, hourly = steps(of)
    if not bars_:
        look.quiet("No post says when it was written: there is no trend to show.")
        return
    long = timedelta(hours=1) if hourly else timedelta(days=1)
    rows = [
        {
            "from": _at(one.start),
            "to": _at(one.start + long),
            "middle": _at(one.start + long / 2),
            "value": one.reach if reach else one.posts,
            "people": one.authors,
            "spike": "spike" if one.spike else "",
        }
        for one in bars_
    ]
    title = "reach" if reach else f"posts per {'hour' if hourly else 'day'}"
    base = alt.Chart(alt.InlineData(values=rows))
    tip = [
        alt.Tooltip("from:T", title="from", format="%d %b, %H:%M"),
        alt.Tooltip("value:Q", title=title, format=","),
        alt.Tooltip("spike:N", title="mark"),
    ]
    y = alt.Y("value:Q", title=title, axis=alt.Axis(tickCount=4, format="~s", **_AXIS))
    x = alt.X("from:T", title=None, axis=_times(bars_))
    drawn = [
        base.mark_bar(color=_TEAL).encode(x=x, x2="to:T", y=y, y2=alt.Y2(datum=0), tooltip=tip)
    ]
    marked = base.transform_filter("datum.spike == 'spike'")
    drawn.append(
        marked.mark_point(
            shape="triangle-down", filled=True, size=85, color=_SPIKE, yOffset=-9
        ).encode(x="middle:T", y="value:Q", tooltip=tip)
    )
    if turned is not None:
        drawn += _turn(turned)
    st.altair_chart(
        alt.layer(*drawn).properties(height=height).configure_view(stroke=None),
        alt=_trend_words(bars_, title, turned, reach),
    )


def _turn(turned: datetime) -> list[Any]:
    row = [{"at": _at(turned.astimezone(look.zone())), "said": "it turned"}]
    base = alt.Chart(alt.InlineData(values=row)).encode(x="at:T")
    return [
        base.mark_rule(color="#ffffff", strokeWidth=5, opacity=0.85),
        base.mark_rule(color=_INK, strokeDash=[6, 3], strokeWidth=2),
        base.mark_text(dy=-5, baseline="bottom", color=_INK, fontSize=12, fontWeight=600).encode(
            y=alt.value(0), text="said:N"
        ),
    ]


def _trend_words(bars_: Sequence[Step], title: str, turned: datetime | None, reach: bool) -> str:
    most = max(bars_, key=lambda one: one.reach if reach else one.posts)
    spikes = [look.when(one.start) for one in bars_ if one.spike]
    said = f"{title.capitalize()} from {look.when(bars_[0].start)} to {look.when(bars_[-1].start)}."
    said += f" Most: {most.reach if reach else most.posts:,} at {look.when(most.start)}."
    said += f" Spikes: {', '.join(spikes[:6])}." if spikes else " No spike."
    return said + (f" It turned at {look.when(turned)}." if turned else "")


def voice(shares: Sequence[Voice], concerns: Sequence[Concern]) -> None:
    """Each concern's share of the posts over time: a line and a dash pattern each."""
    names = {
        one.id: f"{place}. {one_line(one.label, most=30)}"
        for place, one in enumerate(concerns[:_VOICES], start=1)
    }
    posts, total = _sums(shares)
    rows = [
        {"at": _at(at), "concern": name, "share": posts.get((at, one), 0) / whole}
        for at, whole in total.items()
        for one, name in names.items()
    ]
    if not rows:
        look.quiet("No post says when it was written: there is no share of voice to show.")
        return
    order = list(names.values())
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(point=alt.OverlayMarkDef(size=26), strokeWidth=2)
        .encode(
            x=alt.X("at:T", title=None, axis=_times(shares)),
            y=alt.Y(
                "share:Q",
                title="share of posts",
                axis=alt.Axis(format=".0%", tickCount=4, **_AXIS),
            ),
            color=alt.Color("concern:N", sort=order, legend=_legend()),
            strokeDash=alt.StrokeDash("concern:N", sort=order, legend=_legend()),
            shape=alt.Shape("concern:N", sort=order, legend=_legend()),
            tooltip=[
                alt.Tooltip("concern:N"),
                alt.Tooltip("at:T", format="%d %b, %H:%M"),
                alt.Tooltip("share:Q", format=".0%"),
            ],
        )
    )
    last = rows[-len(names) :]
    said = "; ".join(f"{row['concern']} {row['share']:.0%}" for row in last)
    st.altair_chart(
        chart.properties(height=240).configure_view(stroke=None),
        alt=f"Share of voice of the {len(names)} largest concerns. At the end: {said}",
    )


def _sums(
    shares: Sequence[Voice],
) -> tuple[dict[tuple[datetime, str], int], dict[datetime, int]]:
    """Posts by time and concern, and by time: per six hours, per day where it goes on for long."""
    starts = [one.start for one in shares]
    long = bool(starts) and max(starts) - min(starts) > timedelta(days=8)
    posts: dict[tuple[datetime, str], int] = {}
    total: dict[datetime, int] = {}
    for one in shares:
        local = one.start.astimezone(look.zone())
        at = local.replace(hour=0 if long else local.hour // 6 * 6)
        posts[at, one.concern] = posts.get((at, one.concern), 0) + one.posts
        total[at] = total.get(at, 0) + one.posts
    return posts, dict(sorted(total.items()))


def _legend() -> alt.Legend:
    return alt.Legend(
        orient="bottom", columns=1, title=None, labelLimit=300, labelColor=_INK, symbolSize=120
    )


def _times(of: Sequence[Step] | Sequence[Voice]) -> alt.Axis:
    """Hours within a day and a half, days beyond."""
    starts = [one.start for one in of]
    short = not starts or max(starts) - min(starts) < timedelta(hours=36)
    form = "%H:%M" if short else "%d %b"
    return alt.Axis(format=form, labelOverlap=True, grid=False, tickCount=6, **_AXIS)


def _at(moment: datetime) -> str:
    """As the clock on the wall shows it, so that the chart does not shift it again."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S")
