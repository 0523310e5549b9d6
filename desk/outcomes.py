"""What the words of a source say of a milestone's outcome: never more than they say, and nothing where they are unsure.

That a trial is allowed is no approval; what is expected, applied for or denied has not happened.
"""

import re

from regulatory.vocabulary import ENDINGS, MARKET_OUTCOMES, MilestoneOutcome, Strength

UNSURE = re.compile(
    r"\b(?:not|no(?!\.?\s*\d)|never|nor|without|cannot|yet|fail(?:s|ed|ing)?|lack(?:s|ed|ing)?|await\w*"
    r"|expect(?:s|ed|ing|ation|ations)?|anticipat\w*|hop(?:e|es|ed|ing)|hopeful|plan(?:s|ned|ning)?|aim(?:s|ed|ing)?"
    r"|seek\w*|sought|pursu\w*|pending|will|would|could|(?-i:may)|might|should|if|once|until|unless|towards?|ahead"
    r"|subject to|prepar\w*|intends?|likely|to be|ethics"
    r"|apply|applied|applies|applying|application|submi\w*|request(?:s|ed|ing)?|file|filed|files|filing)\b|n['’]t\b"
    r"|未|没有|尚|无法|不|预计|有望|预期|计划|拟|将|希望|期待|争取|等待|待|若|如果|一旦|伦理|申请|申报|提交|递交",
    re.IGNORECASE,
)
"""Words with which a step has not come to its end, or perhaps not."""
EXPECTED_BEHIND = re.compile(
    r"\s*[,，(（]\s*(?:which (?:is|was) )?(?:expected|anticipated|planned|hoped|预计|预期|有望)", re.I
)
NEGLIGIBLE = re.compile(r"\bsubject to (?:the )?(?:conditions?|post-market\w*)\b|\bwill be able\b", re.IGNORECASE)
CLAUSE_ENDS = ",;:.!?，；：。！？、"
ACCEPTED = re.compile(r"\baccept(?:ed|s)\b|受理", re.IGNORECASE)
FILED = re.compile(r"\b(?:filing|application|submission|review|dossier)\b|受理", re.IGNORECASE)

_LET = r"(?:approv\w*|allow\w*|permi\w*|clear(?:ed|ance|s)|authori[sz]\w*|green light)"
_STEP = r"(?!(?:after|in|on|following|based|from|by|with|before|since|during|under)\b)[\w-]+"
_TRIAL = r"(?:(?:clinical |human |pivotal |feasibility )*(?:trials?|stud(?:y|ies)|investigations?))"
_IDE = r"(?:IDE\b|investigational device exemption)"
TRIAL_ALLOWED = re.compile(
    rf"\b{_LET}\s+(?:{_STEP}\s+){{0,3}}?(?:to|for)\s+(?:{_STEP}\s+){{0,4}}?{_TRIAL}\b"
    rf"|\b{_LET}\s+(?:of\s+)?(?:{_STEP}\s+){{0,3}}?(?:{_IDE}|{_TRIAL}\b)"
    rf"|\b{_TRIAL}\s+(?:was |were |is |has been |have been )?(?:fully )?{_LET}|{_IDE}\W+(?:\w+\s+){{0,2}}?{_LET}"
    rf"|\b(?:grant\w*|receiv\w*|obtain\w*|secur\w*)\s+(?:\w+\s+){{0,3}}?{_IDE}|\btrial permission\b"
    r"|临床试验[^，。；]{0,6}(?:获批|批准|默示许可|批件)|(?:获批|批准|同意|许可)[^，。；]{0,10}(?:临床试验|临床研究)",
    re.IGNORECASE,
)
_TRIAL_ANYWHERE = re.compile(rf"{_TRIAL}\b|\bIDE\b|investigational|临床试验|临床研究", re.IGNORECASE)
_PAYER = re.compile(r"reimburs|\bCMS\b|medicare|medicaid|insur|payer|医保|医疗保险", re.IGNORECASE)
_CE = re.compile(r"\bCE\b|\bMDR\b")
_REQUEST = re.compile(r"designat|de novo|breakthrough|request|认定", re.IGNORECASE)

