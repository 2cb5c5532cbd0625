"""The families of fault that an admission is made of, as words in any form: not phrases of a case.

`FAULTS` are said of ourselves, by us or with nobody as agent. `VIRTUES` are admissions where they are
denied. `OPEN` needs no agent of its own: what was done to checks, warnings, records and rules.
"""

import re

_COURT = r"(?:court|judge|jury|tribunal|magistrate|ombudsman|inquest)s?"
_LAW = (
    r"(?:laws?|rules?|regulations?|contracts?|dut(?:y|ies)|rights|codes?|acts?|obligations?|standards?"
    r"|trust|licen[cs]es?|terms|gdpr|permits?|agreements?|orders?|promises? in law"
    r"|side of the (?:contract|bargain|deal|agreement))"
)
_PAPERS = (
    r"(?:evidence|records?|logs?|files?|e-?mails?|documents?|reports?|memos?|papers?|recordings?|footage"
    r"|messages|findings|results|letters?|numbers|figures|books|data)"
)
_CARE = (
    r"(?:tests?|testing|checks?|checking|inspections?|safety|maintenance|training|controls?|audits?"
    r"|repairs?|reviews?|warnings?|alarms?|complaints?|rules?|laws?|regulations?|procedures?|corners"
    r"|short-?cuts|risks?|red flags|concerns|standards|protection|dut(?:y|ies))"
)
_HARM = (
    r"(?:overcharg\w+|cheat\w*|trick\w*|fail\w*|squeez\w+|mislead\w*|rob\w*|harm\w*|charge \w+ (?:twice"
    r"|double|more)|double[- ]charg\w+|hide|take (?:more|your|the money)|steal|deceiv\w+|fleec\w+|milk)"
)

