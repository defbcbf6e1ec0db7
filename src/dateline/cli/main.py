"""`dateline`: every command named once."""

from __future__ import annotations

import sys

import typer

from dateline.cli import (
    actors,
    archive,
    cluster,
    code,
    compare,
    corpus,
    doctor,
    evaluate,
    explain,
    export,
    gazetteer,
    ingest,
    link,
    review,
    sensitivity,
    serve,
    show,
    team,
    train,
    watch,
)
from dateline.cli.console import Exit, messages
from dateline.errors import DatelineError, MissingData, UnknownName

app = typer.Typer(
    name="dateline",
    help="Reads news reports and writes event data: who did what to whom, where, when, how many, who says so, and how sure.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(code.code)
app.command()(link.link)
app.command()(compare.compare)
app.command()(export.export)
app.command()(show.show)
app.command()(explain.explain)
app.command()(doctor.doctor)
app.command()(evaluate.evaluate)
app.command()(train.train)
app.command()(ingest.ingest)
app.command()(watch.watch)
app.command()(serve.serve)
app.command("verify")(archive.verify)
app.add_typer(archive.app, name="archive")
app.add_typer(sensitivity.app, name="sensitivity")
app.add_typer(team.app, name="team")
app.add_typer(cluster.app, name="cluster")
app.add_typer(corpus.app, name="annotations")
app.add_typer(review.app, name="review")
app.add_typer(gazetteer.app, name="gazetteer")
app.add_typer(actors.app, name="actors")


def main() -> None:
    """The entry point: errors become one line and an exit code."""
    try:
        app()
    except MissingData as error:
        _leave(str(error), Exit.MISSING_DATA)
    except UnknownName as error:
        _leave(str(error), Exit.USAGE)
    except DatelineError as error:
        _leave(str(error), Exit.SOME_FAILED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(Exit.ALL)
    except OSError as error:
        _leave(f"{error.filename or 'a file'}: {error.strerror or error}", Exit.SOME_FAILED)
    except KeyboardInterrupt:
        _leave("interrupted", Exit.INTERRUPTED)


def _leave(message: str, code: Exit) -> None:
    messages().print(f"dateline: {message}", markup=False)
    sys.exit(code)
