"""The API's own page: every operation with its parameters, made from the schema, without a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment

router = APIRouter(include_in_schema=False)
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>dateline API</title><link rel="stylesheet" href="/desk/static/desk.css"></head>
<body><main id="content"><h1>{{ info.title }} {{ info.version }}: API</h1><p>{{ info.summary }}</p>
<p>The schema (OpenAPI {{ openapi }}) is at <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p>
{% for operation in operations %}
<section class="panel"><h2><code>{{ operation.method }} {{ operation.path }}</code></h2>
<p>{{ operation.about }}</p>
{% if operation.parameters %}<table class="table"><caption>Parameters</caption>
<thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Form</th><th scope="col">Meaning</th></tr></thead><tbody>
{% for found in operation.parameters %}<tr><th scope="row"><code>{{ found.name }}</code>{{ " (required)" if found.required }}</th>
<td>{{ found["in"] }}</td><td>{{ found.form }}</td><td>{{ found.description or "" }}</td></tr>
{% endfor %}</tbody></table>{% endif %}
<p>Answers: {{ operation.answers }}</p></section>
{% endfor %}</main></body></html>
"""


@router.get("/api/v1", response_class=HTMLResponse)
def page(request: Request) -> HTMLResponse:
    """The page."""
    schema = request.app.openapi()
    template = Environment(autoescape=True).from_string(PAGE)
    return HTMLResponse(template.render(info=schema["info"], openapi=schema["openapi"], operations=list(_operations(schema))))


def _operations(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            parameters = [{**found, "form": _form(found["schema"])} for found in operation.get("parameters", ())]
            answers = ", ".join(f"{status} {told['description']}" for status, told in operation["responses"].items())
            about = operation.get("description") or operation["summary"]
            yield {"method": method.upper(), "path": path, "about": about, "parameters": parameters, "answers": answers}


def _form(schema: dict[str, Any]) -> str:
    """The form of a value in a few words."""
    kinds = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    if kinds:
        return _form(kinds[0])
    if schema.get("type") == "array":
        return f"{_form(schema['items'])}, may be repeated"
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    return str(schema.get("format") or schema.get("type") or "any")
