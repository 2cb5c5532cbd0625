"""How much of a text any company could publish unchanged.

A sentence is this case's own where it holds a number, a date, a name or place, or a word that is not
part of the stock of public statements: the act, the thing, the people it happened to.
"""

import re
from collections.abc import Iterator, Sequence

from drafter.checks.frames import Said, frame, said
from drafter.model.finding import Finding, Level, Mark, found

_SPECIFIC = frame(
    r"\d",
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:january|february|march|april"
    r"|june|july|august|september|october"
    r"|november|december|christmas|easter|thanksgiving)\b|\b(?:yesterday|last night"
    r"|tonight|noon|midnight)\b",
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty"
    r"|forty|fifty|hundred|thousand|half|dozen)\b",
)
_NAME = re.compile(r"(?<=[a-z,;:'] )(?!I\b|I')[A-Z][\w'-]+")
_WORD = re.compile(r"[a-z']+")
# The stock of public statements and the grammar that joins it; compared without their endings.
STOCK = """
    a able about absolutely abundance accept access account accountable acknowledge across act
    action address affect afraid after again against ago all allow along already also although
    always am among amount an and anger angry another answer anxious any anybody anyone anything
    apologies apologise apologize apology appear appreciate appropriate are area around as ask
    aspect assist assure assured at attention available aware away back be bear because become been
    before began begin behave behind being believe best better between beyond both brand bring broad
    business but by call came can care careful carefully case cause caution certain challenge chance
    change circumstance claim clear close colleague come comfort comment commit commitment committed
    common communicate communication community company compassion complain complaint complete
    comprehensive concern condolence conduct confidence confirm confuse confusion connect consider
    contact continue control cooperate cooperation core correct could course cover crisis critic
    criticism culture current customer date day deal dear decide decision dedicate deep deeply
    deliver deserve detail determine did different difficult diligent direct disappoint discuss
    disrupt distress diverse diversity do doe doing done down due during each earn effect effort
    either else empathy employee encourage end engage enough ensure entire environment error
    especially establish even event ever every everybody everyone everything exact example
    excellence excellent except expect expectation experience explain express extend extent extreme
    face fact fail failure fair fairness faith fall familiar family far fault feedback feel feeling
    fell felt few find fine firm first fix focus follow for forgive forgiveness forward found free
    friend from frustrate frustration full full-stop further future gave general genuine get give
    given go goes going good got grateful great group grow guest had happen hard harm has have
    having he health hear heard heart held hello help her here hi high highest him his hold honest
    honesty hope how however human hundred hurt i idea identify if immediate impact importance
    important improve improvement in incident include inclusion inclusive inconvenience increase
    indeed individual industry inform information inside integrity intend intent intention interest
    internal into investigate investigation involve is issue it its itself job join journey just
    justice keep kind knew know known lack large last later leader leadership learn least leave led
    less lesson let level life like line listen little live long look lot love loyal loyalty made
    main maintain make manage management manner many matter may me mean measure meet member might
    mind minor mistake moment more most move much must my near necessary need negative never new
    next no none nor normal not note nothing notice now number obvious obviously occasion occur of
    off offence offend offense offer often ok on once one ongoing only onto open openly operate
    operation opinion opportunity or order organisation organization other our ourselves out outcome
    outside over own pain part partner passion passionate past patience patient pay people perfect
    perhaps period person place plan please point policy position possible practice prayer prepare
    present prevent previous pride principle prior priority privilege problem procedure process
    product professional promise prompt proper properly protect proud prove provide public purpose
    put quality question quick quickly quite raise raising rather reach react reaction read real
    realise realize really reason reassure receive recent recognise recognize record reflect
    reflection regard regret regular relate rely remain remedy remember remind report reputation
    request require resolution resolve respect respond response responsibility responsible rest
    restore result return review right rigorous run sadden safe safety said same say second see seek
    seem seen self send sense sensitive sent serious seriously serve service set several share she
    short should show side simple simply since sincere sincerely situation so society solution solve
    some somebody someone something soon sorrow sorry source speak special staff stakeholder stand
    standard start state statement stay step still story strive strong such suffer suggest support
    sure sympathy system take taken taking talk team tell than thank thanks that the their them
    themselves then there these they thing think this those though thought threat through throughout
    time timely to today together told tomorrow too took top total toward towards train training
    transparency transparent treat trouble true truly trust truth try turn under understand
    understanding unfortunate unfortunately unreserved until unwavering up update upon upset urgent
    us use user usual utmost value various very via view vigilance vigilant visit vital voice
    volunteer wait want warm was watch way we week welcome well went were what whatever when where
    whether which while who whole whom whose why will wish with within without wonderful word work
    world worry would wrong year yet you young your yourself
""".split()
_ENDING = re.compile(r"(?:'(?:s|re|ve|ll|d|m|t)|n't)?(?<=..)(?:ings?|ed|es|s|ly|ies|ied|e|y)?$")


def _bare(word: str) -> str:
    return _ENDING.sub("", word)


_BARE = frozenset(map(_bare, STOCK))
_SHORT = 6
_WHY = "Readers see at once when a sentence could stand under any company's name."


def own(one: Said) -> bool:
    """Whether a sentence holds anything of this case: one unusual word in a short one, else two."""
    if _SPECIFIC.search(one.text) or _NAME.search(one.words):
        return True
    words = _WORD.findall(one.text)
    unusual = sum(_bare(word) not in _BARE for word in words)
    return unusual >= (1 if len(words) <= _SHORT else 2)


def share(text: str) -> float:
    """The share of sentences that any company could publish unchanged, 0 to 1; 0 without one."""
    everything = said(text)
    return (
        round(sum(not own(one) for one in everything) / len(everything), 2) if everything else 0.0
    )


def generic(text: str, earned: Sequence[Mark], kind: str | None = None) -> Iterator[Finding]:
    """A warning on an apology that holds nothing of its case."""
    everything = said(text)
    sorry = [mark for mark in earned if mark.what == "regret"]
    if not everything or not (sorry or kind == "apology") or any(map(own, everything)):
        return
    start, end = (sorry[0].start, sorry[0].end) if sorry else everything[0][:2]
    yield found(
        text,
        start,
        end,
        rule="generic/Apology",
        category="generic",
        level=Level.WARNING,
        message="this apology names nothing of what happened: any company could publish it",
        why=_WHY,
        suggestion="Say what was done, to whom and when, from the confirmed facts.",
    )
