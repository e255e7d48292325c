"""Serving the site without a record of what people search: an access log would keep every query."""

from __future__ import annotations

import uvicorn
from fastapi import FastAPI


def serve(app: FastAPI, host: str, port: int) -> None:
    """Serve `app` until interrupted. Errors are logged, requests are not."""
    uvicorn.run(app, host=host, port=port, access_log=False, server_header=False, log_level="warning")
