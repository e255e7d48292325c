"""The world as equal tiles, one a State, roughly where it lies: a small State is seen as well as a large one.

The arrangement is our own. Borders and shapes are left out on purpose: what is counted is decisions, not land."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_ROWS = """
... ... ... ... ... ... ... ... ... ISL ... ... NOR SWE FIN ... ... ... ... ... ... ... ... ... ... ... ... ...
... ... ... ... ... ... ... ... ... IRL GBR ... DNK ... EST LVA RUS ... ... ... ... ... ... ... ... ... ... ...
... CAN ... ... ... ... ... ... ... ... ... NLD DEU POL LTU BLR ... ... ... ... ... ... ... ... ... ... ... ...
... USA ... ... ... ... ... ... ... ... BEL LUX CZE SVK UKR MDA ... ... ... ... ... ... ... ... ... ... ... ...
... ... ... ... ... ... ... ... ... FRA CHE LIE AUT HUN ROU ... ... ... KAZ ... ... MNG ... ... ... ... ... ...
... MEX ... CUB BHS ... ... PRT ESP AND MCO ITA SVN HRV SRB BGR ... GEO AZE UZB KGZ ... CHN ... PRK ... ... ...
... GTM BLZ JAM HTI DOM ... ... ... ... VAT SMR BIH MNE XKX MKD TUR ARM ... TKM TJK ... ... ... KOR JPN ... ...
... SLV HND ... KNA ATG ... ... ... ... ... MLT ... ... ALB GRC CYP SYR IRQ IRN AFG NPL BTN ... TWN ... ... ...
... ... NIC ... DMA LCA ... ESH MAR DZA TUN LBY EGY ... ISR PSE LBN JOR KWT BHR PAK IND BGD HKG ... ... ... ...
... ... CRI ... VCT BRB ... CPV MRT MLI NER TCD SDN ERI ... ... ... SAU QAT ARE ... ... MMR LAO VNM PHL ... ...
... ... PAN ... GRD TTO ... SEN GMB BFA BEN NGA SSD ETH DJI ... ... YEM OMN ... ... LKA THA KHM ... PLW FSM MHL
... ... COL VEN GUY SUR ... GNB GIN CIV GHA CMR CAF UGA KEN SOM ... ... ... ... MDV ... MYS BRN ... ... NRU KIR
... ... ECU PER BRA ... ... ... SLE LBR TGO COG COD RWA TZA ... SYC ... ... ... ... ... SGP IDN TLS PNG SLB TUV
... ... CHL BOL PRY ... ... ... STP GNQ GAB AGO ZMB BDI MWI COM ... ... ... ... ... ... ... ... AUS ... VUT WSM
... ... ... ARG URY ... ... ... ... ... ... NAM BWA ZWE MOZ MDG MUS ... ... ... ... ... ... ... ... ... FJI TON
... ... ... ... ... ... ... ... ... ... ... ... ZAF LSO SWZ ... ... ... ... ... ... ... ... ... ... ... NZL ...
"""


@cache
def tiles() -> Mapping[str, tuple[int, int]]:
    """Column and row (from 0) of every State of the vocabulary, by ISO 3166-1 alpha-3 code."""
    return {
        code: (column, row)
        for row, line in enumerate(_ROWS.split("\n")[1:-1])
        for column, code in enumerate(line.split())
        if code.isalpha()
    }
