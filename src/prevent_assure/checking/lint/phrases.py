"""The words by which the lint knows remarks between colleagues, kinds of council and people who are not named.

Patterns are without regard to case, unless they say `(?-i:`. A pattern is tried only on texts that hold one of the
words, or marks, that stand before it, so that a file without any costs next to nothing: `B` is any single capital
there but A and I, `ABC` any two or three.
"""

_PIECE = r"(?:para(?:graph)?s?|sentences?|sections?|wording|bullets?|lines?|text|draft|bits?|letter|summary)"
_SENDING = (
    r"(?:before|prior to|when) (?:(?:you|we|I|it|this|the letter) )?(?:sen[dt]s?|sending|sign(?:s|ing|ed)?(?: off)?|"
    r"issues?|issuing|issued|publi(?:sh\w*|cation)|clear(?:s|ing|ance)?|goes|going|submitting)\b"
)
_BEGIN = r"(?:^|[.!?:;\[(\n\u2013\u2014]\s*|[-*\u2022]\s+)(?:please |pls |just )?"
_ASKS = r"(?:can|could|would|will|did|do|are|have|should|shall)"
_EDITS = (
    r"(?:check|confirm|delete|remove|amend|update|reword|rephrase|shorten|move|cut|tidy|rewrite|replace|insert|add|fix)"
)
_MINE = r"(?:e-?mail|comments?|notes?|message|changes|edits|track\w*)"

