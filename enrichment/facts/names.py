"""How names of persons look in judgments: full names, initials ("Anwar R."), particles, capitals, lists of names."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UPPER = "A-ZÀ-ÖØ-ÞĀČĆĎĐĒĘĚĞĪİĶŁĽŃŇŌŐŒŘŚŞŠȘŤȚŪŮŰŹŻŽ"
_WORD = rf"[{_UPPER}][\w'-]*\w"
_INITIAL = rf"[{_UPPER}]\.(?:[ ]?-?[{_UPPER}]\.)*"
_PARTICLE = (
    r"(?:al|el|ul|ad|ash|as|ar|at|ibn|bin|ben|bint|abu|abou|abdel|abd|van|von|zu|zum|der|den|de|del|della|di|da|do|dos|la|le|"
    r"ould|ag|ter|ten|af|av|'t)"
)
_PART = rf"(?:(?:al|el|ul|ad|ash|as|ar|at|ait|d|l|o)[-'])?(?:{_WORD}|{_INITIAL}|[{_UPPER}](?![\w.]))"
NAME = rf"(?:{_PARTICLE}\s)?{_PART}(?:\s(?:{_PARTICLE}\s){{0,2}}{_PART}){{0,5}}"

TITLE = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Lady|Mme|Mlle|MM|M|Me|Maître|Madame|Monsieur|Herrn?|Frau|Hr|Fr|Dipl|Ing|"
    r"de heer|mevrouw|dhr|mw|mevr|mr|don|doña|Don|Doña|D|Dña|Sr|Sra|señora?|herr|fru|doktor|General|Colonel|Major|Captain|"
    r"Lieutenant|Oberst|Oberleutnant|Leutnant|Hauptmann|le colonel|le général|colonel|général|coronel|general)\.?\s+)*"
)

# Words written with a capital that are no names, in the six languages; a name ends before them.
_NOT_A_NAME = frozenset(
    (
        "The A An He She It They We I You His Her Its Their This That These Those Another Other Several Many Some All Each "
        "Both No One Two Three Four Five Six Seven Eight Nine Ten According After Although As At Before Because During For "
        "From However If In On Of Since Such Then There Thus To Under Upon When Where Which While Who With Without Was Were "
        "Also And But Or Not Court Tribunal Chamber Judge Judges Justice Prosecutor Prosecution Defence Defense Counsel "
        "Witness Witnesses Victim Victims Accused Defendant Appellant Applicant Respondent Plaintiff State States Republic "
        "Government Ministry Minister President Army Police Prison Camp Convention Act Article Section Statute Rule Appeal "
        "Appeals Trial Case Exhibit Annex Count Counts Mr Mrs Ms Dr Prof Sir Miss Statement Statements Testimony Evidence "
        "Rights Human International National Federal Supreme High District Crown Special General-Secretary Islamic "
        "January February March April May June July August September October November December Monday Tuesday Wednesday "
        "Thursday Friday Saturday Sunday Germany France Sweden Belgium Spain England Switzerland Syria Rwanda Iraq Liberia "
        "Der Die Das Den Dem Des Ein Eine Einer Einem Einen Eines Er Sie Es Wir Ihr Ihre Ihren Ihrem Ihrer Sein Seine Seinen "
        "Dieser Diese Dieses Diesen Diesem Jener Als Am An Auch Auf Aus Bei Beim Bis Da Dabei Daher Damit Danach Dann Darüber "
        "Dass Denn Doch Durch Erst Etwa Für Gegen Hat Hatte Hier Im In Ins Ist Je Jedoch Jede Jeder Kein Keine Mit Nach Nachdem Nicht "
        "Noch Nur Ob Oder Ohne Schon Sehr Seit So Sodann Sofern Soweit Trotz Über Um Und Unter Vom Von Vor Während War Waren Was "
        "Weder Weil Weiter Wenn Wer Werden Wie Wird Wo Wurde Wurden Zu Zum Zur Zwar Zwei Drei Vier Fünf Mehrere Viele Alle Allen "
        "Gericht Senat Strafsenat Kammer Richter Richterin Zeuge Zeugin Zeugen Zeuginnen Opfer Angeklagte Angeklagten Angeklagter "
        "Nebenkläger Nebenklägerin Nebenklägern Geschädigte Geschädigten Beschuldigte Herr Herrn Frau Aussage Aussagen Angaben "
        "Vernehmung Hauptverhandlung Staatsanwaltschaft Generalbundesanwalt Bundesanwaltschaft Verteidigung Verteidiger "
        "Verfahren Urteil Beschluss Tat Taten Anklage Beweis Beweise Gelegenheit Akteneinsicht Prozesskostenhilfe Kosten "
        "Auslagen Zinsen Schmerzensgeld Schadensersatz Recht Rechte Rechtsanwalt Rechtsanwältin Bundesamt Polizei Gefängnis "
        "Jehovas Menschenrechte Mutter Vater Bruder Schwester Sohn Tochter Ehefrau Ehemann Kinder Kind Familie Jahre Jahr "
        "Januar Februar März Mai Juni Juli Oktober Dezember Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag "
        "Le La Les L' Un Une Des Du De Il Elle Ils Elles On Ce Cet Cette Ces Son Sa Ses Leur Leurs Et Ou Mais Donc Car Par Pour "
        "Dans Avec Sans Sous Sur Selon Après Avant Lors Lorsque Que Qui Quand Attendu Considérant Alors Ainsi Aucun Aucune "
        "Plusieurs Deux Trois Cour Tribunal Chambre Président Présidente Conseiller Conseillère Procureur Avocat Général "
        "Témoin Témoins Victime Victimes Accusé Prévenu Partie Parties Monsieur Madame Ministère République État Etat Armée "
        "Police Prison Code Loi Article Convention Janvier Février Mars Avril Juin Juillet Août Septembre Octobre Novembre "
        "Décembre De Het Een Hij Zij Ze Deze Dit Die Dat Er En Of Maar Om Op Te Uit Van Voor Met Na Naar Bij Door Over Tot Als "
        "Dan Toen Ook Geen Niet Twee Drie Rechtbank Gerechtshof Hof Hoge Raad Officier Verdachte Getuige Getuigen Slachtoffer "
        "Slachtoffers Benadeelde Staat Artikel Wet Januari Februari Maart Mei Juni Juli Augustus Oktober Uit Volgens Tijdens "
        "El Los Las Lo Unos Unas Al Del Ella Ellos Ellas Este Esta Estos Estas Ese Esa Su Sus Con Sin Por Para Según Tras "
        "Cuando Como Que Quien Entre Desde Hasta Sobre Audiencia Sala Juzgado Magistrado Magistrada Fiscal Testigo Testigos "
        "Víctima Víctimas Acusado Estado Ejército Policía Ley Enero Febrero Marzo Abril Mayo Junio Julio Agosto Septiembre "
        "Octubre Noviembre Diciembre Den Det De Han Hon Ett En Och Eller Men Att Som För Från Med Till Av På Vid Under Över "
        "Efter Innan Om När Där Detta Denna Dessa Hans Hennes Deras Inte Ingen Två Tre Flera Tingsrätten Hovrätten Domstolen "
        "Åklagaren Målsäganden Målsägandena Målsägande Vittnet Vittnen Vittne Vittnena Tilltalade Kriminalvården Polisen "
        "Enligt Även Genom Mot Sedan Augusti Januari Februari April Juni Juli Oktober December "
        "Muslims Croats Serbs Serb Croat Bosniaks Bosniak Albanians Tamils Kurds Hindus Jews Alawites Sunni Shia Shiites Christians Moslems Arabs Kurden Kurdin Muslime Muslimen Serben Kroaten Alawiten Christen Juden Yazidi Yazidis Jesidin Jeside Jesiden Jesidinnen Tutsi Tutsis Hutu Hutus Muslim Christian Taliban Interahamwe ISIS IS "
        "Daesh FDLR ULIMO UN EU BAMF OFPRA ICC ICTY ICTR ZEUGE ZEUGIN WITNESS BGH OLG StPO StGB VStGB "
        "Nr No Nos Rn Bl Az Abs Art S VS F P Protokoll Akte Akten Band Ziffer Fall Fälle "
        # institutions in several languages
        "University Hospital Branch Abteilung Hauptstadt Stadt Region Province County Division Brigade Bureau Office Institute "
        "Krankenhaus Universität Ministerium Landgericht Oberlandesgericht Bundesgerichtshof Amtsgericht Europe Europa "
        "Strafkammer Anwalt Team Unit Group Company"
    ).split()
)
# German nouns that name things and never people, by their endings.
_GERMAN_NOUN = re.compile(
    r"(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tät|ismus|geld|ersatz|hilfe|recht|rechts|schutz|"
    r"verfahren|aussage|aussagen|angaben|vernehmung|beweis|gericht|gesetz|strafe|klage|antrag|bericht|berichte|sicht)$"
)
_OFFICE = re.compile(
    r"(?:Arzt|Ärztin|Offizier\w*|Soldat\w*|General\w*|Oberst\w*|Kommandeur\w*|Kommandant\w*|Staatsangehörige\w*|Staatsbürger\w*|"
    r"Milizionär\w*|Minister\w*|Bürgermeister\w*|Geheimdienst\w+|Geschäftsmann\w*|Journalist\w*|Aktivist\w*|Demonstrant\w*|"
    r"Syrer\w*|Iraker\w*|Ruander\w*|Afghane\w*|Gambier\w*|Jesid\w+|Mädchen|Jungen?|Commander|Colonel|General|Captain|Major|"
    r"Lieutenant|Sergeant|Minister|President|Mayor|Père|Abbé|Sœur|Soeur|Docteur|Commandant|Capitaine|Brother|Father|Sister|Bishop|"
    r"Coronel|Capitán|Teniente|Comandante|Almirante|Kolonel|Kapitein|Generaal|Överste|Kapten)\s+"
)
_GERMAN_ARTICLES = frozenset(("der", "den", "dem", "das", "la", "le", "i"))
_JOIN = r"(?:\s*,\s*(?:(?:and|und|sowie|et|en|y|e|och|samt)\s+)?|\s+(?:and|und|sowie|et|en|y|e|och|samt|as well as|ainsi que)\s+)"
NAME_LIST = rf"{TITLE}{NAME}(?:{_JOIN}{TITLE}{NAME}){{0,8}}"
_EACH = re.compile(NAME)
_TITLES_ONLY = re.compile(rf"{TITLE}", re.UNICODE)
_SPLIT = re.compile(_JOIN)
_CITY_PARTICLE = re.compile(rf"\s+{_PARTICLE}$")


def names_in(text: str, start: int, end: int, *, german: bool = False) -> Iterator[tuple[int, int]]:
    """The spans of the single names in a list of names at `text[start:end]`, titles left out."""
    position = start
    pieces = []
    for joint in _SPLIT.finditer(text, start, end):
        pieces.append((position, joint.start()))
        position = joint.end()
    pieces.append((position, end))
    for first, last in pieces:
        title = _TITLES_ONLY.match(text, first, last)
        if title:
            first = title.end()
        span = _trim(text, first, last, german=german)
        if span is not None:
            yield span


def _trim(text: str, start: int, end: int, *, german: bool) -> tuple[int, int] | None:
    """The part of the span up to the first word that is no name; None when nothing is left."""
    match = _EACH.match(text, start, end)
    if match is None:
        return None
    # A rank, trade or office written with a capital stands before the name: "gegen den Arzt Alaa M.".
    while lead := _OFFICE.match(text, start, match.end()):
        start = lead.end()
    match = _EACH.match(text, start, end)
    if match is None:
        return None
    last = start
    for word in re.finditer(r"\S+", match.group()):
        bare = word.group().strip(".,;:'")
        if bare in _NOT_A_NAME or bare.removesuffix("'s") in _NOT_A_NAME:
            break
        if german and (bare in _GERMAN_ARTICLES or (_GERMAN_NOUN.search(bare) and len(bare) > 6)):
            break
        if bare.isupper() and len(bare) > 3 and last == start and end - start == len(bare):
            break  # one word in capitals is an abbreviation or a heading
        last = start + word.end()
    if last == start:
        return None
    found = text[start:last]
    tail = _CITY_PARTICLE.search(found)
    if tail:
        last = start + tail.start()
        found = text[start:last]
    if found.endswith("'s"):
        last -= 2
    if found.endswith(("'", ",", "-")):
        last -= 1
    bare = text[start:last]
    if not bare or not any(char.isupper() for char in bare):
        return None
    return start, last


def is_initials(name: str) -> bool:
    """Whether the court already reduced the name to initials ("A.", "X.Y.", "Z")."""
    return bool(re.fullmatch(rf"(?:[{_UPPER}]\.?[ -]?)+", name))