_FAULT = {
    "law": (
        r"breach(?:es)? of (?:[\w']+ )?(?:dut(?:y|ies)|contract|trust|law|statute|confidence)|"
        r"negligen\w+|reckless\w*|culpab\w+|(?:fully |legally |solely |entirely |wholly |personally "
        r"|financially |jointly )?liab(?:le|ility)\b(?! insurance)"
        r"|guilty(?= (?:of|as|in|and|on|to|before|under)\b| *[.,;:!)*]| *$)|unlawful\w*|unlicen[cs]ed"
        r"|unauthori[sz]ed|illegal\w*|crimes?\b|criminal(?:ly)?\b(?! (?:inquiry|investigation|proceedings"
        r"|gang|charges))|felon\w+|fraud(?:ulent\w*)?\b(?! (?:team|squad|attempts?|warning|trial|line"
        r"|department|alerts?|prevention|office))|malpractice|misconduct|wrongdoing|convicted"
        rf"|(?:broke|broken|breaking|breach(?:ed|es|ing)?|violat\w+|flout\w+|contraven\w+|infring\w+"
        rf"|transgress\w+|trampl\w+ on|disregard\w*|defied|dodged)\b(?= (?:\w+ ){{0,3}}?{_LAW}\b)"
        rf"|(?:did not|didn't|have not|haven't|never|failed to) (?:honou?r|keep|comply with|respect|obey"
        rf"|stick to|uphold|fulfil) (?:\w+ ){{0,3}}?{_LAW}\b"
        r"|treat\w* (?:\w+ ){0,3}?as (?:optional|a (?:joke|suggestion|piece of paper|formality))"
        r"|(?:in|a|serious|clear) breach of|against the law|outside the law|above the law"
        r"|(?:legally|solely|criminally|financially|morally) (?:responsible|to blame|at fault|accountable"
        r"|wrong|on the hook|bound)"
        r"|(?:responsible|answerable|accountable) (?:in law|in court|before the law|under the law)|(?:legal"
        r"|criminal) (?:fault|guilt|blame|responsibility|wrong)"
        r"|responsible for (?:\w+ ){0,3}(?:deaths?|injur\w+|loss\w*|damages?|harm|illness\w*|suffering|claims)"
        r"|below (?:the (?:\w+ )?standard|what) (?:that |which )?the law|failed (?:\w+ )?in (?:our|its|their"
        r"|the|a) (?:\w+ ){0,2}?dut(?:y|ies)|dut(?:y|ies) of care"
        r"|dut(?:y|ies) (?:\w+ ){0,4}?(?:was|were|is) (?:\w+ )?(?:not met|breached|neglected|broken|failed)"
        r"|without (?:an? |the |any |a valid )?(?:\w+ )?(?:licen[cs]e|permit|permission|consent"
        r"|authori[sz]ation|certificate|legal right)\b"
        r"|indefensible|gross (?:failure|failings?|incompetence|neglect)|no (?:legal )?(?:defen[cs]e"
        r"|right to (?:keep|take|charge|hold|sell))"
    ),
    "debt": (
        r"(?:case|grounds|claim) against us\b|(?:payouts?|compensation|damages|redress) (?:is|are|was"
        r"|were) (?:\w+ )?(?:owed|due)\b|"
        rf"{_COURT} (?:\w+ )?(?:would|will|should|could|is going to|must) (?:\w+ )?(?:find|rule|hold|side"
        rf"|award|convict|punish|condemn|agree|throw|be right)"
        rf"|(?:whatever|what|anything|any sum|everything) (?:\w+ )?{_COURT} (?:\w+ )?(?:award|order|decide"
        rf"|say|rule|hand)\w*|(?:lose|lost|losing) (?:\w+ ){{0,2}}?in court|plead\w*|no contest"
        r"|(?:owe|owes|owed|due|entitled to|right to|pay|accept|settle"
        r"|offer)(?: (?:[\w'-]+ ){0,4}?)?(?:(?<= )| )damages\b|(?:owe|owes|owed|entitled to"
        r"|right to) (?:[\w'-]+ ){0,3}?compensation"
        r"|(?:pay|accept|settle|meet|honou?r) (?:\w+ ){0,3}?(?:claims?\b(?! form)|blame|fault|guilt"
        r"|liability|lawsuits?)|compensate \w[^.;!?]*\b(?:damages?|losses)"
        r"|(?:claims?|lawsuits?|case|complaint) (?:against us|you bring"
        r"|of yours)?[^.;!?]{0,25}?(?:well[- ]founded|justified|valid|would succeed|will succeed|is right)"
        r"|expect (?:\w+ )?(?:claims|lawsuits)"
        r"|(?:deserves?|ought|should) to be (?:\w+ )?(?:sued|punished|prosecuted|jailed|fined|convicted"
        r"|closed|in prison)|(?:can|could|should|please|may|to) sue us|(?:no|not|without|hardly)(?: (?:a|an"
        r"|any))? (?:legal )?leg to stand on"
        r"|in the wrong\b|wrong in law|legally wrong|the law is (?:\w+ )?on your side"
        r"|well within your rights to sue|(?:bear|face|take|accept"
        r"|carry)\w* (?:\w+ ){0,2}?(?:legal )?consequences"
    ),
    "purpose": (
        r"deliberate(?:ly)?|intentional(?:ly)?|on purpose|with intent|knowing(?:ly)?\b(?! (?:how|what"
        r"|that you|your|you))|wil?lful(?:ly)?|conscious(?:ly)?|with (?:\w+ )?eyes (?:wide )?open"
        r"|in bad faith|malicious\w*"
        rf"|by design|premeditated|calculated (?:decision|risk|move)|(?:built|designed|set up|set|made"
        rf"|programmed|rigged|planned|arranged|meant|intended|wanted|out) (?:\w+ )?(?:to|so that it (?:would"
        rf"|could)?) ?{_HARM}|rigg(?:ed|ing)"
        r"|chose (?:\w+ )?(?:not to|to (?:ignore|hide|keep|sell|stay|look|let))|(?:meant|intended"
        r"|planned) to (?:take|keep|cheat|deceive|hurt|harm|charge|steal|mislead)"
        r"|decided (?:not to (?:tell|warn|fix|act|recall|report|disclose|test|inform)|to (?:hide|ignore"
        r"|keep quiet|cover|stay silent))|opted (?:not to|to (?:ignore|hide|stay silent))"
    ),
    "knowing": (
        r"(?:knew|known)\b(?! (?:more|that you|you|as|what|when we|how|each"
        r"|one another)\b)(?= (?:\w+ )?(?:about|of|for|since|that|this|it|the|all|full|perfectly|very"
        r"|exactly|in|from|before|long|months|weeks|years|there|everything|better)\b| *[.,;!])"
        r"|(?:were|was|had been|been|being) (?!made )(?:\w+ ){0,2}?(?:aware|warned|alerted|in on it"
        r"|in the know|in the picture)\b|in on it"
        r"|(?:told|informed|notified|advised|begged|urged|pleaded)\b[^.;!?]{0,40}\b(?:repeatedly|months"
        r"|years|times|twice|risks?|danger\w*|defect\w*|shut up|be quiet|leave it|let it go on|in vain)\b"
        r"|(?:told|warned|alerted|advised) us\b[^.;!?]{0,40}\b(?:and|but"
        r"|yet) (?:still )?we (?:\w+ )?(?:carried on|did|went|kept|ignored|let|chose|refused|told|left)"
        r"|should have (?:\w+ )?(?:known|acted|seen|stopped|warned|recalled|prevented|noticed|intervened)"
        r"|ought to have (?:known|acted|stopped)"
        r"|(?:could|would|might) (?:\w+ )?have (?:\w+ )?(?:been )?(?:prevented|avoided|stopped|averted"
        r"|foreseen|saved)|(?:in|within) our (?:own )?power to (?:prevent|stop|avoid)|(?:preventable"
        r"|avoidable|foreseeable)|(?:see|saw|seen|seeing) (?:this|it|the danger|that) coming"
        r"|(?:if|had) (?:only )?we (?:had )?(?:not |only )?(?:listened|acted|paid|done|checked|tested|fixed"
        r"|heeded|stopped|read|cared|told|warned|been|looked|spent|followed|repaired)\b(?=[^.;!?]* would\b)"
        r"|would (?:never |not )?have [^.;!?]*\b(?:if|had) we\b(?! (?:told|asked) you)"
        r"|(?:had|received|got|ignored|missed|dismissed) (?:(?!no |any |not )\w+ ){0,4}?(?:warnings?"
        r"|red flags|evidence)\b|saw the danger|(?:had|with) (?:full |prior |complete |detailed "
        r"|clear )?(?:knowledge|notice) of"
    ),
    "hiding": (
        r"hid(?:den|ing)?\b|hide (?:it|this|the)|conceal\w*|cover(?:ed|ing)? (?:\w+ ){0,3}?up|cover-?ups?"
        r"|lied|lying|lies\b(?! (?:with|on|at|in|ahead|behind|squarely|here))|liars?|misl(?:ed|ead\w*)"
        r"|misinform\w*|deceiv\w+|decept\w+|deceit\w*|dishonest\w*|falsif\w+|doctored|forged|fabricat\w+"
        r"|tamper\w+|back-?dated|manipulat\w+|fiddl\w+|massag\w+ the|cook\w* the books|made[- ]up"
        r"|made (?:\w+ )?up (?:numbers|figures|stories)|invented"
        rf"|(?:destroy|delet|shredd?|wip|eras|burn|binn?|buri|bury|suppress|withh[eo]ld"
        rf"|remov)\w* (?:[\w'-]+ ){{0,4}}?(?:{_PAPERS}|what they (?:had )?(?:wrote|written|said))\b"
        r"|(?:kept|keep|keeping|stayed|remained|keeping) (?:\w+ ){0,3}?(?:quiet|secret|silent)|(?:kept|keep"
        r"|keeping|left) (?:\w+ ){0,4}?(?:from (?:the )?(?:you|public|customers|regulators?|auditors?|police"
        r"|press|authorities)|in the dark)|mouths? shut|shut (?:\w+ )?up\b"
        r"|suppress\w+|withheld|withholding|buried|swept (?:\w+ )?under|silenced|gagged|hush(?:ed)?[- ](?:up"
        r"|money)|stay(?:ed)? silent|(?:hop|pray|bank|count|bett?)\w* (?:\w+ ){0,4}?(?:nobody|no one|never"
        r"|not) (?:\w+ )?(?:would |will |to )?(?:\w+ )?(?:notice|find out|ask|learn|hear|know|see)\w*"
        r"|wool over|false statements?|play(?:ed|ing)? (?:\w+ ){0,3}?down|in (?:a|the) drawer|(?:in"
        r"|into) the bin\b|sat on (?:the|it|this|that|a) ?(?:report|warning|news|evidence|complaint|facts?"
        r"|truth|results?|findings)?|secret from|in the know"
    ),
    "neglect": (
        r"ignored|ignoring|disregard\w*|neglect\w*|(?:cut|cuts|cutting|took|take|taking) (?:\w+ )?(?:corners"
        r"|short-?cuts)|blind eye|look(?:ed|ing)? (?:\w+ )?(?:the other way|away)|(?:did|done|doing) nothing"
        r"|lift(?:ed)? a finger|shrugged|asleep at|fell asleep|eyes? off the"
        r"|dismissed (?:\w+ ){0,3}?(?:concerns|warnings|complaints|risks?)"
        rf"|(?:skipp|bypass|waiv|dodg|dropp|omitt|scrapp|rushed?)\w* (?:\w+ ){{0,4}}?{_CARE}\b|fobb\w+"
        rf"|brush\w* (?:\w+ ){{0,3}}?(?:aside|off)|carried on regardless|let (?:it|this|that) (?:run|go on"
        rf"|happen|slide|continue)"
        r"|careless\w*|incompeten\w+|irresponsib\w+|sloppy|slopp\w+|lax\b|shoddy|slapdash|inexcusabl\w+"
        r"|unforgivabl\w+|unfit|complacen\w+"
        r"|(?:put|puts|putting|placed|chose|valued?|prefer\w*) (?:\w+ ){0,3}?(?:before|ahead of|above|over"
        r"|first and) (?:\w+ ){0,2}?(?:safety|people|customers|passengers|patients|you|lives|money|security"
        r"|health|second|last)|profits? (?:before|over|above|ahead of|came first|first)|(?:sales|money"
        r"|costs?|speed|growth) (?:came )?first"
        r"|to (?:save|make) (?:us |ourselves |a few |a )?(?:\w+ )?(?:money|costs?|profits?|penn(?:y|ies)"
        r"|pounds?)\b|(?:because|as|since) (?:it|they|that|this) (?:was|were|would be|cost"
        r"|costs) (?:\w+ )?(?:too (?:much|dear|expensive)|cheaper)|cheaper (?:to|than|for us)|too (?:stingy"
        r"|mean|greedy|lazy|cheap) to"
        r"|failed to (?:act|warn|test|inspect|protect|disclose|report|maintain|prevent|stop|recall|secure"
        r"|safeguard|comply|meet our (?:legal|dut|oblig)|take (?:care|steps|action)|supervise|train"
        r"|investigate|check)"
        r"|(?:don't|do not|did not|didn't|never|not|n't) (?:even |really |simply )?(?:be )?(?:bother|care\b"
        r"|cared\b|try\b|tried\b)\w*|nobody (?:\w+ )?(?:cared|bothered)|refused to (?:\w+ ){0,2}?(?:fix|pay"
        r"|listen|act|recall|test|repair|spend|replace|help|invest)"
        r"|gambl\w+ (?:with|on|away)|took (?:a|the) (?:gamble|chance|risk)s? with"
        r"|played (?:\w+ )?with (?:your|people)|at your expense|you paid the price"
    ),
    "fault": (
        r"(?:fault|blame|guilt|liability|responsibility in law)\b[^.;!?]{0,40}?\b(?:with|on|at) (?:us|our|me"
        r"|this company)\b|(?:on|blood on) our hands"
        r"|(?:corner|cost)-cutting|"
        r"(?:our|my|the company's|management's|own) (?:\w+ ){0,2}?(?:faults?|guilt|blame"
        r"|wrongdoing)\b(?! (?:report|line|code))|(?:fault|blame|guilt)\b(?: for [^.;!?]*?)? (?:\w+ )?(?:is"
        r"|are|lies|rests|sits|falls) (?:\w+ )?(?:ours|mine|with|on|at)\b|at fault|(?:are|is|was|were|am"
        r"|solely|ones?|alone) (?:(?!not|never)\w+ )?to blame"
        r"|(?:admit|confess|conced|owned? up)\w*|admission of|acceptance of (?:\w+ )?(?:fault|blame|guilt)"
        r"|(?:accept|take|bear|carry|shoulder)\w* (?:\w+ ){0,3}?(?:blame|fault|guilt"
        r"|culpability)\b(?! that comes)"
        r"|(?:we|i) (?:\w+ ){0,2}?(?:caused|brought (?:this|it) (?:about|on)|created|are the cause"
        r"|were the cause)\b(?! (?:you |them |so much |such |a lot of )?(?:\w+ )?(?:trouble|worry|distress"
        r"|upset|inconvenience|concern|anxiety|stress|confusion))"
        r"|caused by (?:us|our own|our (?:\w+ )?(?:greed|failure|failings?|decision|neglect\w*|cost))"
        r"|(?:because|as a result) of our (?:own |\w+ )?(?:greed|failings?|cost[- ]cutting|arrogance)"
        r"|greed\w*|arrogan\w+|(?:we|i) (?:\w+ )?(?:deserve|have no (?:excuse|defen[cs]e))|(?:we"
        r"|i) (?:\w+ )?did it\b|(?:it was|the ones? who did (?:it|this) (?:was|were|is|are)) us\b"
        r"|done our job|doing our job|hands up\b|caught red-handed|got caught|culprits?"
    ),
    "wrong": (
        r"stole|stolen from you|steal\w*|cheat\w*|scam(?:med)?\b|swindl\w+|conn?ed\b|defraud\w*|brib\w+"
        r"|discriminat\w+|racis\w+|sexis\w+|exploit(?:ed|ing)\w*|poison(?:ed|ing)\b|endanger\w*|abus(?:e|ed"
        r"|ing)\b|misus(?:e|ed|ing)\b|harass(?:ed|ing)|mistreat(?:ed|ing)|bull(?:ied|ying)|rip(?:ped"
        r"|ping)? (?:\w+ )?off|stitch\w* (?:\w+ )?up"
        r"|trick(?:ed|ing)|betray(?:ed|ing)|fleec\w+|robb(?:ed|ing)|help(?:ed|ing) ourselves|crooks?"
        r"|conspir\w+"
        r"|overcharg\w+ (?:\w+ ){0,3}?(?:on purpose|for years)|(?:sold|sell\w*) (?:\w+ ){0,3}?data|spied"
        r"|spying|(?:we|i) (?:\w+ ){0,2}?(?:killed|injured|harmed|maimed|poisoned|endangered)|(?:did"
        r"|done) (?:you )?wrong\b|did wrong (?:by|to)"
        r"|profited|profiteer\w+|price[- ]?gouging|launder\w*|embezzl\w+|evad\w+|(?:was"
        r"|were) not ours to (?:take|keep|sell)|pa(?:id|y|ying) (?:\w+ ){0,4}?(?:to (?:keep|stay|shut"
        r"|say nothing|be quiet)|off)|lin(?:ed|ing) (?:our|their) pockets"
    ),
}  # fmt: skip
FAULTS = {name: re.compile(rf"(?<![\w-])(?:{words})", re.I) for name, words in _FAULT.items()}

