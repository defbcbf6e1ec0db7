"""The few names that a notebook needs."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, overload

from dateline.coder import Coder, shipped
from dateline.reading import read_text
from dateline.records import Claim, Report, claim_to_dict
from dateline.rows import COLUMNS, claim_row
from dateline.who import PrivateNames


class Claims(Sequence[Claim]):
    """A report's claims in text order: a sequence that shows itself as a table and goes where other tools are."""

    def __init__(self, report: Report, claims: Sequence[Claim]) -> None:
        self.report = report
        self._claims = tuple(claims)

    @overload
    def __getitem__(self, index: int) -> Claim: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Claim]: ...
    def __getitem__(self, index: int | slice) -> Claim | Sequence[Claim]:
        return self._claims[index]

    def __len__(self) -> int:
        return len(self._claims)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._claims)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The public claim records (schema dateline.claim/1)."""
        return [claim_to_dict(claim) for claim in self._claims]

    def rows(self) -> list[dict[str, Any]]:
        """One flat row a claim: the columns of `--format csv`."""
        return [claim_row(claim) for claim in self._claims]

    def to_pandas(self) -> Any:
        """A pandas DataFrame of `rows()`; pandas must be installed."""
        import pandas

        return pandas.DataFrame(self.rows(), columns=list(COLUMNS))

    def to_arrow(self) -> Any:
        """A pyarrow Table of `rows()`; pyarrow must be installed."""
        import pyarrow

        return pyarrow.Table.from_pylist(self.rows())

    def __repr__(self) -> str:
        lines = [f"{len(self)} claims of {self.report.title or self.report.id}"]
        for row in self.rows():
            who = f"{row['actors'] or '?'} -> {row['recipients'] or '?'}"
            lines.append(f"  {row['status']:8} {row['type']:9} {row['trigger']}: {who}; {row['place'] or '-'}; {row['start'] or '-'}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{name}</th>" for name in COLUMNS)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(str(row[name] if row[name] is not None else ''))}</td>" for name in COLUMNS) + "</tr>"
            for row in self.rows()
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def code(
    text: str,
    published: date | str | None = None,
    outlet: str = "",
    title: str = "",
    *,
    coder: Coder | None = None,
    private_names: PrivateNames | None = None,
) -> Claims:
    """The claims of one text. `published` is an ISO day; without it relative dates stay unresolved.

    `private_names`: "keep" the names of persons whom the knowledge base does not hold, cut them to "initials", or "omit" them; the
    coder's own treatment where None. The default coder is loaded at the first call and kept. Raises UnreadableReport where the text is
    none, MissingData where the model or gazetteer is missing.
    """
    report = read_text(text, published=published, outlet=outlet, title=title)
    chosen = coder or shipped()
    return Claims(report, (chosen.with_private_names(private_names) if private_names else chosen).code(report))
