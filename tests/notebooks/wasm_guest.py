"""Run a lesson's cells in IPython and print what each shows: the part of wasm.py that runs on WebAssembly."""

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

sys.path += ["/course", "/packages"]  # behind NumPy and matplotlib, which are compiled in

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output


def run(shell: InteractiveShell, source: str) -> dict[str, Any]:
    """Run a cell; what it raises goes on."""
    with shell.display_trap, capture_output() as captured:
        result = shell.run_cell(source, store_history=True)
    result.raise_error()
    shown = [output.data for output in captured.outputs if output.data]  # none of what displays itself otherwise
    warned = re.sub(r"\r[^\r\n]*", "", captured.stderr)  # without a bar, which a run that is slow here has
    return {"written": captured.stdout + warned, "shown": shown}


def without_bytes(data: Any) -> str:
    """Stand for what is no text: a picture."""
    return type(data).__name__


notebook = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
os.environ["HOME"] = "/tmp"
shell = InteractiveShell.instance(history_load_length=0)
shell.history_manager.enabled = False
cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
print(json.dumps([run(shell, source) for source in cells], default=without_bytes))