_GOOD = (
    r"(?:honest\w*|truthful\w*|candid|straight(?:forward)?|lawful\w*|legal(?:ly)?|above board|innocent"
    r"|blameless|compliant|competent\w*|in good faith|entitled to (?:keep|take|charge|do)"
    r"|authori[sz]ed to|permitted to|allowed to (?:keep|take|charge|do|sell)|licen[cs]ed|insured"
    r"|the (?:whole |full )?truth|play(?:ed)? by the rules|by the book)"
)
_SLIP = r"(?:accident(?:al\w*)?|mistake|slip|coincidence|oversight|error)"
VIRTUES = re.compile(
    rf"(?:not|never|n't|less than|far from|anything but|hardly|nothing|no longer|neither"
    rf"|fail\w* to be) (?:[\w'-]+ ){{0,4}}?{_GOOD}(?! (?:advice|proceedings|team|reasons))\b"
    rf"|(?:no|not an?|never an?|hardly an?|anything but an?|more than an?"
    rf"|no longer (?:\w+ ){{1,6}}?an?) (?:\w+ )?{_SLIP}\b"
    rf"|(?:false|a lie|untrue|wrong) to (?:say|claim|pretend)[^.;!?]*\b{_GOOD}",
    re.I,
)  # fmt: skip
_LEFT = (
    r"(?:ignored|skipped|dropped|left (?:out|in|unread|undone|unanswered|for later)|bypassed|flouted"
    r"|broken|breached|buried|hidden|destroyed|deleted|wiped|shredded|erased|taken|cut|made up|invented"
    r"|falsified|fiddled|rigged|disregarded|waved (?:through|away)|filed away|swept|brushed|suppressed"
    r"|shelved|binned|thrown|disabled|cooked|doctored|forged|silenced|overruled|dismissed|neglected"
    r"|kept (?:quiet|secret|from)|in the bin|straight in the bin|in a drawer|unread)"
)
OPEN = re.compile(
    rf"\b(?:{_CARE}|{_PAPERS}) (?:(?!whether|if|not|never|no )[\w'-]+ ){{0,9}}?(?:was|were|been|went|got"
    rf"|had been) (?:(?!not|never|whether)\w+ ){{0,2}}?{_LEFT}\b"
    rf"|\bthere (?:was|were|has been|is) (?:an? )?(?:\w+ ){{0,2}}?(?:cover-?up|fraud|crime|negligence"
    rf"|neglect|wrongdoing|deception|deceit|lies|conspiracy|misconduct)\b"
    rf"|\b(?:this|it|that|what happened|everything|all (?:of )?(?:this|it)|the [\w-]+(?: [\w-]+)?) (?:was"
    rf"|were|is|has been) (?:\w+ ){{0,2}}?(?:(?:no|not an?|never an?|hardly an?) (?:\w+ )?{_SLIP}"
    rf"|with intent|on purpose|deliberate\w*|intentional\w*|planned|by design|criminal\b|illegal|unlawful"
    rf"|fraud\b|preventable|avoidable|foreseeable|(?:built|designed|set up|made) to {_HARM}|cheaper)"
    r"|\b(?:(?:this|it|that|what happened) was|what we did (?:was|is)) (?:\w+ ){0,2}?(?:cover-?up|fraud"
    r"|crime|theft|scam|lie"
    r"|negligence|sabotage|robbery|deception)\b"
    r"|\bcould have been (?:\w+ )?(?:prevented|avoided|stopped)|\bit (?:was|is) cheaper\b",
    re.I,
)  # fmt: skip
