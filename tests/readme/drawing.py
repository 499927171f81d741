"""Diagrams drawn by Mermaid in a real browser, all of them on one page."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=60000",
)
_PAGE = """<!doctype html>
<meta charset="utf-8">
<body>
<script src="{mermaid}"></script>
<script>
const drawn = async (text, number) => {{
  try {{
    const {{ svg }} = await mermaid.render(`diagram${{number}}`, text);
    const place = document.createElement("div");
    place.innerHTML = svg;
    const texts = (what) => [...place.querySelectorAll(what)].map((one) => one.textContent.trim());
    return {{
      nodes: texts(".node"),
      labels: texts(".edgeLabel .edgeLabel").filter((text) => text),
      arrows: place.querySelectorAll("path.flowchart-link").length,
      dotted: place.querySelectorAll("path.flowchart-link.edge-pattern-dotted").length,
      error: "",
    }};
  }} catch (error) {{
    return {{ nodes: [], labels: [], arrows: 0, dotted: 0, error: String(error) }};
  }}
}};
(async () => {{
  mermaid.initialize({{ startOnLoad: false, securityLevel: "strict" }});
  const found = [];
  for (const [number, text] of {texts}.entries()) found.push(await drawn(text, number));
  const result = document.createElement("pre");
  result.id = "result";
  result.textContent = JSON.stringify(found);
  document.body.replaceChildren(result);
}})();
</script>
"""


class Drawn(Struct, frozen=True):
    """A drawn diagram: the texts in its nodes and on its arrows, the number of its arrows, and an error."""

    nodes: list[str]
    labels: list[str]
    arrows: int
    dotted: int
    error: str


def draw(texts: Sequence[str], chromium: str, mermaid: Path, scratch: Path) -> list[Drawn]:
    """Draw diagrams."""
    page = scratch / "page.html"
    quoted = json.dumps(list(texts)).replace("<", "\\u003c")
    page.write_text(_PAGE.format(mermaid=mermaid.as_uri(), texts=quoted), "utf-8")
    command = [chromium, *_FLAGS, f"--user-data-dir={scratch / 'profile'}", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)
    result = re.search(r'<pre id="result">(.*?)</pre>', done.stdout, re.DOTALL)
    assert result, done.stdout[-2000:] + done.stderr[-2000:]
    return [Drawn(**one) for one in json.loads(html.unescape(result[1]))]
