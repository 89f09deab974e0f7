"""Downloader middlewares of our own."""

from __future__ import annotations

from scrapy import Request
from scrapy.http import Response


class WireSizeMiddleware:
    """Note how many bytes of body came over the network, before they are decompressed."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Leave the response as it is and write its size into the request's meta."""
        request.meta["transferred"] = len(response.body)
        return response
