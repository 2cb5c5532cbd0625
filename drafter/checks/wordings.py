"""The wordings of regret, explanation and responsibility, as frames; `amends` has the other three.

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
# Readers, helpers and reporters: what they did is no account of a fault.
_BYSTANDERS = (
    r"(?:customers?|users?|people|passengers?|guests?|patients?|members?|everyone|anyone"
    r"|nobody|police"
    r"|firefighters?|crews?|ambulances?|paramedics|doctors|families|residents|fans|readers|players?"
    r"|students|parents|council|clip|video|footage|article|posts?|picture|app|website"
    r"|site|report|it"
    r"|they|he|she|who|which|cards?|mum|dad|wife|husband|others?|hearts?|thoughts)"
)
_DID = "|".join(set(_IRREGULAR.split()) - {"was", "were", "did", "said", "knew", "thought", "felt"})
EXPLANATION = frame(
    r"\b(?:the|our|one|an?|this|my) (?:[\w'-]+ ){1,5}?(?:did not|didn't|had not|hadn't"
    r"|never) (?:know|check|see|read|follow|hear|close|open|start|reach|arrive|work"
    r"|turn|stop|fit|match|tell|ring|notice|ask|pass|send|switch|lock|come|go off)\b",
    r"\b(?:there (?:was|were)|had) [^.!?;]{0,40}\b(?:where there )?should have been\b"
    r"|\bset (?:fire|light) to\b|\b(?:took|brought|knocked|tore|blew) (?:down|out) the\b"
    r"|\b(?:was|were) (?:\w+ed) shut\b",
    rf"\b(?:error|mistake|fault|bug|mix-up|failure|leak|crack|update|change|power cut"
    rf"|storm|lightning|water|ice|snow|wind|rain|heat|frost|fire|wave)"
    rf" (?:(?:in|on|at|of|to|from|with|last) (?:[\w'-]+ ){{1,4}}?)?(?:[a-z]{{3,}}ed|{_DID})\b",
    r"\b(?:an?|the|our|one of our) (?:[\w'-]+ ){1,3}?(?:used|drilled|dropped|skipped"
    r"|missed|overlooked|typed|pressed|reversed|overturned|misread|struck|mistook|swapped"
    r"|spilled|spilt)\b",
    r"\bhad been (?:off|on|open|closed|down|empty|dead|blocked|out|loose|old)\b|\b(?:filled"
    r"|loaded|fitted|sent|packed|printed|charged|delivered|built"
    r"|labelled) [^.!?;]{0,40}\binstead of\b",
    r"\b(?:left|ran|arrived|started|closed|opened) [^.!?;]{0,20}\b(?:early|late|without)\b"
    r"|\b(?:we|i) thought\b[^.!?]*\b(?:was|were|did)(?: not|n't)\b",
    rf"\b(?:an?|the|our|two|three|some(?:body|one)?|one of our) (?!{_BYSTANDERS}\b)"
    rf"(?:(?!{_BYSTANDERS}\b)[\w'-]+ ){{0,5}}?(?!{_RESPONSE}\b|{_BYSTANDERS}\b)(?:[a-z]{{3,}}ed"
    rf"|{_DID})"
    r" (?:the|an?|our|its|their|his|her|two|every|each|all|one|off|out|away|into|in|on|over|down|up"
    r"|twice|last|another|onto|by hand)\b",
    r"\b(?:gave|showed|returned|reported|sent|held) (?:an?|the|last|old|two) (?:\w+ )?(?:false"
    r"|wrong|old|last|out-of-date|error|year's|month's)\b",
    r"\b(?:was|were) (?:sent|given|sold|put|left|served|shipped|routed|directed|packed"
    r"|printed|posted) (?:onto|into|on|in|to) the (?:same|wrong|old|other)\b",
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
    r"\b(?:we|i) (?:had|could have|knew|saw|were told|was told) [^.!?;]*\band (?:sat on"
    r"|did(?:n't| not)|let|carried on|went ahead|waited|ignored|said nothing|put it off)\b"
    r"|\b(?:for|up to) (?:us|me) to answer\b|\b(?:i'm|we're) (?:\w+ )?(?:responsible"
    r"|accountable|to blame)\b",
    r"\bon (?:our|my) watch\b|\b(?:the|this) [\w-]+ (?:got (?:this|it) (?:\w+ )?wrong"
    r"|failed (?:you|them|her|him|in)|is (?:responsible|to blame|at fault))\b"
    r"|\bby (?:me|us)(?=[.,;!])|\b(?:lies|sits|rests|is) (?:squarely |entirely )?with (?:our"
    r"|my)\b|\bi'm the one who\b|\bcut (?:a |some |too many )?corners?\b"
    r"|\b(?:we|i) promised [^.!?]*\b(?:and|but) (?:gave|did not|didn't|sold|broke|left"
    r"|then|never)\b|\bavoidable\b[^.!?]*\b(?:we|i)\b",
    r"\b(?:take|took|put) (?:this|that|it|all of it) on (?:me|us|myself|ourselves)\b"
    r"|\bon our (?:side|part|end)\b"
    r"|\b(?:we|i) (?:were|was|are|am) the ones? who\b|\b(?:nobody|no one) (?:else )?(?:is"
    r"|was|else) (?:to blame|at fault)\b"
    r"|\b(?:no one|nobody|none) to blame but\b|\b(?:we|i) (?:neglected|overlooked|disregarded"
    r"|ignored|brushed aside)\b"
    r"|\b(?:failure|failing|lapse|error) of (?:management|leadership|judgement|judgment"
    r"|care|ours|mine)\b",
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
    r"\bdeserved? (?:much |far |a lot )?better\b|\bnot good enough\b",
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
