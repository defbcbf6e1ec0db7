"""Other people's event data (ACLED, UCDP GED) beside what the reports say."""

from dateline.peers.comparing import LEAST, Compared, Match, compare
from dateline.peers.fields import COLUMNS, comparison_rows
from dateline.peers.peer import Peer
from dateline.peers.reading import read_peers

__all__ = ["COLUMNS", "LEAST", "Compared", "Match", "Peer", "compare", "comparison_rows", "read_peers"]
