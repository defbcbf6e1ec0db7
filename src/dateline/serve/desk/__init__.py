"""The desk's reading pages: overview, event, report, actor, place, counts."""
