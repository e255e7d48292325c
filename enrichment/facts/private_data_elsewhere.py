"""Dates of birth, private addresses and codes of protected witnesses outside the six languages of `private_data`.

The words of all these languages are looked for at once: a text of unknown language is read like any other."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:januar|februar|marts|mars|april|ma[ij]|jun[iy]|jul[iy]|august|september|oktober|november|desember|december|"
    r"tammikuu|helmikuu|maaliskuu|huhtikuu|toukokuu|kesäkuu|heinäkuu|elokuu|syyskuu|lokakuu|marraskuu|joulukuu|"
    r"január|február|március|április|május|június|július|augusztus|szeptember|október|"
    r"gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|"
    r"janeiro|fevereiro|março|abril|maio|junho|julho|setembro|outubro|novembro|dezembro|"
    r"stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|"
    r"januara|februara|marta|aprila|juna|jula|avgusta|augusta|septembra|oktobra|novembra|decembra|"
    r"siječnja|veljače|ožujka|travnja|svibnja|lipnja|srpnja|kolovoza|rujna|listopada|studenog[a]?|prosinca|"
    r"ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince|"
    r"januára|februára|apríla|mája|júna|júla|augusta|septembra|októbra|novembra|decembra|"
    r"ianuarie|februarie|martie|aprilie|iunie|iulie|septembrie|octombrie|noiembrie|decembrie|"
    r"sausio|vasario|kovo|balandžio|gegužės|birželio|liepos|rugpjūčio|rugsėjo|spalio|lapkričio|gruodžio|"
    r"gener|febrer|març|maig|juny|juliol|agost|setembre|octubre|desembre|"
    r"января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    r"січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|"
    r"јануара|фебруара|априла|маја|јуна|јула|септембра|октобра|новембра|децембра|"
    r"mutarama|gashyantare|werurwe|mata|gicurasi|kamena|nyakanga|kanama|nzeri|ukwakira|ugushyingo|ukuboza)"
    r"(?:ta|n)?\.?"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:er|°|º)?\.?\s+(?:d[e']\s*|l-)?{_MONTH},?\s+(?:de(?:l)?\s+)?\d{{4}}|"
    rf"\d{{4}}\.?\s(?:m\.\s)?{_MONTH}\s\d{{1,2}}\.?(?:\sd\.|-\w{{2,3}})?|"
    r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d{4}[.-]\s?\d{2}[.-]\s?\d{2})(?:\.|\s?r\.)?"
)
_BORN = (
    r"(?:født|fødselsdato|f\.|syntynyt|syntymäaika|synt\.|s\.|szül(?:etett|\.)|sz\.|született|születési idej?e?|"
    r"nat[oaie]|data di nascita|nascid[oa]s?|data de nascimento|nasceu|ur\.|urodzon\w{1,3}|data urodzenia|"
    r"rođen\w{0,3}|rodjen\w{0,3}|rođ\.|datum rođenja|nar\.|narozen\w{0,2}|naroden\w{0,2}|datum narození|"
    r"roj\.|rojen\w{0,2}|"
    r"născut\w?|data nașterii|gim(?:\.|ęs|usi)|nascu(?:t|da)|рождения|родил\w{2,3}|род\.|рођен\w{0,3}|"
    r"рођ\.|народи\w{2,4}|"
    r"yavutse|wavutse|born|date of birth|née?|geboren|geb\.)"
)
_BIRTH = re.compile(
    rf"(?<!\w){_BORN}(?![\w.])(?:[^.;\n\d]|\.(?=\s?[a-z])){{0,50}}?\s?(?P<date>{_DATE})|"
    rf"(?<!\w){_BORN}\s?(?P<date2>{_DATE})",
    re.IGNORECASE,
)
_BORN_LAST = re.compile(
    rf"(?P<date>{_DATE})(?:\.?\s?\.?g(?:odine|od\.|\.)|\s?r\.)?,?\s(?:[^.,;:\n\d]{{1,30}}\s)?"
    r"(?:született|syntynyt|gimęs|gimusi|rođen\w{0,3}|р\.\s?н\.|г\.\s?р\.|года рождения|року народження)",
    re.IGNORECASE,
)
_NUMBER_OF_PERSON = re.compile(
    r"(?<![\d-])(?:\d{6}[-+A]\d{3,4}[A-Z]?|\d{6}\s\d{5})(?!\d)"
)  # Danish, Finnish, Norwegian numbers that begin with the day of birth

_CAP = r"[^\W\d_a-zß-öø-ÿ][\w'.-]*"
_CAPS = rf"{_CAP}(?:\s(?:(?:de|da|do|dos|das|di|del|della|dei|e|og|i|svet\w+)\s)?{_CAP}){{0,4}}"
_HOUSE = (
    r"(?:n\.?\s?[ºo°]\s?|nr\.?\s|br(?:oj|\.)\s?|č\.\s?p\.\s|д\.\s?|буд\.\s?)?"
    r"\d{1,4}(?:\s?[a-zA-Z](?![\w.]))?(?:\s?/\s?\w{1,4}|\s?m\.\s?\d+)?"
    r"(?:,?\s(?:\d\.?[ºª]?\s?(?:sal|tv|th|mf|[Ee]sq|[Dd]to|[Dd]rt[ao]|[Ff]rente|º|ª|andar|piso|em\.|emelet)\.?"
    r"(?:\s?(?:tv|th|mf|dto|esq|drt[ao])\.?)?|as\.?\s\d+|[A-Z]\s\d{1,3}|кв\.\s?\d+))*"
)
_TOWN = (
    rf"(?:,?\s(?:(?:D|A|H|N|S|DK|FI|NO)-)?(?:\d{{2}}-\d{{3}}|\d{{3}}\s\d{{2}}|\d{{4}}-\d{{3}}|\d{{4,6}})\s"
    rf"{_CAP}(?:[\s-]{_CAP}){{0,2}})"
)
_STREET = re.compile(
    rf"(?<![\w-])(?:"
    # Nordic: the word for the street is the end of its name
    rf"(?:{_CAP}\s)?[^\W\d_a-zß-öø-ÿ][\w-]*(?:gade|gata|gaten|vej|vejen|vei|veien|veg|vegen|allé|alléen|plads|plass|"
    rf"stræde|torv|torget|katu|kadun|kadulla|tie|tiellä|kuja|kujalla|polku|kaari|raitti)\s{_HOUSE}{_TOWN}?|"
    # Hungarian, Lithuanian, Slavic: behind the name
    rf"(?:\d{{4}}\s{_CAP},\s)?{_CAPS}\s(?:utca|u\.|út|tér|körút|krt\.|köz|sétány|sor|g\.|gatvė|ulica|ulice|"
    rf"třída|cesta|trg)"
    rf"\s{_HOUSE}{_TOWN}?|"
    # Romance and Slavic: before it
    rf"(?:[Vv]ia|[Vv]iale|[Cc]orso|[Vv]icolo|[Ll]argo|[Pp]raça|[Pp]iazza|[Rr]ua|[Aa]venida|[Aa]v\.|"
    rf"[Tt]ravessa|[Aa]lameda|[Ee]strada|"
    rf"[Ss]trada|[Ss]tr\.|[Bb]d\.|[Uu]lic[aei]|[Uu]l\.|[Aa]l\.|[Oo]s\.|[Uu]lk?\.|[Cc]arrer|улица|улице|"
    rf"улици|ул\.|вул\.|вулиця|просп\.)\s"
    rf"(?:(?:de|da|do|dos|das|di|del|della|dei|degli|d')\s?)?{_CAPS},?\s{_HOUSE}{_TOWN}?"
    rf")"
)
_HOME = re.compile(
    r"(?<!\w)(?:bosat|bosatt|bor|boende|bopæl(?:\sp[åa])?|adresse|asuva|asuu|osoite|lakik|lakos|lakcím\w*|"
    r"residente|domiciliat[oa]|"
    r"abitante|morador[a]?|domiciliad[oa]|zam(?:\.|ieszkał\w{1,3})|adres|nastanjen\w{0,2}|sa prebivalištem|"
    r"s prebivalištem|"
    r"prebivalište|sa stanom|živi|bytem|trvale bytem|bydlištěm|stanujoč\w?|domiciliat\w?|gyven\w+|zamieszk\w+|проживає|"
    r"проживающ\w+|са пребивалиштем|настањен\w?|utuye|domicili(?:at|ada))(?!\w)(?:\s(?:i|u|w|v|na|in|em|a|"
    r"ad|å|på|przy|în|la|at|ved)(?!\w))?:?\s+"
    rf"(?P<address>(?:{_CAP}|[a-zà-ž]{{1,5}}\.?)(?:,?\s(?:{_CAP}|[a-zà-ž]{{1,4}}\.?)){{0,6}},?\s{_HOUSE}{_TOWN}?)",
)
_OFFICE = re.compile(
    r"domstol|tingrett|byret|oikeus|bíróság|törvényszék|tribunale|tribunal|sąd|sud\b|soud|sodišče|"
    r"tribunalul|teismas|advokat|"
    r"avvocat|studio legale|adwokat|odvjetni|advokát|ügyvéd|escritório|telefon|tel\.|fax|ambasad|embaix|"
    r"policij|politi|poliisi",
    re.IGNORECASE,
)
_CODED = (
    r"(?:s?vj?edo(?:k|c)\w{0,6}|сведо\w+|vidne\w{0,4}|vitne\w{0,4}|todistaj\w{1,5}|tanú\w{0,4}|test[ei]|"
    r"testimon[ei]|testemunhas?|"
    r"świad\w{2,6}|svěd(?:ek|k\w{1,4}|kyn\w{1,3})|prič\w{1,3}|martor\w{0,4}|liudytoj\w{1,4}|свід(?:ок|"
    r"к\w{1,4})|свидетел\w{1,5}|"
    r"umutangabuhamya|forurettede|fornærmede|žrtv\w{1,3}|oštećen\w{1,3}|pokrzywdzon\w{1,3}|vittima|vítima|uhri)"
)
_CODE = re.compile(
    rf"(?<!\w)(?i:{_CODED})\s(?:(?i:br\.|nr\.?|n\.|under pseudonimom|pod pseudonimom|s pseudonimom)\s)?[\"„«“]?"
    r"(?P<code>[A-ZČŠŽ]{1,4}[ -]?\d{1,4}|[A-ZČŠŽ]{2,4}(?!\w)|\d{1,3}(?![\w./%])|[A-ZČŠŽ](?![\w.'-]))"
)
_NEXT_CODE = re.compile(r"\s*(?:,|i|og|ja|és|e|oraz|a|te|și|ir|и)\s+[\"„«“]?(?P<code>[A-ZČŠŽ]{1,4}[ -]?\d{1,4})(?!\w)")


def find_private_data_elsewhere(text: str, *, before: str = "") -> Iterator[tuple[int, int, str]]:
    """Spans with their kind: `birth_date`, `address` or `code`, as `private_data.find_private_data` gives them."""
    for match in _CODE.finditer(text):
        yield *match.span("code"), "code"
        end = match.end("code")
        while (more := _NEXT_CODE.match(text, end)) is not None:
            yield *more.span("code"), "code"
            end = more.end("code")
    if not any(map(str.isdigit, text)):
        return
    for match in _BIRTH.finditer(text):
        yield *match.span("date" if match["date"] else "date2"), "birth_date"
    for match in _BORN_LAST.finditer(text):
        yield *match.span("date"), "birth_date"
    for match in _NUMBER_OF_PERSON.finditer(text):
        yield *match.span(), "birth_date"
    for match in _HOME.finditer(text):
        yield *match.span("address"), "address"
    for match in _STREET.finditer(text):
        around = (before[-60:] + " " + text[: match.start()])[-60:]
        if not _OFFICE.search(around):
            yield *match.span(), "address"