REMARKS = (
    ("pls plz fwiw fyi !! ?? @", r"\b(?:pls|plz|fwiw|fyi)\b|!!|\?\?|(?<!\w)@(?-i:[A-Z])[a-z]+\b"),
    (
        "note notes nb",
        (r"\bnotes? to (?:self|editors?|drafters?|authors?|typists?|reviewers?|colleagues?|team)\b|\bNB to "
        r"(?:self\b|\w+:)"),
    ),
    (
        "ABC",
        r"\b(?-i:[A-Z]{2,3})(?:'s|\u2019s)? (?:comments?|notes?|query|queries|edits?)\s?[:\u2013\u2014-]",
    ),
    (
        "ABC",
        (r"\b(?-i:(?!CT|HO|NHS|DSL|SPOC)[A-Z]{2,3}) to (?:check|confirm|update|add|review|complete|amend|draft|"
        r"chase|ask|insert)\b"),
    ),
    (
        "ABC",
        (r"(?<![\w.])(?-i:[A-Z]{2,3}): ?(?:please|can|could|do|did|is|are|check|I|we|this|not sure|should|"
        r"shall|have|need)\b"),
    ),
    (
        "[ < **",
        (r"<[^<>\n]{0,30}\b(?:check|confirm|query|delete|update|source)\b[^<>\n]{0,40}>|\*\*\s*(?:check|"
        r"confirm|query|tbc|update|delete)\b[^*\n]{0,30}\*\*|\[(?-i:[A-Z]{2,3})(?:\d{1,3}\]|[:,] |"
        r"\s?[\u2013\u2014-]\s)"
        r"|\[[^\]\n]{0,60}\b(?:please|check|confirm\w*|query|source|comment|reword|rephrase|delete|remove|"
        r"update|missing"
        r"|needed|to follow|not sure|is this|was this|do we|did we|can we|should we|ask)\b[^\]\n]{0,80}\](?!\()"),
    ),
    (
        "(",
        (r"\((?:to )?(?:check|confirm|ask|verify|query|chase)\b[^)\n]{0,60}\)"
        r"|\((?:is|was|are|do|did|should) (?:this|that|we)\b"),
    ),
    (
        "check confirm verify read review proofread mend fix",
        (rf"{_BEGIN}(?:check|confirm|verify|read|review|proofread|double[- ]check|mend|"
        rf"fix)\b[^.;\n]{{0,40}}\b{_SENDING}"),
    ),
    (
        "para paragraph paragraphs sentence sentences section wording bullet bullets line lines text draft letter",
        (rf"{_BEGIN}{_EDITS} (?:(?:this|that|these|the|above|below|previous|next|last|first|a|another|here)\b "
        rf"?){{1,3}}{_PIECE}\b"
        rf"|\b{_PIECE} (?:can|could|should|to) be (?:deleted|removed|cut|dropped)\b"),
    ),
    (
        "delete remove reword strike",
        (rf"\b(?:delete|remove|reword) (?:this|that|these)\b(?: {_PIECE}| if\b| once\b| or\b|[.!?\n]|$)"
        r"|\b(?:delete|strike) (?:as|where|if) (?:appropriate|applicable|necessary|not)\b"),
    ),
    (
        "?",
        (rf"\b(?:happy|ok|okay|content|comfortable|fine) with (?:this|that|the above|my) ?(?:{_PIECE}|\?)"
        rf"|(?<![\w\"'\u201c\u2018]){_ASKS} (?:you|we|I)\b[^.!?\n]{{2,120}}\?|\b(?:what do you think|any thoughts)\s?\?"
        r"|(?<![\"'\u201c\u2018])\b(?:is|was) (?:this|that|it) (?:still |really |even |actually )?(?:right|"
        r"true|correct|ok|okay|the case|current|up to date)\s?\?"
        r"|\bdoes this (?:read|sound|work|make sense)\b"),
    ),
    (
        "sure i've i\u2019ve i",
        (r"\bnot sure (?:about|if|whether|that) (?:this|we|I)\b|\bI(?:'ve|\u2019ve| have) (?:just )?(?:changed|"
        r"amended|added|deleted|"
        r"reworded|moved|tweaked|copied|pasted|left) (?:this|the|that|in|out|it)\b"),
    ),
    (
        "check query question comment edit send issue publish sign circulate highlighted",
        (r"(?:^|[.!?\n] ?)(?:I |we )?need to (?:double[- ])?check (?:this|with)\b|(?:^|[.!?\n] ?)(?:query|"
        r"comment|edit|question(?: for \w+)?): "
        r"|(?:^|[.!?\n] ?)(?:please )?do(?:n't|n\u2019t| not) (?:send|issue|publish|sign|"
        r"circulate)\b[^.\n]{0,30}?(?:\b(?:until|before|yet)\b|[.!]|$)"
        r"|\bhighlighted (?:text|sections?|bits?|parts?|words?)\b"),
    ),
    (
        "i'd i\u2019d would",
        (r"\bI(?:'d|\u2019d| would) (?:\w+ )?(?:leave|drop|cut|delete|move|reword|rephrase|soften|change|take) "
        r"(?:this|that|it)\b"),
    ),
    ("my your", rf"\b(?:per|see|as in) (?:my|your) {_MINE}\b"),
    (
        "copied copy pasted paste lifted",
        (r"\b(?:copied|copy|pasted|lifted|cut and pasted?) (?:over )?from (?:last year's|last year\u2019s|the "
        r"other|another) letter\b"
        r"|\bcopy and paste\b|\bcopied and pasted\b"),
    ),
    (
        "changes commented deleted: inserted: formatted: <<< >>> <!-- {++ {--",
        (r"\btrack(?:ed)? changes\b|\b(?:accept|reject) (?:all )?changes\b|\bcommented \[|(?:^|\n|[.] "
        r")(?:deleted|inserted|formatted):"
        r"|<<<<<<<|>>>>>>>|<!--|\{\+\+|\{--"),
    ),
    (
        "follow come supplied drafted written awaiting holding",
        (r"\b(?:text|wording|figures?|numbers?|details?|paragraph|more|names?) (?:to (?:follow|come)|to be "
        r"(?:supplied|drafted|written))"
        r"(?:[.)\]\n]|$)|\bawaiting (?:[\w'\u2019]+ )?(?:text|wording|comments|a line)\b|\bholding text\b"),
    ),
    (
        "draft circulation internal",
        (r"\b(?-i:DRAFT)\b|\b(?:draft text|first draft|rough draft|draft wording|working draft)\b|\bnot for "
        r"(?:onward )?circulation\b"
        r"|\binternal (?:use only|only|note)\b"),
    ),
    (
        "dear hi hello sincerely faithfully regards thanks",
        (r"(?:^|\n)\s*(?:dear|hi|hello) (?-i:[A-Z])[\w.' \u2019-]{1,40},|(?:^|\n|[.] )(?:hi|hello) (?-i:[A-Z])\w+,"
        r"|\byours (?:sincerely|faithfully)\b|\b(?:kind|best|warm) regards\b|(?:^|\n)many thanks,"),
    ),
)  # fmt: skip
"""What colleagues write to each other while they draft, and what belongs to a message and not to a text in a letter."""

