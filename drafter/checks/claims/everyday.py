"""Words that many public statements use whatever they are about: they say less of a case than a rare one.

Counted over the statements of `benchmarks/sets` (tone); a line of COMMON is in twice as many as the one
before it, the first in three or four of 140.
"""

from drafter.checks.claims.words import concept

COMMON: tuple[str, ...] = (
    """
act add ahead alone aloud appointment appreciate arm arriving bacteria bad barriers battery bearing
bin birth blood boiler bolt brake built cable camera certain cleaning coaches community confirmed
copied counsellor covered credit crowd decides decision degrees different direct duty early easter
editor emptied example expects extended farm fit flight floors forecast forward game garden girls
glass great hangs harbour hard head headline hear hey hired honestly hope hung interest islands
journey key lady lane late leaked life lift light love low lower meant medicines mind mode network
notes online paper passing password past patients pieces player points pop power profile promise
radio receipt received remains rent repeated replacement round sample share sheet shift ship short
size sleep slip small stairs stock strength sunday's swept switch tablets tank tap taxi tent terms
tower trade tried try unit vet volunteers wall warm wind windows wrist you'd
""",
    """
addresses affected agency anybody anything bag bank batch block board bought broken cancelled card
case caught change choose cold counted course court cut data date deleted desk died doctor dog drink
driver email engineer everything eyes failed families family far fee feel film fine flat food form
founder hall handle heart help hot hurt instead job label law list live locked long machine manager
mayor message metres neighbours nights nurse offered ones owners park performance picked pip place
plant printed pupils questions range residents review riders roof rows safe school side something
speak spring stage stale stands system table talk team think tripped turn update usual visits wages
wait walked watch water whatever withdrawn word
""",
    """
accept account alarm answer app box bring children company cost fell file fire front gate hand hold
hospital hotel i'll last look lost money moved name next old parents part picture police reached
refunded right service set signed sold starts street tickets treatment use want work
""",
    """
ask back bill booking care check closed end found free guests home keep know left letter need new
page paid people post read ring run say see send showed sorry staff stay told wrong
""",
)

# How much a word of each line counts, next to one that is in none.
_SHARES = (0.77, 0.69, 0.61, 0.54)

_COUNTS = {
    concept(word): share
    for words, share in zip(COMMON, _SHARES, strict=True)
    for word in words.split()
}


def weight(name: str) -> float:
    """How much a concept tells of one case, 0 to 1."""
    return _COUNTS.get(name, 1.0)
