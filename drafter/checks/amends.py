"""The wordings of repentance, repair and the request for forgiveness, as frames; see `wordings`."""

from drafter.checks.frames import WE, frame

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
    r"\b(?:we|i|staff|managers?|teams?|drivers?)\b[^.!?]*\b(?:(?:once|twice"
    r"|three times) an? (?:day|week|month|year|quarter|shift)|(?:every|each) (?:month"
    r"|quarter|year|shift|term|season|spring|night))\b",
    r"\b(?:manuals?|procedures?|rules?|lists?|training|forms?|codes?|contracts?|signs?"
    r"|menus?|labels?|scripts?) (?:has|have) (?:now |since )?been (?:rewritten|replaced"
    r"|scrapped|redesigned|redrawn)\b"
    r"|\bwill (?:\w+ )?be (?:tested|checked|inspected|audited|signed|read|reviewed|approved) by\b"
    r"|\b(?:we|i)(?:'ve| have) put (?:an?|two|new|more) (?!line|helpline|fund)\w+",
    r"\b(?:we|i|staff|drivers|nurses|teams?|managers|they|it|the \w+) now (?!know|have (?:your"
    r"|a|the|no)|understand|see|hope|believe|expect|think|has|is|are|as)[a-z]+\b"
    r"|\bas (?:of|from) (?:today|now|this|\w+day)\b|\bwithout exception\b",
    rf"\b(?:starting|beginning|from|as of) in {_WHEN}\b",
    r"\b(?:doors?|gates?|systems?|app|site|tills?|machines?|alarms?|forms?|pages?|software"
    r"|checkout|servers?|tools?|bot|scanners?)"
    r" (?:now |will |will now )?(?:refuses?|blocks?|stops?|locks?|warns?|asks?|checks?"
    r"|rejects?|requires?|flags?|limits?|shuts?|goes? to two|go to two)\b",
    r"\b(?:retak\w+|refresher|retrain\w*|re-?certif\w+) (?:the|their|a|our|every|all"
    r"|by|in|course)\b"
    r"|\b(?:written|put|added) (?:\w+ ){1,4}?(?:into|to) (?:the|our|every) (?:\w+ )?(?:handbook"
    r"|manual|rulebook|rules|contract|checklist|policy)\b"
    r"|\b(?:we|i)(?:'ve| have) (?:thrown out|binned|shredded|scrapped|retired|torn up) (?:the"
    r"|all|every|our)\b",
    r"\b(?:an?|the|all|both|our) (?:\w+ ){1,3}?(?:stands?|sits?|checks?|reads?|rides?"
    r"|walks?|watches|waits?|inspects?|listens?|goes|calls?)\b"
    r"[^.!?]*\b(?:each|every|from (?:this|next|now|today|monday)|before)\b",
    r"\b(?:two|both|a second|another|a third|an outside|an independent) (?:\w+ ){0,3}?(?:reads?"
    r"|checks?"
    r"|signs?|inspects?|tests?|approves?|counts?|reviews?|listens?)\b[^.!?]*\b(?:before"
    r"|every|each|all)\b",
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
    r"\bnow (?:check|ask|read|test|call|ring|sign|carry"
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
    r"\b(?:every|each|all|no|our|the) (?:\w+ ){0,4}?(?:is|are|runs?|stops?|gets?|goes?"
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
    r"\bfor nothing\b(?=[:.,;])|\bno (?:receipts?|stamps?|photographs?|proof) (?:is |are )?needed\b"
    r"|\b(?:bills?|costs?|fees?) (?:is|are) ours\b|\b(?:charges?|fees?|fines?|debts?) (?:is|are|was|were"
    r"|has been|have been) (?:cancelled|withdrawn|dropped)\b|\b(?:right|new|replacement|second) [\w-]+"
    r" (?:comes?|goes|went|reach(?:es)?|arrives?) (?:to|out|by|on|your)\b|\bclaimed back\b"
    r"|\b(?:[£$€][\d,.]+|money|back pay|payment) (?:reaches you|is in your)|\bagreed a payment\b",
    r"\b(?:lends?|lending|lent) (?:you|them|her|him)\b|\bsend (?:me|us) (?:the"
    r"|your) (?:\w+ )?(?:bill|receipt|invoice|slip)s?\b|\bon (?:its|their) way to (?:you"
    r"|each|every|them)\b|\bon the house\b"
    r"|\b(?:with no|without (?:an?|any)) (?:fee|penalty|charge)\b|\b(?:set up"
    r"|opened) an? (?:\w+ )?(?:line|helpline|hotline|fund|desk)\b|\bgets? in free\b",
    r"\b(?:take|taken|took) (?:the|that|this|it) (?:\w+ )?off\b|\b(?:is|are) (?:included"
    r"|waiting (?:for you|at))\b"
    r"|\b(?:settles?|settled|pick up|picks up|meet|meets) (?:the|your|his|her|their"
    r"|every|all) (?:\w+ )?(?:bills?|costs?|invoices?|fees?)\b",
    r"\b(?:pays?|paying) for (?:your|their|her|his|the lost|every|each|all|any)\b|\b(?:is"
    r"|are|stays?) free\b(?! of (?:charge )?(?:bugs|risk|error))"
    r"|\b(?:we|i)(?:'ll| will| can| are|'re|'m)? (?:mend|mending|rebuild|rebuilding"
    r"|make good|give back|giving back|come and|replant|relay)\b"
    r"|\bclaim forms?\b|\bput [£$€]?[\d,.]+ [^.!?]{0,30}\b(?:on|in|into|to) (?:your"
    r"|each|every|their)\b|\bfund (?:of|opens?|pays?|for)\b"
    r"|\b(?:swap|exchange|return) (?:it|them|yours) (?:at|in|for|to)\b|\b(?:your"
    r"|the) old (?:price|rate|fare|plan|terms)s? (?:stays?|remains?|holds?)\b",
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
    r"|spare)\b[^.!?;]{0,60}"
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
    r"(?:'ll|'m|'re|'s| will| is| are) (?:\w+ )?(?:bringing|driving|dropping"
    r"|drop|collecting|coming|fetching|taking) (?:it|them|you|yours|one|another|over"
    r"|round)\b",
    r"\b(?:can|may|will be able to) (?:\w+ )?(?:claim|swap|exchange|return|cancel (?:free"
    r"|without)|have (?:the|your|their) money|keep)\b",
)
# What readers are told to do, or what others will do, is no change of one's own.
NOT_OURS = frame(
    r"^(?:please|bring|keep|use|do not|don't|call|ring|go|check|boil|close|take|throw"
    r"|send|stay|if you|hope"
    r"|he|she|they|you|you'll|you will|sign|show|visit|write|reply|dm|email|text)\b",
)
# A change already made: it is meant as a promise where the text is sorry.
CHANGED = frame(
    r"\b(?:we|i)(?:'ve| have) (?:also |now |since )?(?:ended|scrapped|banned|moved|bought"
    r"|hired|installed|fitted|doubled|separated|rewritten"
    r"|redesigned|retrained|tightened|split|added|changed|replaced) (?:the|an?|all|every"
    r"|our|two|three|more|how|who)\b"
)
NO_REPAIR = frame(
    r"\bback to us (?:free|post)\b",
    r"\b(?:no|not|n't|cannot|unable to) (?:\w+ ){0,3}?(?:refund|compensat|reimburs|replac"
    r"|eligible|entitled)\w*",
    r"\b(?:refunds?|claims?) (?:are|is) (?:going out|being (?:processed|handled|reviewed))\b",
)
FORGIVENESS = frame(
    r"\b(?:give|giving) (?:us|me) (?:a|another|one more) (?:\w+ )?(?:chance|try|go)\b",
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