KINDS_OF_COUNCIL = {
    "london borough": frozenset({"London borough"}),
    "metropolitan borough": frozenset({"metropolitan borough"}),
    "metropolitan district": frozenset({"metropolitan borough"}),
    "unitary authority": frozenset({"unitary", "Welsh authority"}),
    "county council": frozenset({"county", "district", "Welsh authority", "combined authority"}),
    "borough council": frozenset(
        {"county", "district", "London borough", "metropolitan borough", "combined authority", "Welsh authority"}
    ),
    "district council": frozenset({"county", "district", "combined authority"}),
    "city council": frozenset({"county", "district", "combined authority", "metropolitan borough"}),
    "borough": frozenset({"London borough", "metropolitan borough", "county", "district", "Welsh authority"}),
}
"""What a text may call a council without a name beside it: the kinds of authority whose letters may say so."""

KINDS_BY_NAME = {
    "london borough": "London borough",
    "metropolitan": "metropolitan borough",
    "county council": "county",
    "district council": "district",
}
"""Words of a council's name: the kind of authority, where its file does not say."""

TWICE_IN_ENGLISH = frozenset({
    "had", "that", "very", "so", "many", "far", "much", "really", "long", "no", "never", "more", "is", "do", "her",
    "knock",
})  # fmt: skip
"""Words that may stand twice."""

