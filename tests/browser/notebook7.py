"""Notebook 7 as a person uses it: one notebook a page, over the same server as JupyterLab."""

from tests.browser.lab import Lab

_READY = """async () => {
    await jupyterapp.shell.currentWidget.context.ready;
    await jupyterapp.shell.currentWidget.sessionContext.ready;
}"""


class Notebook7(Lab):
    """One notebook in one page of the browser."""

    def _begin(self) -> None:
        """There is no page before that of a notebook."""

    def open(self, path: str) -> None:
        """Open a notebook in place of what was open, and wait until its kernel is ready."""
        self.page.goto(f"{self.server.url}notebooks/{path}?token={self.server.token}")
        self.page.wait_for_function("window.jupyterapp?.shell?.currentWidget?.context")
        self._do(_READY)
        self.complaints.clear()

    def close(self) -> None:
        """Stop the kernel of what is open, which is not saved."""
        self._do("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")

    def _complain(self, text: str) -> None:
        if "403 (Forbidden)" not in text:  # its server refuses it one of its own fonts, for signs that no test looks at
            super()._complain(text)