_OF = MilestoneOutcome
SAID = (
    (_OF.REFUSED, r"\b(?:refus|reject|denied)\w*", None),
    (_OF.WITHDRAWN, r"\bwithdr\w*", re.compile(r"approv|appli|certif|clear|registr|批", re.IGNORECASE)),
    (_OF.EXPIRED, r"\b(?:expir|laps)\w*|到期|失效", re.compile(r"approv|certif|clear|registr|licen|证", re.IGNORECASE)),
    (_OF.COVERED, r"\b(?:cover(?:s|ed|age)?|reimburs\w*)\b", _PAYER),
    (_OF.EXEMPTED, r"\bexempt(?:s|ed)?\b|免(?:于|临床)", re.compile(r"trial|stud|clinical|临床", re.IGNORECASE)),
    (_OF.TRIAL_STARTED, r"\b(?:start|initiat|commence|enrol|launch)\w*|\bbegan\b", _TRIAL_ANYWHERE),
    (_OF.ENTERED, r"\bgreen channel\b|\benter(?:s|ed)?\b", re.compile("green channel", re.IGNORECASE)),
    (_OF.GRANTED, r"\b(?:grant|designat)\w*", _REQUEST),
    (_OF.CERTIFIED, r"\bcertif\w*|\bCE[ -]mark\w*|认证", _CE),
    (_OF.CLEARED, r"\bclear(?:ed|ance|s)\b", None),
    (_OF.APPROVED, r"\bapprov(?:ed|es|al|als)\b|获批|批准", None),
    (_OF.REGISTERED, r"\bregist(?:ered|ration certificate)\b|注册证", None),
)
"""(outcome, its words, what else must stand there for them to mean it)."""


OF_FILING = re.compile(
    r"\b(?:application|filing|filed?|submission|submitted|request(?:ed)?)\b|申请|申报|提交|递交", re.IGNORECASE
)
"""Words of a filing that say nothing against its having been accepted, refused or withdrawn."""


def outcome_in(words: str, clause: str = "") -> dict[str, tuple[str, str]]:
    """{field of a milestone: (value, the word)} for what chosen words say; `clause` is what stands around them."""
    around = NEGLIGIBLE.sub("", clause or words)
    if found := ACCEPTED.search(words):
        is_sure = FILED.search(around) and not UNSURE.search(OF_FILING.sub("", around))
        return {"outcome": (_OF.PENDING, found[0]), "strength": (Strength.ACCEPTED, found[0])} if is_sure else {}
    said = [(value, match[0]) for value, said, needed in SAID if (match := _means(words, said, needed))]
    if len(said) == 1 and said[0][0] in ENDINGS:
        return {} if UNSURE.search(OF_FILING.sub("", around)) else {"outcome": said[0]}
    if UNSURE.search(around):
        return {}
    if found := TRIAL_ALLOWED.search(words):
        return {"outcome": (_OF.TRIAL_ALLOWED, found[0])}
    is_vague = _TRIAL_ANYWHERE.search(around) and any(value in MARKET_OUTCOMES for value, _word in said)
    return {"outcome": said[0]} if len(said) == 1 and not is_vague else {}


def clause_around(line: str, begin: int, end: int) -> str:
    """The chosen stretch of a line, up to where its clause begins and ends, and an “expected” right behind it."""
    while begin > 0 and line[begin - 1] not in CLAUSE_ENDS:
        begin -= 1
    while end < len(line) and line[end] not in CLAUSE_ENDS:
        end += 1
    behind = EXPECTED_BEHIND.match(line, end)
    return line[begin : behind.end() if behind else end]


def _means(words, said, needed):
    return re.search(said, words, re.IGNORECASE) if needed is None or needed.search(words) else None
