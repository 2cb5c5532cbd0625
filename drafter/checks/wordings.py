"""The wordings that earn the six parts of an apology, as frames.

They are general shapes of English in small letters: who speaks, a class of verbs, what must follow.
They are ours, and miss some paraphrases.
"""

from drafter.checks.frames import ADVERBS, FEELING, SORRY, WE, frame

# Regret that names nobody's act: for a feeling, for news, or for the stock inconvenience.
NO_ACT = frame(
    rf"{SORRY}(?: to (?:hear|learn|see|read))?(?: that| how| about| for| if)? (?:you|people|some"
    rf"|guests|customers|they|fans|anyone)\b[^.!?,;]{{0,40}}\b(?:feel\w*|felt|think|thought|found"
    rf"|{FEELING}|enjoy\w*|expect\w*|took|saw it)\b",
    rf"{SORRY}(?: most| very| again)?(?: sincerely| deeply)? (?:for|about|over) (?:any"
    rf"|the|that|this|your|all the|some|all)"
    rf" (?:\w+ (?:or |and )?){{0,2}}?{FEELING}\b(?! (?:we|i|our \w+|my \w+)\b)",
    rf"{SORRY} to (?:hear|learn|see|read|know)\b",
    r"\bany (?:\w+ )?(?:inconvenience|upset|confusion|distress|offence|disruption)\b",
    r"\b(?:he|she|they|the \w+) (?:has|have|had)(?: since| also)? apologi[sz]ed\b",
    r"\bregret(?:s|ted)? (?:that )?(?:you|people|some|they)\b",
    rf"{SORRY}[^.!?;]*\b(?:received|perceived|interpreted|construed|understood|come across"
    rf"|came across|been read|been taken) (?:in|as|by|like|this|that|to|badly|poorly)\b",
)
# No apology at all.
REFUSED = frame(
    rf"\b(?:no|not|n't|never|without|nor) (?:\w+ ){{0,3}}?(?:an? )?{SORRY}",
)
OWN_ACT = frame(
    r"\b(?:we|i) (?!know|understand|hear|see|appreciate|are |am |want|would|can |do |deeply|value"
    rf"|sincerely|truly|apologi|regret|recogni|acknowledge|')\w+[^.!?]*{SORRY}",
    rf"{SORRY}[^.!?]{{0,60}}\b(?:that|what|how|when|because|for) (?:we|i|our \w+|my \w+)\b",
)
CAUSE = frame(
    r"\b(?:because|due to|owing to|caused by|the (?:cause|reason|fault) (?:was|is|lay)"
    r"|as a result of"
    r"|stem(?:s|med) from|traced (?:it |this |back )*to|came down to|which (?:meant|left|caused)"
    r"|meant (?:that|the|some|your|our|it)|so that|that is why|that's why"
    r"|(?<!been )(?<!were )(?<!was )led to|triggered|resulted in"
    r"|the result was|thanks to a|blamed on|on account of)\b",
    r"\bafter (?:an? |the |our |one |we |i |it )(?:\w+ ){0,4}?(?:\w+ed|fault|failure"
    r"|error|leak|fire|crash"
    r"|outage|storm|mistake|broke|fell|ran|cut|lost|left|sent)\b",
    r"\b(?:closed|blocked|delayed|cancelled|stopped|cut|damaged|hit|held (?:up|back)"
    r"|knocked out|brought down|taken (?:down|out)|torn down|flooded|disrupted)"
    r"[^.!?;,]{0,20} by (?:an?|the|our|fog|snow|ice|wind|rain|fire|flood\w*|storms?)\b(?! (?:end"
    r"|time|morning|evening))",
    r"\b(?:and|, )so (?:the|our|it|your|we|some|every)\b[^.!?]*\b(?:\w+ed|did|was|were"
    r"|went|fell|got)\b",
)
_IRREGULAR = (
    "forgot lost left sent took gave put ran broke sold told went got kept let made held built"
    " wrote hid cut shut spent fell knew thought chose read drove flew hit shook sank bought brought"
    " set meant felt wore tore threw grew drew spoke swore slept dealt lent bent burnt fed bled shot"
    " stuck paid hurt hung swung wound began forbade withdrew overcharged overbooked misread oversold"
    " undid undersold said did was were"
)  # fmt: skip
# What one does after the fact, or says: no account of what went wrong.
_RESPONSE = (
    r"(?:apologi\w+|refund\w*|reimburs\w+|contact\w*|called|emailed|wrote|spoke\w*|offered"
    r"|asked|closed"
    r"|opened|report\w*|inform\w*|told|stopped|suspended|started|launched|paid|receiv\w+"
    r"|learn\w*|heard"
    r"|saw|notic\w+|found|discover\w+|identif\w+|review\w*|investigat\w+|met|work\w*"
    r"|fixed|restor\w+"
    r"|repair\w*|rebuilt|publish\w*|posted|updated|removed|withdr\w+|recall\w*|replac\w+"
    r"|return\w*|appoint\w*"
    r"|hired|commission\w*|introduc\w+|added|changed|issued|texted|shared|welcom\w+"
    r"|agreed|decided|began|"
    r"brought|set|need\w*|want\w*|hoped|expect\w*|tested|checked|moved|gave|put|made"
    r"|took|know|said|sent"
    r"|was|were|did|let|thought|felt|meant|lowered|rais\w+|engag\w+|isolat\w+|restart\w*"
    r"|switched|turned"
    r"|tak\w+|listen\w*|credit\w*|cancel\w+|arrang\w+|book\w+|visit\w*|thank\w*|deploy\w*"
    r"|roll\w*|alert\w*"
    r"|notif\w+|answer\w*|confirm\w*|serv\w+|pull\w*|shut|kept|held|got|ran|built|train\w*"
    r"|ask\w*|show\w*)"
)
# What turns even such a verb into the account of a fault.
_FAULT = (
    r"(?:instead of|wrong\w*|without|by (?:mistake|accident|error)|twice|too (?:\w+)|nobody|no one"
    r"|another|old|out[- ]of[- ]date|late|loose|before (?:it|we|they|anyone|checking"
    r"|testing)|unsealed"
    r"|unlocked|switched off|muted|open|behind|in error|unchecked|untested|uncooked|raw|mistaken\w*"
    r"|incorrect\w*|missing|expired|rather than|the same|nothing|only|unsafe|someone else's"
    r"|mixed up"
    r"|short|despite|even though|when (?:they|it|you|we)|although|broken|damaged|faulty"
    r"|hidden|to save)"
)
_FAILS = (
    r"(?:failed|burst|contain(?:s|ed)|leaked|caught fire|crashed|collapsed|overheat\w*"
    r"|slipped|crept"
    r"|misfired|found (?:its|their) way|dropped|ran (?:out|over|outside|dry|late)|filled up|faulty"
    r"|went (?:wrong|down|off|out|missing)|brought down|knocked out|struggled|jammed"
    r"|tripped|cracked|flooded"
    r"|expired|froze|seized|snapped|split|came (?:loose|off|apart|away)|broke(?: down)?"
    r"|stuck|blocked"
    r"|corroded|wore|short-circuited|deleted|overwr\w+|mis-?\w+ed|contaminat\w+|infect\w+"
    r"|mixed|swapped"
    r"|timed out|lost power|shut (?:down|itself)|gave way|got (?:into|through|past)"
    r"|overflowed|spilt|spilled"
    r"|on strike|off sick|have (?:norovirus|flu)|had (?:been )?(?:\w+ed|left|run|worn"
    r"|gone|lost|fallen|broken|set|put))"
)
# Our own act, told in the active voice.
OWN_FAULT = frame(
    rf"\b{WE}(?:'d|'ve)? {ADVERBS}(?:did(?:n't| not)|had(?:n't| not)|was(?:n't| not)"
    rf"|were(?:n't| not))\b"
    r"(?! (?:know|yet|able|want|mean|intend|sure|here))",
    rf"\b{WE}(?:'d|'ve)? {ADVERBS}(?!{_RESPONSE}\b)(?:[a-z]{{2,}}ed"
    rf"|{'|'.join(_IRREGULAR.split())})\b",
    rf"\b{WE}(?:'d|'ve)? {ADVERBS}(?:[a-z]{{2,}}ed"
    rf"|{'|'.join(_IRREGULAR.split())})\b[^.!?;]*\b{_FAULT}\b",
    rf"\b{WE} (?:was|were) (?:testing|using|running|moving|changing|trying|upgrading"
    rf"|relying|short)\b",
    rf"\b{WE}(?:'d|'ve)? {ADVERBS}(?:ran out|kept \w+ing|let \w+ (?!know)\w+|went (?:ahead"
    rf"|on)|stood by|sat on|turned away|put (?:it|this|them) off|left out)\b",
)
EXPLANATION = frame(
    rf"\b(?:an?|the|our|one|two|some|part|its|their|\w+'s|that|this|it|they"
    rf"|which) (?:[\w'-]+ ){{0,5}}?{_FAILS}\b",
    rf"^(?:[\w'-]+ ){{1,5}}?{_FAILS}\b",
    r"\b(?:was|were|been|had|being) (?:wrongly |mistakenly |accidentally |not |never "
    r"|badly |also )*"
    r"(?:left|found|cut|damaged|contaminated|mislabel\w+|mixed|muted|set|built|loaded"
    r"|misconfigured|switched"
    r"|fitted|overbooked|delayed|stored|sent to|addressed|caused|blocked|flooded|hit"
    r"|struck|stolen|hacked"
    r"|copied|disconnected|unplugged|installed|entered|charged|overcharged|picked up"
    r"|exposed|deleted)\b"
    r"(?! (?:off|back|to you|refund))",
    r"\b(?:had|has|have|was|were) (?:not|never) (?:been )?(?:\w+ed|done|told|given|sent"
    r"|met|kept|put|made|set|read|seen|shown|built|acted)\b(?! (?:hurt|harmed|affected"
    r"|involved))",
    r"\b(?:wrong|incorrect|faulty|defective|stale|out-of-date|outdated|misplaced|duplicated?"
    r"|mismatched|contaminated|mislabelled) (?!with\b|about\b|to\b)[a-z]+",
    r"\b(?:there was|was|were|is|are|with) (?:an? )?(?:\w+ ){0,2}?(?:fault|bug|error"
    r"|failure|shortage|defect"
    r"|leak|outbreak|strike|breakdown|crack|wrong \w+|glitch|sync issue|anomaly)\b(?! ours)",
)
_NOUN = (
    r"(?:mistake|fault|error|failure|failing|doing|responsibility|job|decision|blame"
    r"|choice|planning"
    r"|oversight|duty|slip|lapse|mess|wrong|negligence|carelessness|shortcoming|mix-up|bad call)s?"
)
RESPONSIBILITY = frame(
    rf"\b(?:our|my|entirely our|all our) (?:own )?(?:\w+ )?{_NOUN}\b(?! (?:to|that) (?:help"
    rf"|be|protect|serve)\b)"
    r"(?! (?:is|was|has been) (?:final|to)\b)",
    r"\b(?:is|was|were|are|be|'s) (?:\w+ ){0,2}?(?:ours|mine|on us|on me|down to us"
    r"|down to me|with us|with me)\b",
    r"\b(?:lies|lie|rests?|sits?|stops?|falls?|starts?|ends?|begins?) (?:\w+ )?(?:with"
    r"|on|at) (?:us|me|my desk|our door)\b",
    r"\bbecause of (?:us|me|what (?:we|i))\b|\bno excuses?\b|\bnot an excuse\b|\bthat's on (?:us"
    r"|me)\b|\bby our own\b",
    r"\b(?:we|i) (?:did|caused|created|allowed|permitted) (?:this|it|that)\b",
    r"\b(?:we|i)(?:'d|'ve|'m|'re)? (?:have |had |also |simply |really |just |both |all "
    r"|fully |do |then |clearly |badly |\w+ly )*"
    r"(?:got (?:this|it|that|\w+|\w+ \w+|the \w+ \w+) (?:\w+ )?wrong|were wrong|was wrong"
    r"|am wrong|let (?:you|them|her|him|everyone"
    r"|people|\w+|\w+ \w+|\w+ \w+ \w+) down|failed|should(?:n't| not| never)? (?:\w+ )?have"
    r"|ought(?:n't| not)? to have"
    r"|broke (?:my|our|that|the|a|your|their)\b|own (?:this|it|that|the|up|what)|am to blame"
    r"|are to blame"
    r"|(?:take|takes|accept|bear|hold|have|carry) (?:the |my |our )?(?:\w+ )?(?:responsib\w+"
    r"|blame|fault|accountab\w+)"
    r"|(?:am|are|is|remain) (?:\w+ )?(?:responsible|accountable|answerable)|made (?:an?"
    r"|the|this|that|two|three|several|our"
    r"|some) (?:\w+ )?(?:mistake|error|bad call|wrong)|made mistakes|answer for|chose wrongly"
    r"|fell (?:\w+ )?short|messed (?:this |it |that |things )?up"
    r"|screwed (?:this |it |that |things )?up|dropped the ball|blew (?:it|this)|mishandled"
    r"|mismanaged|misjudged|owe you (?:better|an)|had no (?:right|business)"
    r"|(?:was|were) (?:too |so )?(?:slow|late|careless|complacent|naive|sloppy)|took (?:far "
    r"|much )?too long|treated (?:you|her|him|them)"
    r"|missed (?:it|this|that|the (?:signs|warnings?)))\b",
    r"\b(?:we|i) (?:\w+ ){1,3}?wrong(?:ly)?\b|\b(?:we|i) (?:did(?:n't| not)|have not"
    r"|haven't|never) (?:keep|kept|honou?r\w*|live up|lived up|meet|met) \b|\b(?:wrong"
    r"|careless|clumsy|slow|sloppy|thoughtless|planning|failure|error|mistake) (?:of"
    r"|by) (?:us|me|ours|mine)\b",
    r"\b(?:an?|the) (?:\w+ )?(?:error|mistake|failure|failing|fault) (?:of|on) (?:our"
    r"|my)\b|\b(?:we|i) (?:are|am|were|was) (?:\w+ )?(?:guilty|at fault|in the wrong)\b",
    r"\bwhat (?:we|i) got wrong\b|\bwhere (?:we|i) went wrong\b"
    rf"|\b(?:we|i) (?!{_RESPONSE}\b|have|had|look|watch|pride|held|remind)(?:[a-z]{{2,}}ed"
    rf"|{'|'.join(_IRREGULAR.split())})\b[^.!?;,]{{0,40}}\b(?:ourselves|myself)\b",
    r"\b(?:you|they|she|he|\w+) deserved? (?:much |far |a lot )?better\b|\bnot good enough\b",
    r"\b(?:we|i) (?:did(?:n't| not)|never) (?:check|read|ask|tell|look|listen|act|stop"
    r"|call|test|warn|notice|answer|reply|follow)\w*\b",
    r"\b(?:we|i) [^.!?]{3,60} and (?:told (?:nobody|no one)|did nothing|said nothing"
    r"|took it from you)\b",
    r"\b(?:nobody|no one) (?:else )?(?:but|other than|except) (?:us|me)\b|\b(?:ours"
    r"|mine),? not (?:yours|theirs|his|hers|\w+'s)\b",
    r"\b(?:you|they|she|he|it|this|that|\w+s) should(?:n't| not| never) have (?:had to"
    r"|been|needed|heard|waited|to)\b",
    r"\bit (?:should|ought to) have been\b|\bshould have (?:come|been|gone|had|used"
    r"|told)\b[^.!?]*\b(?:us|we|our|sooner|earlier)\b",
)
_WHEN = (
    r"(?:today|now on|now|tomorrow|tonight|this (?:morning|week|month|season|term|year)"
    r"|next (?:week|month|term|season|year)|\w+day"
    r"|\d{1,2} \w+|\w+ \d{1,2}|(?:early |late |mid-?)?(?:january|february|march|april"
    r"|may|june|july|august|september"
    r"|october|november|december|spring|summer|autumn|winter))"
)
_CHANGED = (
    r"(?:chang\w+|retrain\w*|train\w*|add(?:ed|ing)?|stopp?(?:ed|ing)?|end(?:ed|ing)?"
    r"|bann?(?:ed|ing)?|replac\w+|brought in|bring\w* in"
    r"|introduc\w+|install\w*|hir(?:ed|ing|e)|appoint\w*|rewr\w+|rewritten|redesign\w*"
    r"|rebuil\w+|remov\w+|scrapp?\w*|put in|put \w+ in|"
    r"fit(?:ted|ting)|tighten\w*|doubl\w+|split|mov(?:ed|ing)|switch\w*|set up|clos(?:ed"
    r"|ing)|requir\w+|limit\w*|cap(?:ped)?|dropp\w+"
    r"|cut|lower\w*|raise\w*|extend\w*|simplif\w+|lock\w*|block\w*|automat\w+|creat\w+"
    r"|giv(?:en|ing|e)|check\w*|test\w*|review\w*|audit\w*)"
)
REPENTANCE = frame(
    r"\b(?:two|both|a second|another|a third|an outside|an independent) (?:\w+ ){0,3}?(?:reads?|checks?"
    r"|signs?|inspects?|tests?|approves?|counts?|reviews?|listens?)\b[^.!?]*\b(?:before|every|each|all)\b",
    rf"\b(?:from|as of|as from|starting|beginning|since|effective) {_WHEN}\b(?! (?:until"
    rf"|to)\b)(?!,? \d+ (?:customers|people|homes))"
    r"[^.!?]*\b(?:every|each|all|two|both|any|no|never|will|must|cannot|can't|needs?"
    r"|requires?|checks?|reads?|signs?|goes?|runs?|asks?"
    r"|gets?|carr(?:y|ies)|wears?|has|have|only|before|instead|twice|a second|tests?"
    r"|works?|stops?|walks?|calls?|answers?)\b",
    r"\b(?:every|each|no|all|any|both|two|nothing|nobody|no one) [^.!?]{2,90}\b(?:now"
    r"|before (?:it|they|any|we|an?|you|each|the|going|leaving)"
    r"|until (?:it|they|a|an|two|we|someone|each)|unless|from (?:now|today)|first|without (?:a"
    r"|an|two))\b",
    rf"\b{WE}(?:'ve|'ll|'re| have| has| will| are|'d)?(?: now| also| since"
    rf"| already)* {_CHANGED} [^.!?]{{0,120}}\b(?:before|each|every|again|until"
    r"|so (?:that )?(?:it|this|we|no|nobody|a|the|you|they)|any ?more|without|twice"
    r"|a second|second|extra|another|instead|rather than"
    r"|from now|in future|going forward|permanently|for good|new|all)\b",
    r"\b(?:(?:will|can|does|must|should) (?:not|never)|won't|cannot|can't"
    r"|never) (?:\w+ )?(?:again|happen|repeat\w*|recur)\b[^.!?]*"
    r"\b(?:because|since|as|we|every|each|now|by)\b",
    r"\bso (?:that )?(?:this|it|that|what happened|the same|no \w+|nobody"
    r"|you)\b[^.!?]{0,40}\b(?:can't|cannot|won't|can never|will never|does"
    r"(?:n't| not)|not) [^.!?]{0,40}\b(?:again|happen|repeat\w*)\b",
    r"\b(?:no longer|never again|not [^.!?]{0,30} again|won't [^.!?]{0,60} (?:again"
    r"|until|unless|without|before)|will not [^.!?]{0,60} (?:again|until"
    r"|unless|without|before)|will never)\b",
    r"\b(?:we|i|\w+s?) (?:will |'ll )?now (?:check|ask|read|test|call|ring|sign|carry"
    r"|need|require|run|go|get|have|has|work|send|use|block|stop"
    r"|refuse|show|wait|tell|sit|keep|log|record|answer|walk|inspect|review|train)\w*\b",
    r"\b(?:now|will) (?:needs?|requires?|takes?|has to|have to|must) (?:be )?(?:\w+ )?(?:two"
    r"|a second|both|approv\w+|sign\w*|check\w*|an?)\b",
    r"\bwill have \w+ [^.!?]{0,40}\binstead of\b|\bwritten into (?:your|our|the|every"
    r"|each) \w+|\binstead of (?:one|two|three|the (?:old|one))\b",
    r"\b(?:all|every|each|our) (?:\d+ |of our )?[\w ]{2,30} (?:sit|are being|will be"
    r"|is being|start|will) (?:\w+ ){0,3}?(?:train\w*|retrain\w*|down with"
    r"|course|check\w*|test\w*|inspect\w*|replaced|fitted)\b",
    r"\b(?:as of (?:today|now|this \w+)|from now(?: on)?|from today|from here on|any ?more"
    r"|until then|next (?:year|season|time|term))\b",
    r"\b(?:checks?|gates?|locks?|tests?|alarms?|lists?|rules?|guards?|limits?|barriers?"
    r"|sensors?|cameras?|procedures?|controls?|sign-offs?|reviewers?|readers?|staff"
    r"|handlers?|carers?|filters?|buttons?"
    r"|warnings?|labels?|switch(?:es)?|detectors?|steps?|blocks?|person|pairs? of eyes"
    r"|second \w+|new \w+)\b[^.!?,;]{0,30}\b(?:is|are|has been|have been|goes|go|went"
    r"|stands?)(?: now)? (?:in (?:place|force|use|today|tomorrow|on|since)"
    r"|live|fitted|installed|mandatory|compulsory|required|running)\b",
    r"\b(?:every|each|all|no|\w+s) (?:\w+ ){0,4}?(?:is|are|runs?|stops?|gets?|goes?"
    r"|needs?) (?:\w+ ){0,3}?(?:now|first|twice|by two|side by side|in different|separately"
    r"|if (?:one|it|anything))\b",
    r"\b(?:\w+ (?:form|sheet|list|tool|rule|process|policy|practice|version|system"
    r"|method)s?) (?:is|are|went|was|were) (?:\w+ )?(?:gone|retired|scrapped|abolished"
    r"|into the (?:shredder|bin)|withdrawn|shredded|destroyed|deleted)\b",
    r"\b(?:we|i) (?:now )?(?:say|sell|use|send|read|call|ask|check|keep|run|take|make) (?:no"
    r"|every|each|two|the \w+ out loud)\b[^.!?]*\b(?:before|any more|anymore|now|twice"
    r"|until)\b",
    r"\b(?:in future|going forward|next time|the next time)\b[^.!?]*\b(?:will|'ll|every"
    r"|each|two|before|until|no)\b",
)
_REMEDY = (
    r"(?:refund\w*|reimburs\w+|compensat\w+|vouchers?|replac(?:e|es|ed|ements?|ing)"
    r"|money back|(?:bill |store |account |service )?credits?\b(?! (?:card|check|rating"
    r"|score|report|monitor))"
    r"|credited|free (?:of charge|\w+)|rebook\w*|re-?book\w*|give back|paid back|pays? back"
    r"|repaid|repay\w*|goodwill|gift ?cards?|waiv\w+|write off|written off"
    r"|reinstat\w+|re-?send\w*|redeliver\w*|put(?:ting)? (?:it|this|things) right|made whole"
    r"|make (?:it|this) (?:right|up to)|credit monitoring|counselling"
    r"|cover(?:ing|s)? (?:your|the|their|any|all|her|his|every)|helpline|help line|hotline"
    r"|support line|extra (?:day|week|month|year)s?|cheques?|coming back to you"
    r"|costs? you nothing|off your (?:\w+ )?bill|off (?:every|each|the next) (?:\w+ )?bill)"
)
REPAIR = frame(
    rf"\b{_REMEDY}",
    r"\b(?:at (?:our|no) (?:own )?(?:cost|expense|charge)|no (?:extra )?(?:charge|cost)"
    r"|paid (?:for )?by us|on us\b|(?:we|i)(?:'ll|'re|'m| will| are| am"
    r"| have)? (?:\w+ )?pay(?:ing)?\b(?! for (?:it|this|that)\b)"
    r"|(?:are|is) ours to pay|comes? off (?:every|your)|back (?:on|in|into|to) (?:your"
    r"|the|their|her|his) (?:card|account|bank|name|door|hands?)|go(?:es)? back"
    r"|get (?:your|the|their) money|for no charge|up to [£$€]\d|[£$€]\d[\d,.]* (?:to"
    r"|for|back|each|off|towards?) )",
    r"\b(?:call|ring|phone|text|reply|dm|message|email|write to|bring|send|go to|press"
    r"|claim|ask for|visit|come to|take it)\b(?! (?:911|112|999|111|000|the police|an ambulance"
    r"|your (?:doctor|gp)|emergency)\b)[^.!?]{0,70}"
    r"(?:\d{3,}|\bwe'll\b|\bwe will\b|\bi'll\b|\bfor (?:an?|the|your) (?:new|free|fix"
    r"|check|repair|replac)|\bback\b|\bfix|\brepair)",
    r"\b(?:courier|taxi|coach|replacement|hotel|meal|seat|doctor|new (?:\w+ )?(?:slot"
    r"|card|one|appointment|copy|date|ticket|pair|order|parcel)|choice|loan \w+"
    r"|spare)\b[^.!?]{0,60}"
    r"\b(?:will|is|are|has been|have been|by|for you|to your|or|on its way|comes?|fetch"
    r"|brings?|collects?)\b",
    r"\b(?:has|have|had|is|are|was|were|been) (?:\w+ )?(?:moved to|restored to|lifted"
    r"|offered|given back|returned|back on|called back|put back|corrected)\b",
    r"\b(?:we|i)(?:'ll|'ve| will| have|'re| are)(?: now| also| already)? (?:return(?:ed)?"
    r"|restor(?:e|ed)|sen[dt] (?:you|them|her|him|everyone|every|each|a new|another)"
    r"|fix(?:ed)? (?:it|yours?|every)"
    r"|repair(?:ed)? (?:it|your|every)|collect(?:ed)? (?:it|your|the)|bring(?:ing)? (?:you"
    r"|it|your)|deliver(?:ed)? (?:it|your)|offer(?:ed|ing)? (?:you|them|her|him|every"
    r"|each|the|all|anyone)"
    r"|put(?:ting)? back|gave|give (?:you|them|her|him|every|each))\b",
    r"\b(?:get|gets|got|have|has|had|put|puts|give|gives|giving|given|set|pay|pays|paid"
    r"|hand|take|takes|send|sent|come|comes|transfer\w*"
    r"|return\w*) (?!back\b)(?:[\w£$€,.'-]+ ){1,6}?back\b(?! (?:in service|to work|to normal"
    r"|up|online|door|on (?:site|line)))",
    r"\b(?:get|gets|have|has|had|will be|is|are|being|be) (?:\w+ ){0,4}?(?:paid in cash"
    r"|returned|reimbursed|refunded|paid (?:by|from|for|until|today|on)|made good|covered"
    r"|void(?:ed)?|cancelled for you|put right)\b",
    r"\b(?:fares?|fees?|money|sums?|differences?|deposits?|points|charges?|costs?|bills?"
    r"|tickets?|payments?|wages|pay|claim|taxi|travel|fine|penalt(?:y|ies)|balance|hours"
    r"|£[\d,.]+|[$€][\d,.]+) (?:\w+ ){0,5}?"
    r"(?:comes? (?:back|off)|returned|back|void|dropped|deducted|set against|valid (?:any"
    r"|on|until|for)|good (?:any|on|for|until)|refunded|paid|goes (?:back|off|against)"
    r"|off your|on its way|on the way)\b",
    r"\b(?:you(?:'ll| will|r)?|they(?:'ll| will)?|everyone|everybody|anyone|each (?:of (?:you"
    r"|them)|\w+)|every \w+) (?:\w+ ){0,4}?(?:get|gets|have|has|is owed|are owed|receives?"
    r"|keeps?|is sent|is given) (?:\w+ ){0,2}?[£$€]?\d",
    r"\b(?:we|i)(?:'ve|'ll|'d| have| will| would like to| want to)? (?:\w+ )?(?:covered?"
    r"|pay|paid|reimburse[d]?|cancelled|waived?|popped|added|credited|dropped) (?:the"
    r"|your|her|his|their|any|a|an|\w+ \w+ (?:to|on|off)) [^.!?]{0,40}\b(?:bill|account"
    r"|fee|cost|costs|charges?|fine|month|card|price|"
    r"pens?|journey|fare|subscription|order|course|repair|premium|what)\b|\b(?:next"
    r"|first) (?:\w+'?s?) free\b|'s (?:on the house|free|on us)\b",
    r"\b(?:i|we|\w+)(?:'ll|'m|'re|'s| will| is| are) (?:\w+ )?(?:bringing|driving|dropping"
    r"|drop|collecting|coming|fetching|taking) (?:it|them|you|yours|one|another|over"
    r"|round)\b",
    r"\b(?:can|may|will be able to) (?:\w+ )?(?:claim|swap|exchange|return|cancel (?:free"
    r"|without)|have (?:the|your|their) money|keep)\b",
)
NO_REPAIR = frame(
    r"\b(?:no|not|n't|cannot|unable to) (?:\w+ ){0,3}?(?:refund|compensat|reimburs|replac"
    r"|eligible|entitled)\w*",
    r"\b(?:refunds?|claims?) (?:are|is) (?:going out|being (?:processed|handled|reviewed))\b",
)
FORGIVENESS = frame(
    r"\bforgiv\w+|\bpardon\b(?! the)",
    r"\b(?:another|second|the|a|one more|give (?:us|me) a) (?:chance"
    r"|opportunity)\b[^.!?]{0,40}\b(?:to (?:earn|put|make|win|show|regain|prove|do|try)"
    r"|from you|again)\b",
    r"\b(?:give|grant|allow|offer) (?:us|me) (?:another|a(?: second| fresh| new)?|one more"
    r"|the) (?:chance|try|go|opportunity)\b",
    r"\bask[^.!?]{0,40}\b(?:chance|forgiveness|your (?:trust|patience) (?:back|again))\b"
    r"|\btry us again\b|\bcome back to us\b",
    r"\b(?:hope|ask)\b[^.!?]{0,40}\b(?:let (?:us|me) (?:try|make|earn)|trust (?:us|me) again"
    r"|have (?:us|me) back)\b",
)
OFFER = frame(r"^(?:can|could|may|shall|would you like) (?:we|i|us|me)\b|^would you like\b")
