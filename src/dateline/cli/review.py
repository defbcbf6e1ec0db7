"""`dateline review`: the queue, the precision audit, the agreement of coders, and judged sentences as annotations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.archive import Archive
from dateline.cli.console import messages
from dateline.cli.kept import By, Target, opened, say, user_name
from dateline.records import Claim
from dateline.review.agreement import Alpha, SpanAgreement
from dateline.review.audit import Precision, precision
from dateline.review.coding import agreement
from dateline.review.harvest import harvest
from dateline.review.queue import queue
from dateline.review.studies import Plan, Study, begin, studies, study
from dateline.review.wilson import Share

app = typer.Typer(no_args_is_help=True, help="What needs a person, how precise the machine is, how far coders agree.")
Size = Annotated[int, typer.Option(min=1, max=5000, help="How many claims to draw.")]
Seed = Annotated[str, typer.Option(help="The same seed draws the same sample.")]
Which = Annotated[str, typer.Argument(metavar="[STUDY]", help="The study's id; all of this kind where none is named.")]


@app.command("queue")
def queue_command(archive: Target = "", limit: Annotated[int, typer.Option(min=1, max=1000)] = 20) -> None:
    """Print the events that need a person most, with the reasons."""
    with opened(archive) as kept:
        found = queue(kept, limit=limit)
    for item in found.items:
        say(f"{item.need.score:5.1f}  {item.event.id}  {item.event.label}")
        for reason in item.need.reasons:
            say(f"         {reason.points:4.1f} {reason.kind}: {reason.words}")
    messages().print(f"{len(found.items)} of {found.total} unreviewed events")


@app.command("draw")
def draw_command(
    coders: Annotated[list[str], typer.Argument(metavar="NAME...", help="One who judges (an audit), or two who code blind.")],
    archive: Target = "",
    size: Size = 100,
    seed: Seed = "1",
    by: By = "",
) -> None:
    """Draw a stratified sample: for one person a precision audit, for two a blind double coding. They work at the desk, under Review."""
    with opened(archive) as kept:
        made = begin(kept, Plan("double" if len(coders) == 2 else "audit", size, tuple(coders), by or user_name(), seed))
    say(f"study {made.id}: {len(made.claims)} claims for {' and '.join(made.coders)}; open /review/studies/{made.id} at the desk")


@app.command("audit")
def audit_command(id: Which = "", archive: Target = "") -> None:
    """Print the precision per type and field with 95 % Wilson intervals."""
    with opened(archive) as kept:
        for found in _chosen(kept, id, "audit"):
            _print_audit(found, precision(found, claims_of(kept, found)))


@app.command("agreement")
def agreement_command(id: Which = "", archive: Target = "") -> None:
    """Print how far the two coders of a blind double coding agree: Krippendorff's alpha, F1 of words."""
    with opened(archive) as kept:
        for found in _chosen(kept, id, "double"):
            made = agreement(found)
            say(f"study {found.id}: {' and '.join(made.coders)}, {made.both} of {len(found.claims)} claims coded by both")
            say(f"  type    alpha {_alpha(made.type)}")
            say(f"  status  alpha {_alpha(made.status)}")
            for name, spans in (*made.fields.items(), ("all words", made.words)):
                say(f"  {name:10} F1 {_spans(spans)}")


@app.command("annotations")
def annotations_command(archive: Target = "", output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here.")] = None) -> None:
    """Write judged sentences in the annotation format of annotations/, so that work at the desk becomes training data."""
    with opened(archive) as kept:
        found = harvest(kept)
    if output is None:
        typer.echo(found.text, nl=False)
    else:
        output.write_text(found.text, encoding="utf-8")
    for line in found.left_out:
        messages().print(f"dateline: left out: {line}", markup=False, soft_wrap=True)
    messages().print(f"{found.claims} claims of {found.sentences} judged sentences in {found.reports} reports")


def claims_of(archive: Archive, found: Study) -> dict[str, Claim]:
    """The study's claims as the machine made them, those that are still kept."""
    return {kept.claim.id: kept.claim for kept in archive.claims_by_id(list(found.claims))}


def _chosen(archive: Archive, id: str, purpose: str) -> list[Study]:
    if id:
        return [study(archive, id)]
    found = [one for one in studies(archive).values() if one.purpose == purpose]
    if not found:
        messages().print(f"no such study in the archive yet; draw one with 'dateline review draw NAME{' NAME' if purpose == 'double' else ''}'")
    return found


def _print_audit(found: Study, made: Precision) -> None:
    say(f"study {found.id}: judged by {found.coders[0]}, {made.whole.judged} decided, {made.unsure} unsure, {made.open} open")
    say(f"  trigger and type  {share_line(made.whole)}")
    if made.weighted is not None:
        say(f"  weighted by how many claims of each type the archive has  {made.weighted:.3f}")
    for title, rows in (("type", made.by_type), ("field", made.by_field)):
        for name, one in rows.items():
            say(f"  {title} {name:12} {share_line(one)}")


def share_line(one: Share) -> str:
    """A share with its interval: "0.850 (0.640 to 0.948), 17 of 20"."""
    return "none decided" if one.value is None else f"{one.value:.3f} ({one.low:.3f} to {one.high:.3f}), {one.right} of {one.judged}"


def _alpha(made: Alpha) -> str:
    known = "not defined (nothing varies)" if made.value is None else f"{made.value:.3f}"
    return f"{known}, {made.same} of {made.units} the same"


def _spans(made: SpanAgreement) -> str:
    if made.exact is None or made.overlap is None:
        return "nothing marked"
    return f"{made.exact:.3f} exact, {made.overlap:.3f} overlapping ({made.one} and {made.other} marked)"
