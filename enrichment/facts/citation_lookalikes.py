"""Numbers that look like court identifiers and are none: parliamentary papers, gazettes, journals, EU acts, dates.

They are found first and claim their place, so that no rule for identifiers reads a part of them.
"""

from __future__ import annotations

import re

from enrichment.facts.forms import Form, FormList

_PAPERS = re.compile(
    r"(?:BT|BR|LT|Bundestags|Bundesrats|Landtags|Bürgerschafts)?-?(?:Drs\.?|Drucks\.?|Drucksachen?)"
    r"(?: ?Nr\.)? ?\d{1,3}/ ?\d{1,6}(?:(?:, | und )\d{1,3}/\d{1,6})*"
)
_EU_ACTS = re.compile(
    r"(?:\((?:EU|EG|EC|EEC|EWG|CE|CEE|UE|EF|EY|ES|Euratom|EU, Euratom|EG, Euratom|EC, Euratom|CE, Euratom)"
    r"\) ?(?:[Nn][or°]s?\.? ?|č\. |n\.º ?|núm\. ?)?)\d{1,4}/\d{2,4}"
)
_EU_DIRECTIVES = re.compile(
    r"(?:(?:19|20)\d\d|\d\d)/\d{1,4}/(?:EU|EG|EC|EEC|EWG|EEG|CE|CEE|UE|EF|EY|JI|JHA|JAI|JBZ|GASP|CFSP|"
    r"PESC|Euratom|ES|WE|RIF|RIA|KEK|ETY|YOS)\b"
)
_REGULATIONS = re.compile(
    # By first letter: one look at each place instead of forty. A word is a word from its beginning only.
    r"(?<![\w/-])(?:"
    r"[Rr](?:egulations?|èglements?|eglamentos?|egolament[oi]|egulamentos?|ichtlijn|"
    r"eal [Dd]ecreto(?:-ley| legislativo)?)|Richtlinien?|Verordnung(?:en)?|[Vv]erordening(?:en)?|"
    r"[Ff](?:örordning(?:en)?|orordning)|[Aa](?:setus|cordada)|"
    r"[Dd](?:irectives?|irektiv\w{0,4}|ecreto-?[Ll]ei|ecreto-ley|écret|\.? ?[Ll](?:gs|\.)\.?|ecree|ecreto)|"
    r"[Ll](?:ey(?: [Oo]rgánica)?|ei|oi|egge|aw)|[Oo]rd(?:onnance|er)|[Ii](?:tegeko|nstrucción)|[Cc]ircular|SI|Portaria)"
    r"(?: \([A-Z, a-z]{2,14}\))?(?: (?:[Nn][or°º.]{1,3}s?\.?|[Nn]úm(?:ero)?s?\.?|N)"
    r")? ?(?:\d{1,4}[/-](?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d[/-]\d{1,4})(?![\d/])"
)
_JOURNALS = re.compile(
    r"(?:NJW(?:-RR)?|NStZ(?:-RR)?|NVwZ(?:-RR)?|NZA(?:-RR)?|NZM|NZS|StV|StraFo|wistra|GRUR(?:-RR|-Prax|-RS|"
    r"Int)?|MDR|FamRZ|DVBl|DÖV|VersR|WM|ZIP|BauR|ZfBR|EuGRZ|InfAuslR|HRRS|BeckRS|JZ|JuS|JR|JA|GA|VBlBW|"
    r"BayVBl|"
    r"NordÖR|ZUR|BRS|Buchholz|UPR|KStZ|DStR|BStBl|EFG|HFR|BB|DB|AuA|LES|SZ|EvBl|JBl|ÖJZ|NZ|ZfV|AB|RS|NJ|"
    r"JOR|RvdW|VR|AB|JV|JB|SR|BNB|V-N|FutD|RF|NTFR|TvC|NbSr)"
    r" (?:(?:19|20)\d\d)(?:[,/] ?(?:S\. ?|Nr\. ?)?\d{1,6})(?:[/-]\d{1,4})?"
)
_GAZETTES = re.compile(
    r"(?:BGBl\.?|GVBl\.?|GV\.? ?NRW\.?|Nds\. ?GVBl\.?|LGBl\.?|RGBl\.?|ABl\.?|ABlEU|ABlEG|OJ|JO|PB|Stb\.|"
    r"Stcrt\.|Trb\.|SFS|BOE|NN|Dz\. ?U\.?|Narodne novine|Službeni (?:list|glasnik)\w*|GU|DR|Prop\.|prop\.|"
    r"SOU|Ot\.prp\.|Prop|HE|Dok\.)"
    r"(?: ?(?:RS|BiH|RH|SFRJ|SRJ|CG|FBiH|I{1,3}|[LCS]|broj|br\.|nr\.?|Nr\.?|n°|''|\"|”|“|,|\.|»)"
    r"){0,5} ?(?:\d{1,5}/\d{1,5}(?:/\d{1,4})?)(?:(?:, ?| i | und | and )\d{1,5}/\d{1,5})*"
)
_DATES = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[./-] ?(?:0?[1-9]|1[0-2])[./-] ?(?:19|20)\d\d(?!\d|[/-]\d)")
_SEASON = re.compile(
    r"(?:19|20)\d\d/(?:19|20)?\d\d(?!\d|/)(?= (?:season|campaign|academic|Saison|Spielzeit|Wintersemester|"
    r"schooljaar))"
)

FORMS = FormList(
    Form("not.parliamentary_paper", None, _PAPERS, ("Dr", "dr"), shapes=("0/0", "0/ 0")),
    Form("not.eu_act", None, _EU_ACTS, (")",), edge=False, shapes=("0/0",)),
    Form("not.eu_directive", None, _EU_DIRECTIVES, ("/",), shapes=("0/0",)),
    Form("not.law", None, _REGULATIONS, ("/", "-"), shapes=("0/0", "0-0")),
    Form("not.journal", None, _JOURNALS, (" 19", " 20"), shapes=(" 0000,", " 0000/")),
    Form("not.gazette", None, _GAZETTES, ("/",), shapes=("0/0",)),
    Form("not.date", None, _DATES, (".", "/", "-"), shapes=(".0000", "/0000", "-0000", ". 0000", "/ 0000", "- 0000")),
)
