"""The vocabulary: frozen values, content-addressed ids, and their JSON. Standard library only."""

from dateline.records.claim import COUNTS, STATUSES, Claim, Status, Trigger
from dateline.records.codec import CLAIM_SCHEMA, claim_from_dict, claim_to_dict, report_from_dict, report_to_dict
from dateline.records.draft import Draft, Party
from dateline.records.ids import claim_id, content_id, with_id
from dateline.records.language import Analysis, Entity, Mention, Proposal, Sentence, Tagged
from dateline.records.report import Report
from dateline.records.span import Part, Span
from dateline.records.values import PRECISIONS, RADIUS_KM, Actor, Count, Interval, Place, Precision, Voice, When

__all__ = [
    "CLAIM_SCHEMA",
    "COUNTS",
    "PRECISIONS",
    "RADIUS_KM",
    "STATUSES",
    "Actor",
    "Analysis",
    "Claim",
    "Count",
    "Draft",
    "Entity",
    "Interval",
    "Mention",
    "Part",
    "Party",
    "Place",
    "Precision",
    "Proposal",
    "Report",
    "Sentence",
    "Span",
    "Status",
    "Tagged",
    "Trigger",
    "Voice",
    "When",
    "claim_from_dict",
    "claim_id",
    "claim_to_dict",
    "content_id",
    "report_from_dict",
    "report_to_dict",
    "with_id",
]
