"""The course as a static site: every lesson as a page to read, and JupyterLite, which runs them in the browser."""
