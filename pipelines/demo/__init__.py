"""The bundled samples: editorial notes on real decisions, served in the portals' own formats by a local server."""
