"""What goes out of a collection and to whom: embargo, coarser places and days, names withheld, over records and nothing else."""

from dateline.sensitivity.account import Account
from dateline.sensitivity.coarser import Centre, cell, coarser_interval, coarser_place
from dateline.sensitivity.gate import Gate
from dateline.sensitivity.releasing import Records, gate, released
from dateline.sensitivity.rule_files import ROLES, read_rules
from dateline.sensitivity.rules import Coarsening, Embargo, Rules, Selector, Withholding
from dateline.sensitivity.survey import Survey
from dateline.sensitivity.words import MASK

__all__ = [
    "MASK",
    "ROLES",
    "Account",
    "Centre",
    "Coarsening",
    "Embargo",
    "Gate",
    "Records",
    "Rules",
    "Selector",
    "Survey",
    "Withholding",
    "cell",
    "coarser_interval",
    "coarser_place",
    "gate",
    "read_rules",
    "released",
]
