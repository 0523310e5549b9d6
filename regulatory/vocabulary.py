"""The vocabulary of regulation. Each pathway is a route of one regulator; each outcome is the term of that route.

Sources: 21 CFR 812 (IDE), 814 (PMA, HDE), 807 (510(k)), 860 (De Novo), 314 (ANDA) for the United States;
Regulation (EU) 2017/745 for CE marking; NMPA Order 47 of 2021 and Announcement 83 of 2018
(innovative devices) for China.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pathway(models.TextChoices):
    NMPA_REGISTRATION = "nmpa_registration", _("NMPA registration")
    NMPA_GREEN_CHANNEL = "nmpa_green_channel", _("NMPA green channel")
    NMPA_TRIAL = "nmpa_trial", _("clinical study for NMPA registration")
    CE_MDR = "ce_mdr", _("CE marking under the MDR")
    CE = "ce", _("CE marking, rules not stated")
    DRUG_APPROVAL = "drug_approval", _("drug approval, route not stated")
    FDA_IDE = "fda_ide", _("FDA Investigational Device Exemption (IDE)")
    FDA_HDE = "fda_hde", _("FDA Humanitarian Device Exemption (HDE)")
    FDA_510K = "fda_510k", _("FDA 510(k)")
    FDA_DE_NOVO = "fda_de_novo", _("FDA De Novo")
    FDA_PMA = "fda_pma", _("FDA premarket approval (PMA)")
    FDA_BREAKTHROUGH = "fda_breakthrough", _("FDA breakthrough designation")
    FDA_ANDA = "fda_anda", _("FDA abbreviated new drug application (ANDA)")
    FDA_UNSTATED = "fda_unstated", _("FDA, pathway not stated")
    CMS_COVERAGE = "cms_coverage", _("CMS coverage")
    OTHER = "other", _("other pathway")


class MilestoneOutcome(models.TextChoices):
    """The result of a step. Each label is true by itself, as a facet shows it: a payer covers, a trial is spared."""

    PENDING = "pending", _("decision pending")
    TRIAL_ALLOWED = "trial_allowed", _("trial allowed")
    TRIAL_STARTED = "trial_started", _("trial started")
    ENTERED = "entered", _("entered the procedure")
    CLEARED = "cleared", _("cleared for marketing")
    GRANTED = "granted", _("request granted")
    APPROVED = "approved", _("approved by the authority")
    CERTIFIED = "certified", _("CE certificate issued")
    REGISTERED = "registered", _("registered with the authority")
    COVERED = "covered", _("covered by the payer")
    EXEMPTED = "exempted", _("exempted from clinical trials")
    REFUSED = "refused", _("refused by the authority")
    WITHDRAWN = "withdrawn", _("application or approval withdrawn")
    EXPIRED = "expired", _("expired without renewal")
    CONDITIONAL = "conditional", _("conditional, no filing stated")


OUTCOME_WORDS = {
    MilestoneOutcome.TRIAL_ALLOWED: (
        "ide", "exemption", "investigational device", "allow", "approv", "permi", "clear", "authori",
        "临床试验", "临床研究",
    ),
    MilestoneOutcome.TRIAL_STARTED: ("launch", "start", "initiat", "began", "enrol", "commence"),
    MilestoneOutcome.ENTERED: ("enter", "green channel", "through"),
    MilestoneOutcome.CLEARED: ("clear", "510"),
    MilestoneOutcome.GRANTED: ("grant", "designat", "de novo"),
    MilestoneOutcome.APPROVED: ("approv", "批准", "获批"),
    MilestoneOutcome.CERTIFIED: ("certif", "ce mark", "ce-m", "认证"),
    MilestoneOutcome.REGISTERED: ("regist", "certif", "approv", "注册"),
    MilestoneOutcome.COVERED: ("cover", "reimburs", "cms"),
    MilestoneOutcome.EXEMPTED: ("exempt", "without", "免"),
    MilestoneOutcome.REFUSED: ("refus", "reject", "not approv", "denied"),
    MilestoneOutcome.WITHDRAWN: ("withdr", "recall"),
    MilestoneOutcome.EXPIRED: ("expir", "laps", "到期", "失效"),
}  # fmt: skip
"""Parts of the words by which sources say an outcome, in small letters."""


class Strength(models.TextChoices):
    """How strong the basis of a milestone is, weakest first."""

    PLANNED = "planned", _("planned or conditional")
    STARTED = "started", _("procedure started")
    SUBMITTED = "submitted", _("submitted to the authority")
    ACCEPTED = "accepted", _("accepted for review")
    REPORTED = "reported", _("reported by the company or the press")
    SEEN = "seen", _("seen in the authority's register")


class DeviceClass(models.TextChoices):
    CN_I = "cn_i", _("China class I")
    CN_II = "cn_ii", _("China class II")
    CN_III = "cn_iii", _("China class III")
    EU_I = "eu_i", _("EU class I")
    EU_IIA = "eu_iia", _("EU class IIa")
    EU_IIB = "eu_iib", _("EU class IIb")
    EU_III = "eu_iii", _("EU class III")
    US_I = "us_i", _("US class I")
    US_II = "us_ii", _("US class II")
    US_III = "us_iii", _("US class III")


class Jurisdiction(models.TextChoices):
    CN = "CN", _("China")
    EU = "EU", _("European Union")
    US = "US", _("United States")
    AE = "AE", _("United Arab Emirates")
    INT = "INT", _("international")


# An IDE allows a company to run a trial (21 CFR 812.20); it never allows marketing.
TRIAL_PATHWAYS = [Pathway.FDA_IDE, Pathway.NMPA_TRIAL]
MARKET_OUTCOMES = [
    MilestoneOutcome.CLEARED, MilestoneOutcome.APPROVED, MilestoneOutcome.CERTIFIED, MilestoneOutcome.REGISTERED,
]  # fmt: skip
# A granted De Novo allows marketing; a granted breakthrough designation does not.
GRANTED_TO_MARKET = [Pathway.FDA_DE_NOVO]

ENDINGS = [MilestoneOutcome.REFUSED, MilestoneOutcome.WITHDRAWN, MilestoneOutcome.EXPIRED]
# What holds for a time, so that it is over after a stated end; a trial that has run stays a trial that has run.
LASTING = [*MARKET_OUTCOMES, MilestoneOutcome.GRANTED, MilestoneOutcome.COVERED, MilestoneOutcome.TRIAL_ALLOWED]
ROUTE_NOT_STATED = [Pathway.CE, Pathway.FDA_UNSTATED, Pathway.DRUG_APPROVAL, Pathway.OTHER]


class Route(models.TextChoices):
    """The routes that a jurisdiction's regulator or payer has, each with several pathways; China's first."""

    NMPA = "nmpa", _("NMPA")
    CE = "ce", _("CE marking")
    FDA = "fda", _("FDA")
    CMS = "cms", _("CMS")


ROUTES_OF_AUTHORITIES = {"nmpa": Route.NMPA, "cfda": Route.NMPA, "fda": Route.FDA, "cms": Route.CMS}
"""By the address of the authority, for pathways that any regulator may have. The NMPA was called CFDA until 2018."""


def route_of(pathway: str, authority: str = "") -> str:
    """The route of a pathway, by its prefix, else that of the authority; empty where none is named."""
    first = pathway.partition("_")[0]
    return first if first in Route.values else ROUTES_OF_AUTHORITIES.get(authority, "")


def jurisdiction_of(word: str) -> str:
    """The jurisdiction of a pathway or device class, by its prefix; empty for one that any regulator may have."""
    first = word.partition("_")[0]
    return {
        "nmpa": Jurisdiction.CN, "cn": Jurisdiction.CN, "ce": Jurisdiction.EU, "eu": Jurisdiction.EU,
        "fda": Jurisdiction.US, "cms": Jurisdiction.US, "us": Jurisdiction.US,
    }.get(first, "")  # fmt: skip