_NUMBER = (
    r"(?:\d{1,2}|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|eight|nine|ten|eleven|twelve)"
)
_YOUNG = (
    r"(?:pupil|student|boy|girl|child|teenager|schoolboy|schoolgirl|schoolchild|youth|youngster|learner|son|daughter"
    r"|young (?:person|man|woman|adult|male|female))"
)
_SOMEONE = rf"(?:{_YOUNG}|man|woman|male|female|resident|individual|person|adult|lad|refugee|asylum seeker)"
_NAMELESS = rf"(?:{_YOUNG}|man|woman|lad|resident|refugee|asylum seeker)"
_ONE = r"(?:a|an|one|the|this|that|another)"
_FAMILY = r"(?:mother|father|parents?|brother|sister|son|daughter|family|carers?|guardian|uncle|aunt|husband|wife)"
_PAST = (
    r"(?:was|has been|had been) (?:(?:recently|successfully|later|then|also|first|twice|again) )?"
    r"(?:referred|adopted|arrested|charged|convicted|sentenced|excluded|expelled|groomed|radicalised|"
    r"discharged|detained)\b"
)
_DRAWN = r"(?:was|has been|had been) (?:\w+ )?(?:drawn|caught|suspended|supported)\b"
_NOUNS = (
    "pupil student boy girl child teenager schoolboy schoolgirl youth youngster learner son daughter man woman lad "
    "resident refugee seeker"
)
THIRD_PARTIES = (
    (
        "old",
        (rf"\b(?:{_ONE}|our) (?:[\w'\u2019-]+ ){{0,3}}{_NUMBER}[- ]years?[- ]old,? (?:[\w-]+ ){{0,3}}?{_SOMEONE}\b"
        rf"|\b{_ONE} {_NUMBER}[- ]years?[- ]old(?: (?:who|whose|was|had|has|from|at|in|is|with|living)\b|[.,;])"),
    ),
    (
        "aged",
        (rf"\b{_SOMEONE},?(?: \([^)]*\))?,? \(?(?:now )?aged (?:only |just )?{_NUMBER}\b"
        r"(?!\s?(?:to|and|or|plus|-|\u2013|\+)(?:\W|\d))"),
    ),
    (
        "pupil student boy girl child learner schoolboy schoolgirl",
        rf"\b(?:{_ONE}|our) (?:[\w-]+ )?year[- ]{_NUMBER} {_YOUNG}\b",
    ),
    (
        "child pupil student learner boy girl person individual subject mother father mr mrs ms miss",
        (r"\b(?:child|pupil|student|learner|boy|girl|person|individual|subject|mother|father|mr|mrs|ms|miss)"
        r" (?-i:[A-Z])\b(?![\w&'\u2019]|\.[A-Z]|[- ](?-i:[Ll]evel))"),
    ),
    (
        "B",
        (rf"(?<![\w.])(?-i:[A-Z]\. ?[A-Z]\.?)(?:,? (?:\(?(?:now )?aged {_NUMBER}\b|\(?{_NUMBER}[,)]"
        rf"|(?:a|an|the) (?:[\w-]+ ){{0,4}}?{_SOMEONE}\b|{_PAST})|(?:'s|\u2019s) {_FAMILY}\b)"),
    ),
    ("ABC", rf"(?-i:\b(?!CT|IT)[A-Z]{{2}}),? (?:aged {_NUMBER}\b|{_PAST})"),
    (
        "mother father parent parents brother sister son daughter family carer carers guardian uncle aunt husband wife",
        (rf"\b{_FAMILY} of (?:the|one|this|that) (?:[\w-]+ ){{0,2}}?{_SOMEONE}\b|\b(?:the|one|this|that) "
        rf"{_SOMEONE}(?:'s|\u2019s) {_FAMILY}\b"),
    ),
    (
        _NOUNS,
        (rf"\b(?:a|one) (?:[\w-]+ ){{0,2}}?{_NAMELESS}(?:,? (?:who (?:lives|lived|is|was|attends|attended)|"
        rf"living|attending|studying))?"
        r" (?:from|at|in|near) (?-i:(?!Channel|Prevent|Year|Need|Annex|Board|England|Wales|Britain|Local|Care|"
        r"Education)[A-Z])[\w'\u2019-]+"),
    ),
    (
        ("referred adopted arrested charged convicted sentenced excluded expelled groomed radicalised discharged "
         "detained drawn "
        "caught suspended supported"),
        (rf"\b{_ONE} (?:[\w-]+ ){{0,2}}?{_SOMEONE}\b[^.;]{{0,60}}? {_PAST}|\b{_ONE} (?:[\w-]+ "
        rf"){{0,2}}?{_NAMELESS}\b[^.;]{{0,60}}? {_DRAWN}"),
    ),
    (
        f"{_NOUNS} person individual adult male female",
        (rf"\b(?:one|another|the|this|a) (?:[\w-]+ )?(?:case|referral|intervention) (?:\w+ )?(?:concerned|"
        rf"involved|involving|concerning|was about)"
        rf" (?:a|an|the) (?:[\w-]+ ){{0,3}}?{_SOMEONE}\b"),
    ),
)  # fmt: skip
"""How a text speaks of one person, without a name, who might be known by what it says."""
IN_GENERAL = (
    r"(?i)\b(?:if|when|whenever|where|wherever|each time|any|every|how|whether|would|could|should|may|might|e\.g|"
    r"for example)\b"
)
"""Words of a sentence about what may happen to anyone."""

POSTS = frozenset({
    "adviser", "advisor", "chair", "chairman", "chairwoman", "chairperson", "chief", "commissioner", "coordinator",
    "co-ordinator", "councillor", "director", "executive", "head", "lead", "leader", "manager", "mayor", "officer",
    "principal", "secretary", "superintendent",
})  # fmt: skip
"""Words of which a post has one at least."""
BESIDE_TITLES = frozenset({
    "and", "at", "chairs", "council", "council's", "current", "for", "his", "her", "in", "its", "new", "now", "of",
    "on", "our", "present", "that", "the", "their", "this", "to", "your", "county", "local", "authority",
    "authority's", "s",
})  # fmt: skip
"""Words that may stand beside anyone's post."""
SAME_ADDRESS = {"doctor": "dr", "professor": "prof", "councillor": "cllr", "reverend": "rev", "revd": "rev"}
"""Titles that are written in two ways."""
