"""PLOVER's types, modes and scores, and the codebook's sectors: data files and their loader."""

from dateline.ontology.tables import EventType, load_sectors, load_types, rows

__all__ = ["EventType", "load_sectors", "load_types", "rows"]
