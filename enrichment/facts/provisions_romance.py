"""Provisions in French, Spanish, Portuguese and Italian: article, subdivisions, code or law."""

from __future__ import annotations

import re
from functools import lru_cache

from enrichment.facts.act_names import french_name_end
from enrichment.facts.forms import Setting
from enrichment.facts.provision_reading import Group, Item, Reader
from enrichment.vocabulary.statutes import find_statute

_LATIN = (
    r"(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|nonies|decies|duodecies|terdecies|"
    r"sexiesdecies|bis [A-Z])"
)


_OPERATIVE = re.compile(r" ?: ?[A-ZÀÉ]")


def _opens_sentence(text: str, start: int) -> bool:
    return start < 3 or text[:start].rstrip()[-1] in ".;:"


class _Romance(Reader):
    """What the four languages share: a statute right behind, ids by the list or by a short form in capitals."""

    law: re.Pattern[str]
    contract: re.Pattern[str]
    default_country: str
    unnamed: frozenset[str] = frozenset()  # capitals behind a number that are no statute

    def continues(self, text: str, group: Group, item: Item) -> bool:
        """Bare numbers go on after a plural word, or before a statute."""
        return group.plural or bool(item.parts) or self.law.match(text, item.end) is not None

    def statute_behind(
        self, text: str, end: int, group: Group, sign: re.Match[str], setting: Setting
    ) -> tuple[int, str | None] | None:
        """The name after the last number, with its article."""
        if text[end : end + 1] not in {" ", ","}:
            return None
        if self.contract.match(text, end):
            return end, ""
        match = self.law.match(text, end)
        if match is None or match["law"] in self.unnamed:
            return None
        end = self.name_end(text, match.end("law"))
        if text[match.start("law") - 1] == "[" and text[end : end + 1] == "]":
            end += 1
        return end, _statute(match["law"], setting.country, self.default_country)

    def name_end(self, text: str, end: int) -> int:
        """Where the name of an act ends that is known to go up to `end`."""
        return end

    def statute_before(self, text: str, start: int, setting: Setting) -> str | None:
        """`la Convention contre la torture, articles 5 et 7`."""
        if text[max(0, start - 2) : start] not in {", ", " ("}:
            return None
        named = text[max(0, start - 90) : start].rstrip(" ,(")
        match = next((found for found in self.law.finditer(named) if found.end() == len(named)), None)
        if match is None or match["law"] in self.unnamed:
            return None
        return _statute(match["law"], setting.country, self.default_country)

    def holds(self, text: str, sign: re.Match[str], group: Group, setting: Setting) -> bool:
        """Clauses of contracts are no provisions; Roman numbers need a statute."""
        if group.statute == "":
            return False
        if _OPERATIVE.match(text, group.items[-1].end) and _opens_sentence(text, sign.start()) and sign[0][0] == "A":
            return False  # `Article 1er : La requête est rejetée.`
        first = text[sign.end() : group.items[0].end]
        return group.named_behind or not re.fullmatch(r"[IVX]+", first.split(",")[0].split(" ")[0])

    def clean_number(self, number: str) -> str:
        """`L. 761-1` -> `L761-1`, `1er` -> `1`, `672.º` -> `672`, `II` -> `2`."""
        number = re.sub(r" (?:à|a|al|ao) ", "-", number)
        number = re.sub(r"(?<=\d)(?:er|re|[.]?[ºª°o]\.?)(?![a-z])", "", re.sub(r"^([LRD])\. ?\*?", r"\1", number))
        number = number.replace(" ", "").rstrip(".")
        return _arabic(number) if re.fullmatch(r"[IVX]+", number) else number


# the other codes in force (Légifrance), so that nothing behind their names is taken for a part of them
_FRENCH_CODES = (
    r"de commerce|du travail(?: maritime)?|de la consommation|de la santé publique|"
    r"de la sécurité (?:sociale|intérieure)|"
    r"des assurances|de la mutualité|monétaire et financier|de l'urbanisme|de l'environnement|"
    r"de l'éducation|de l'énergie|"
    r"de la recherche|de la route|de la défense|de la justice pénale des mineurs|de la famille et de l'aide sociale|"
    r"de l'action sociale et des familles|de la construction et de l'habitation|de la propriété intellectuelle|"
    r"de la voirie routière|de la commande publique|des marchés publics|des transports|des douanes|des communes|"
    r"des juridictions financières|des impositions sur les biens et services|"
    r"des postes et des communications électroniques|"
    r"des procédures civiles d'exécution|des relations entre le public et l'administration|"
    r"du cinéma et de l'image animée|"
    r"du patrimoine|du sport|du tourisme|du service national|forestier|général (?:des impôts|"
    r"des collectivités territoriales|de la fonction publique|de la propriété des personnes publiques)|"
    r"minier|pénitentiaire|"
    r"rural(?: et de la pêche maritime)?|disciplinaire et pénal de la marine marchande|de droit international privé|"
    r"de droit économique|des sociétés(?: et des associations)?|des impôts sur les revenus(?: 1992)?|"
    r"des obligations|des taxes assimilées aux impôts sur les revenus|"
    r"(?:wallon|bruxellois|flamand) (?:de l'|du |de la |des )[a-zéè]+(?: (?:du |de la |de l'|et de la |"
    r"et du )?[a-zéè']{4,}){0,4}"
)


class FrenchProvisions(_Romance):
    """French grammar, of France, Belgium, Switzerland, Canada and the international courts."""

    name = "provision.french"
    default_country = "FRA"
    sign = re.compile(
        r"(?:[Aa]rticles?|ARTICLES?|[Aa]rtt?s?\.|[Aa]rt(?= \d)|[Rr]ègles?(?= \d)) ?(?=\d|[LRDA]\.? ?\*?\d|"
        r"[IVX]{1,4}(?:[ ,.;)]|er)|premier(?:[ ,.;]|$)|1er)"
    )
    number = re.compile(
        rf"(?:(?:[LRDA]\.? ?\*? ?)?\d{{1,4}}(?:[:.]\d{{1,3}})?(?:-\d{{1,3}}){{0,4}}(?:er(?![a-z])"
        rf")?(?: ?{_LATIN}(?![a-z]))?(?:(?<=-\d) [A-D](?= d[ue]| et |"
        rf"[,.;)]))?(?:(?<=\D1) ?[A-F](?= ?[,.;)]| (?:[a-z]\)|de|let)))?"
        rf"(?:[a-z](?![a-z']))?(?:/\d{{1,3}}(?![\d/]))?(?![\d%]|,\d|\.\d)|premier|"
        rf"[IVX]{{1,4}}(?![A-Za-z]))"
        rf"(?: à (?:[LRD]\. ?)?\d{{1,4}}(?:-\d{{1,3}}){{0,4}}(?:[a-z](?![a-z']))?(?: ?{_LATIN})?(?![\w°]|"
        r" (?:ans|jours|mois|%|€)))?(?: et suivants?| et ss?\.?(?!\w)| ss\.?(?!\w))?"
    )
    subdivision = re.compile(
        r",? ?(?:(?:et )(?=(?:alinéas?|al\.|paragraphes?|par\.|§) ?\d))?(?:\(?(?:"
        # after a singular a further number opens the next article: `12, alinéa 1er, 16 et 23`
        r"(?:alinéas|paragraphes|§§|ch\.|chiffres|let\.|lettres|litt\.|lit\.|points|nos|n°s|phrases|tirets|al\.|par\.)"
        r" ?(?P<v>(?:\d{1,3}(?:er|re|ère|e|ème|°)?(?:bis|"
        r"ter)?(?![\w/°]|-\d)|[a-z]{1,2}(?![\w'.])\)?|[IVX]{1,4}(?!\w))(?:(?:,? (?:et|ou|à|et à) |, |-)"
        r"(?:§§? ?|l')?(?:\d{1,2}(?:er|e)?(?:bis)?(?![\w/.°-])|[a-z]\)?(?![\w'.])))*)|"
        r"(?:alinéa|paragraphe|§|chiffre|lettre|point|sous|no(?= ?\d)|n°|phrase|"
        r"tiret) ?(?P<s>(?:\d{1,3}(?:er|re|ère|e|ème|°)?(?:bis|"
        r"ter)?(?![\w/]|-\d)|[a-z]{1,2}(?![\w'.])\)?|[IVX]{1,4}(?!\w))(?:(?: (?:et|ou|à) (?:§ ?|l')?|-)"
        r"(?:[2-9](?:er|e)?(?![\w/.°-])|[a-z]\)?(?![\w'.])))*))\)?|"
        r"(?P<o>(?:premi(?:er|ère)|deuxième|seconde?|troisième|quatrième|dernier|cinquième|1er|2e|3e)"
        r"s?(?: et (?:deuxième|troisième|second|dernier))?) (?:alinéas?|paragraphes?|tirets?|phrase)|"
        r"(?P<w>\d{1,2}°(?:bis|ter)?(?:/\d{1,2})?(?:(?:,? (?:et|ou|à) |, )\d{1,2}°(?:/\d{1,2})?)*)|"
        r"(?P<r>[IVX]{1,4}(?:-[A-Z])?(?=[ ,;.)](?!\w))(?:-\d°)?)|(?P<x>(?:[a-z]|\d{1,2})\)(?:(?: et |, )[a-z]\))*)|"
        r"\((?P<y>[a-z0-9]{1,3})\))"
    )
    joiner = re.compile(
        r"(?:,? (?:et|ou|à|ainsi que|et/ou|devenue?s?) |"
        r", (?:et )?)(?=\d|[LRDA]\. ?\*?\d)(?!\d{1,2} (?:janvier|février|mars|avril|mai|juin|juillet|août|"
        r"septembre|octobre|novembre|décembre)|\d{1,2}°)"
    )
    chain = re.compile(
        r" ?[,;]? ?(?:(?:et|ou|ainsi que|combinés?|lus? en combinaison|avec|en liaison|les?|l'|de|des|aux?|à|"
        r"en|combinaison|pris|ensemble|cum|cbn)[ ,]*)*"
    )
    law = re.compile(
        r",? ?(?:précités?,? |attaqués?,? |in fine,? )?(?:(?:communs? aux|du|de la|DE LA|de l'|des|dudit|"
        r"de ladite|de|d') ?)?\[?(?P<law>"
        r"(?:[Nn]ouveau |[Tt]itre préliminaire du |ancien )?[Cc]ode (?:de procédure (?:pénale|civile)|"
        r"de l'organisation judiciaire|de l'entrée et du séjour des étrangers et du droit d'asile|"
        r"de justice (?:administrative|militaire)|pénal(?: militaire| social|"
        r" suisse)?(?: du \d{1,2} [a-zéû]+ (?:19|20)\d\d)?|civil|judiciaire|"
        r"d'instruction criminelle|électoral|"
        rf"{_FRENCH_CODES}|"
        r"(?:[a-zéè]{3,}(?:ien|ais|ois|ain|and|ol|e) )?(?:de|du|des|de la|de l'|"
        r"d')[ ]?[a-zéèêàôûîç']+(?:(?: et| de| du| des| de la| de l'|"
        r" d')* ?[a-zéèêàôûîç']{3,}){0,5}?(?=[ ]?[,.;:)\]]| (?:de la |de l'|du |des )[A-Z]| (?:et|qui|est|"
        r"dispose|prévoit|dans|en|que|ne|a|ont|"
        r"sont|s'|pour|par|sur|relati|énonce|lui|le|la|les|alors|aux|à|ou)\b|$))"
        r"|(?:aCP[MP]?|aCO|CPM|CPP|CPC|CESEDA|COJ|CJM|CJA|CP|CGI|CGCT|CSS|RGPD|CEDH|TFUE|TUE|PIDCP|CIR(?: 19\d\d)?|"
        r"L[A-Z]?[A-Z][A-Za-z]{0,5}(?:-[A-Z]{2})?|PA|Cst\.?(?:-[A-Z]{2})?|(?:[A-Z]\. ?){2,6}(?: ?(?:19|"
        r"20)\d\d)?|CC|CO|CIDE|Conv\. torture)(?!\w)|"
        r"[A-Z]{2,6}(?:-[A-Z]{1,3})?(?![\w'-])"
        r"|[Ss]tatut (?:de Rome(?: de la Cour pénale internationale)?|de la Cour(?: pénale internationale)?|"
        r"(?:du|des|de la) (?:CAE|CPI|TPIY|TPIR|TSSL|TSL|Chambres africaines extraordinaires|"
        r"Tribunal (?:pénal international|spécial) pour (?:l'ex-Yougoslavie|le Rwanda|la Sierra Leone|le Liban)))|"
        r"StCPI|"
        r"Constitution(?: (?:du \d{1,2} [a-zéû]+ \d{4}|belge|"
        r"fédérale(?: de la Confédération suisse(?: du \d{1,2} [a-zéû]+ \d{4})?)?))?|"
        r"[Dd]éclaration (?:(?:de 1789 )?des [Dd]roits de l'[Hh]omme et d(?:u|es) [Cc]itoyens?(?: (?:de|"
        r"du \d{1,2} août) 1789)?|"
        r"universelle des droits de l'homme)|"
        r"(?:quatrième |troisième |première |"
        r"deuxième )?[Cc]onvention (?:européenne(?: de sauvegarde)?"
        r"(?: des droits de l'homme(?: et des libertés fondamentales)?)?|"
        r"de sauvegarde des droits de l'homme et des libertés fondamentales|de (?:Genève|New York|Rome|Vienne|"
        r"La Haye|Rome)(?: contre la torture| du \d{1,2} [a-zéû]+ \d{4})?|contre la torture|sur le génocide|"
        r"d'Aarhus|(?:internationale )?(?:relative aux |des )droits de l'enfant|relative au statut des réfugiés)|"
        r"(?:quatre )?[Cc]onventions de Genève(?: (?:du 12 août|de) 1949)?|"
        r"[Cc]onvention(?: du \d{1,2}(?:er)? [a-zéû]+ (?:1[89]|20)\d\d)?(?= |[,.;)])|"
        r"(?:[Rr]èglement|[Dd]irective|[Aa]ccord|[Tt]raité|[Pp]rotocole) du \d{1,2}(?:er)? [a-zéû]+ (?:1[89]|20)\d\d|"
        r"[Ll]ois(?: coordonnées)?(?= (?:relatives|sur) )|[Oo]rdonnance(?= (?:sur|relative|concernant) )|"
        r"[Rr]ègles (?:pénitentiaires européennes|du Comité des Ministres|de procédure(?: et de preuve)?|de la Cour)|"
        r"[Cc]harte (?:des droits fondamentaux(?: de l'Union européenne)?|"
        r"africaine(?: des droits de l'homme et des peuples)?|des Nations Unies|de l'environnement|"
        r"canadienne des droits et libertés|québécoise)|Charte|"
        r"(?:[Pp]rotocole (?:n° ?\d{1,2}|additionnel(?: I{1,2})?)|[Pp]remier [Pp]rotocole additionnel)"
        r"(?: à la Convention(?: européenne des droits de l'homme| de sauvegarde des droits de l'homme et des libertés"
        r" fondamentales)?)?|"
        r"Pacte international relatif aux droits civils et politiques|"
        r"Traité sur (?:le fonctionnement de )?l'Union européenne|"
        r"(?:directive|règlement|décision-cadre|décision)(?: \((?:UE|CE|CEE)"
        r"\))?(?: n°)? ?\d{1,4}/\d{1,4}(?:/(?:UE|CE|CEE|JAI))?|"
        r"(?:[Ll]oi(?: organique| spéciale| fédérale| constitutionnelle|-?programme)?|"
        r"[Dd]écret(?:-programme)?|[Oo]rdonnance|"
        r"[Aa]rrêté(?: royal| ministériel)?|[Dd]écret-loi|décret spécial)"
        r"(?: n[°o] ?\d{2,4}-\d{1,5})?(?: du \d{1,2}(?:er)? [a-zéû]+ (?:1[789]|20)\d\d)|"
        r"(?:[Ll]oi|[Dd]écret|[Oo]rdonnance) n[°o] ?\d{2,4}-\d{1,5}|[Rr]èglement (?:de procédure et de preuve|"
        r"de la Cour|intérieur)|Règlement(?= |[,.;)])|Statut(?= |[,.;)])|"
        r"[Aa]rrêté royal n° ?\d{1,3}(?: du \d{1,2}(?:er)? [a-zéû]+ (?:19|20)\d\d)?|directive [A-Z]{2,6}(?!\w)|"
        r"[Dd]écret du Conseil régional wallon du \d{1,2}(?:er)? [a-zéû]+ (?:19|20)\d\d|"
        r"(?:[Dd]écret|[Oo]rdonnance) de la (?:Région|Communauté) (?:de Bruxelles|[a-zç]+)(?:-capitale|"
        r"-Capitale)?(?: du \d{1,2}(?:er)? [a-zéû]+"
        r" (?:19|20)\d\d)|[Ll]oi(?: organique| spéciale| fiscale| fédérale|-?programme)?(?= |[,.;)]|$)|"
        r"[Dd]écret(?= |[,.;)]|$)|CONVENTION)"
    )
    contract = re.compile(
        r",? (?:du|de la|de l'|des|de ce|de cette|de leur|de son) ?(?:contrat|bail|convention collective|"
        r"accord(?:-cadre)?|avenant|statuts de|règlement intérieur|police|pacte d'|présente? (?:arrêt|contrat|"
        r"convention|décision)|conditions générales|marché)"
    )
    unnamed = frozenset(
        {
            "CJUE",
            "CJCE",
            "CE",
            "ECLI",
            "UE",
            "EU",
            "ATF",
            "TF",
            "DOC",
            "FJ",
            "SA",
            "ASBL",
            "CEE",
            "JO",
            "FF",
            "RS",
            "RO",
            "LE",
            "LA",
            "DE",
            "ET",
            "EN",
            "AU",
            "DU",
            "QC",
            "QPC",
            "ATA",
            "SARL",
        }
    )

    def is_plural(self, sign: re.Match[str]) -> bool:
        """`articles`, `arts.`, `artt.`."""
        word = sign[0].strip().lower()
        return word in {"articles", "arts.", "artt.", "règles"}

    def opens(self, text: str, sign: re.Match[str], setting: Setting) -> bool:
        """`l'article` is fine; `sous-article` is not."""
        start = sign.start()
        return not (start and (text[start - 1].isalnum() or text[start - 1] == "-"))

    def values(self, match: re.Match[str]) -> list[str]:
        """Ordinals as digits, without `er`, `°`."""
        if match["o"]:
            words = {
                "premier": "1",
                "deuxième": "2",
                "second": "2",
                "seconde": "2",
                "première": "1",
                "troisième": "3",
                "quatrième": "4",
                "cinquième": "5",
                "1er": "1",
                "2e": "2",
                "3e": "3",
            }
            return [words.get(word.rstrip("s"), word) for word in match["o"].split(" et ")]
        written = match["v"] or match["s"] or match["w"] or match["x"] or match["y"] or match["r"] or ""
        return re.findall(
            r"\d{1,3}(?:bis|ter)?(?=[^\d]|$)|(?<![a-z])[a-z]{1,2}(?=\)|$|[ ,])(?<!et)(?<!ou)(?<!er)|[IVX]+", written
        )

    def name_end(self, text: str, end: int) -> int:
        """`loi du 6 juillet 2007 relative à la procréation médicalement assistée`."""
        return french_name_end(text, end)

    def clean_number(self, number: str) -> str:
        """`premier` is 1."""
        return super().clean_number(
            "1" if number.startswith("premier") else re.sub(r" et (?:suivants?|ss?\.?)$", "ss", number)
        )


_ES_WORD = (
    r"(?!(?:Ley|Código|Constitución|Convención|Convenio|Pacto|Estatuto|Sala|Sr|Sra|Don|Doña|Orgánica)\b)"
    r"[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+"
)
_ES_LINK = (
    r"(?:de?l?(?: l[ao]s?)?|do|sobre(?: el| l[ao]s?)?|contra(?: el| l[ao]s?)?|para(?: el| l[ao]s?)?|al?(?: l[ao]s?)?|"
    r"en(?: materia de)?|con(?: el| l[ao]s?)?|[ye](?: del?(?: l[ao]s?)?)?)"
)
# a name goes on as long as capitals do: `Ley sobre Cooperación con la Corte Penal Internacional`
_ES_NAME = (
    rf"(?:(?:Reglamento de la )?Ley(?: Orgánica)?|ley|Código|Constitución|Estatuto|Convención|Convenio|"
    rf"Pacto|Protocolo|Reglamento|"
    rf"Carta|Declaración|"
    rf"Tratado)(?: (?:{_ES_LINK} )?(?:Convención(?= Americana)|"
    rf"{_ES_WORD})(?:, {_ES_WORD}(?: {_ES_WORD})?(?= y (?:de )?{_ES_WORD}))?)"
    r"{1,12}"
)
_SPANISH_LAW = (
    r"(?:LOPJ|LECrim|LECr|LECRIM|LOTC|LEC|CE|CP|CC|CPP|CPPN|CN|CPCCN|LOREG|TFUE|TUE|CEDH|CADH|PIDCP|DUDH|"
    r"LO|LRJSP|LPACAP|LJCA|LGSS|LET|ET|RCD|RS|CDFUE|[A-Z]{2,6}(?![\w-])|"
    r"C\. ?G\. del P\.|(?:[A-Z]\. ?){2,7}(?![A-Za-z])|C\. ?(?:Penal|Civil)"
    r"|[Ll]ey(?: Orgánica)?(?: [Nn](?:\.?[º°]|o\.|ro\.|úm\.))? ?\d{1,2}\.?\d{3}(?:[/-]\d{2,4}| de (?:19|20)\d\d)?"
    r"(?![\d/]|\.\d)"
    r"|ley(?! \d| (?:de|del|[Nn]|sobre|orgánica|misma|nacional|provincial|federal)(?!\w))(?![\w/])|"
    r"[Ll]ey(?: [Oo]rgánica)? de (?!manera|conformidad|acuerdo)[a-záéíóú]{6,}"
    r"(?: (?:civil|criminal|penal|militar|administrativo|general|electoral|social|laboral))?(?!\w)|"
    r"Tratado (?:de|sobre el) [Ff]uncionamiento de la Unión Europea|"
    r"[Dd]ecreto(?:[ -][Ll]ey| Supremo| Legislativo)?(?: [Nn](?:\.?[º°]|o\.|ro\.|"
    r"úm\.))? ?(?:\d{1,2}\.\d{3}|\d{1,5})(?:[/-]\d{2,4})?(?![\d/]|\.\d)"
    r"(?: del Congreso(?: de la República)?)?|"
    r"Acuerdo (?:Gubernativo |Ministerial |Plenario |General )?(?:[Nn](?:\.?[º°]|o\.|ro\.|"
    r"úm\.) ?)?[A-Z]{0,6}-?\d{1,5}[/-]\d{1,5}(?![\d/]|\.\d)(?: de la Corte de Constitucionalidad)?|"
    r"Convención Interamericana para Prevenir(?:,| y) (?:Sancionar|Punir)(?: y Erradicar)? la (?:Tortura|"
    r"Violencia contra la Mujer)|"
    r"[Ll]ey(?: Orgánica)?(?: [Nn](?:º|°|o\.|ro\.|úm\.)?)? ?\d{1,2}\.?\d{1,3} de (?:19|20)\d\d|" + _ES_NAME + r""
    r"|Ley de \d{1,2} de [a-z]{4,10} de (?:18|19|20)\d\d"
    r"|Ley(?: Orgánica)?(?: (?:del Poder Judicial|del Tribunal Constitucional|"
    r"de Enjuiciamiento (?:Criminal|Civil)|\d{1,3}/(?:19|20)\d\d))?(?: ?, de \d{1,2} de [a-z]+)?|"
    r"[Ll]ey (?:[Nn]º? ?)?\d{1,2}\.\d{3}|ley (?:nacional |provincial |federal )?(?:[Nn](?:\.?[º°]|o\.|"
    r"ro\.) ?)?(?:\d{1,2}\.\d{3}|\d{1,5})(?![\d/])|Real Decreto(?:-ley| Legislativo)? \d{1,4}/(?:19|"
    r"20)\d\d(?: ?, de \d{1,2} de [a-z]+)?"
    r"|[Cc]ódigo (?:[Pp]enal(?: [Mm]ilitar)?|[Cc]ivil|[Pp]rocesal (?:[Pp]enal|[Cc]ivil)|de [Cc]omercio)(?! y)|"
    r"Código (?:Penal(?: Militar)?|Civil|Procesal (?:Penal|Civil)(?: (?:y Comercial )?(?:de la Nación|"
    r"Federal))?|de Procedimiento Penal|de Comercio|Electoral|General del Proceso)|código (?:penal|civil|"
    r"procesal penal)|Constitución(?: (?:Española|Nacional|"
    r"Política(?: de (?:la República(?: de Guatemala)?|Colombia))?|española))?"
    r"|Estatuto(?: de (?:Roma(?: de la Corte Penal Internacional)?|los Trabajadores|Autonomía))?|"
    r"Convención (?:Americana(?: sobre Derechos Humanos)?|contra la [Tt]ortura|de Viena|de Belém do Pará|"
    r"Interamericana[a-zA-Z áéíóú]{0,60}?|sobre los Derechos del Niño)|Convención|"
    r"Convenio (?:Europeo(?: de Derechos Humanos)?|europeo de derechos humanos|de Ginebra)|"
    r"Convenio (?:Europeo )?para la protección de los [Dd]erechos [Hh]umanos(?: y de las [Ll]ibertades"
    r" [Ff]undamentales)?|"
    r"[Tt]exto (?:[ÚUúu]nico(?: [Oo]rdenado)?|[Rr]efundido)(?: de la Ley(?: Orgánica)?(?: (?:del?(?: la| los|"
    r" las)? )?[A-ZÁÉÍÓÚÑ]\w+)+)?|"
    r"(?:Tratado|Convenio|Pacto|Estatuto|Código|Protocolo)(?= ?[,.;:)\"”]| [a-z])|"
    r"Pacto [Ii]nternacional de Derechos Civiles y Políticos|"
    r"[Rr]eglamento(?: (?:de la Corte|del Congreso|del Tribunal|\(UE\) (?:núm\. )?\d{2,4}/\d{2,4}))?|"
    r"Carta (?:de las Naciones Unidas|de los Derechos Fundamentales)|"
    r"Directiva (?:\(UE\) )?\d{2,4}/\d{1,4}(?:/(?:UE|CE))?|Declaración Universal de Derechos Humanos|"
    r"Protocolo (?:núm\. \d{1,2}|de Estambul|Adicional I{1,2}))"
)


class SpanishProvisions(_Romance):
    """Spanish grammar, of Spain and Latin America."""

    name = "provision.spanish"
    default_country = "ESP"
    sign = re.compile(
        r"(?:[Aa]rtículos?\.?|ARTÍCULOS?|[Aa]rticulos?|[Pp]receptos?|[Aa]rts?\.|[Aa]rts?(?= \d)) ?(?=\d|"
        r"[IVX]{1,4}[ ,.;)])"
    )
    number = re.compile(
        rf"(?:\d{{1,4}}(?:\.?[ºª°o]\.?(?!\w))?(?: ?{_LATIN}(?![a-z])(?: \d{{1,2}}(?:\.\d{{1,2}})*"
        rf"(?:\.?[ºª°])?(?![\w/]))?"
        rf")?(?:\.\d{{1,2}}(?:\.?[ºª°])?)*(?: ?{_LATIN}(?![a-z])(?: \d{{1,2}}(?:\.\d{{1,2}})*"
        rf"(?:\.?[ºª°])?(?![\w/]))?)?(?:\.?[a-z](?=\)|[ ,.;)])(?![a-z])"
        rf"\)?)?(?![\d%/]|,\d)|[IVX]{{1,4}}(?![A-Za-z]))(?:(?: a |-| al )\d{{1,4}}(?:\.\d{{1,2}})?(?![\w./])"
        r")?(?: y (?:siguientes|ss\.?|concordantes)| y ccs?\.)?"
    )
    subdivision = re.compile(
        r"(?:,? ?(?:(?:apartados?|aptdo\.|ap\.|párrafos?|párr\.|incisos?|inc\.|numeral(?:es)?|num\.|letras?|"
        r"literal(?:es)?|lit\.|regla|núms?\.|fracción(?:es)?|punto)"
        r" ?(?P<v>\(?(?:\d{1,3}(?:\.?[ºª°])?(?:\.\d{1,2})?|[a-z]{1,2}(?![\wáéíóú])|[IVX]{1,4}(?!\w)|primero|"
        r"segundo|tercero)\)?(?:(?:,? (?:y|e|o|a) |, )(?:\d{1,2}(?:[ºª°])?(?![\w./])|[a-z](?![\wáéíóú])\)?))*)"
        r"|(?P<o>(?:primer|segundo|tercer|cuarto|último)) párrafo|(?P<x>[a-z]\)(?:(?: y |, | o )[a-z]\))*))|"
        r"(?P<y>(?:\.\d{1,2}|\.[a-z](?![a-z])\)?|\([a-z0-9]{1,3}\))+))"
    )
    joiner = re.compile(
        r"(?:,? (?:y|e|o|u) |[,;] (?:y )?)(?=\d)(?!\d{1,2} de (?:enero|febrero|marzo|"
        r"abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre))"
    )
    chain = re.compile(r" ?[,;]? ?(?:(?:y|e|o|en relación|con|los?|el|del?|la|las|al|en)[ ,]*)*")
    law = re.compile(
        r",? ?(?:in fine,? )?(?:(?:de la|del|de los|de|del antiguo|de su) )?(?:vigente |citada |"
        rf"antigua )?(?P<law>{_SPANISH_LAW})(?![^\W\d])"
    )
    contract = re.compile(
        r",? (?:del|de la|de los|de este|de dicho) ?(?:contrato|convenio colectivo|acuerdo|estatutos|póliza|"
        r"escritura|pliego|estatuto social)"
    )
    unnamed = frozenset(
        {
            "STC",
            "STS",
            "ATC",
            "FJ",
            "BOE",
            "SSTC",
            "TC",
            "TS",
            "AN",
            "CGPJ",
            "UE",
            "II",
            "III",
            "IV",
            "VI",
            "CSJ",
            "DOUE",
            "STEDH",
            "ONU",
            "OEA",
        }
    )

    def is_plural(self, sign: re.Match[str]) -> bool:
        """`artículos`, `arts.`."""
        return sign[0].strip().lower().rstrip(".").endswith("s")

    def values(self, match: re.Match[str]) -> list[str]:
        """Letters and digits."""
        if match["o"]:
            return [{"primer": "1", "segundo": "2", "tercer": "3", "cuarto": "4"}.get(match["o"], match["o"])]
        written = match["v"] or match["x"] or match["y"] or ""
        if match["y"]:
            return [written.replace(".", "/").replace("(", "/").replace(")", "").strip("/")]
        words = {"primero": "1", "segundo": "2", "tercero": "3"}
        return [
            words.get(value, value)
            for value in re.findall(
                r"\d+|primero|segundo|tercero|[IVX]+|(?<![a-z])[a-df-xz](?![a-z])|^[ey]\)?$", written
            )
        ]

    def clean_number(self, number: str) -> str:
        """`23.4.a)` -> `23/4/a`, `607 bis 1.1.º` -> `607bis/1/1`."""
        number = re.sub(r"(?<=[rs]) (?=\d)", ".", number)
        number = re.sub(r" y (?:siguientes|ss\.?|concordantes|ccs?\.)", "ss", number)
        number = re.sub(r"(?<=\d)\.?[ºª°](?!\w)\.?", "", number).replace(")", "")
        number = super().clean_number(number)
        return re.sub(r"(?<=[\dsr])\.(?=[\da-z])|(?<=\d)(?=[a-z]$)", "/", number) if "." in number else number


_LAND_REGISTER = re.compile(r"\bmatriz\b(?:(?! artigo )[^.;]){0,50}$")


_PT_WORD = r"[A-ZÁÉÍÓÚÂÊÔÃÕÇ][a-záéíóúâêôãõçà]+"


class PortugueseProvisions(_Romance):
    """Portuguese grammar: `artigo 672.º, n.º 1, al. a) do CPC`."""

    name = "provision.portuguese"
    default_country = "PRT"
    sign = re.compile(r"(?:[Aa]rtigos?|ARTIGOS?|[Aa]rts?\.|[Aa]rts?(?= \d)) ?(?:[nN]\.?º )?(?=\d)")
    number = re.compile(
        r"\d{1,4}(?:\.?[ºª°o]\.?(?![a-z]))?(?:-[A-Z](?![A-Za-z]))?(?:\.\d{1,2}(?!\d|"
        r"\.\d))?(?:\.[a-h](?![a-z.])\)?)?(?:/\d{1,2}(?= d[oa] ))?(?![\d%/]|,\d|"
        r"\.\d)(?:(?: a | e ss\.?)"
        r"(?:\d{1,4}(?:\.?[ºª°]\.?)?)?(?![\w/]))?(?: e (?:seguintes|segs?\.|ss\.))?"
    )
    subdivision = re.compile(
        r",? ?(?:(?:n[.º°os ]{1,4}s?\.?|n\.ºs|nºs?|números?|alíneas?|als?\.|parágrafos?|§)"
        r" ?(?P<v>(?:\d{1,3}(?:\.?º)?|[a-z](?:\)|(?![\wáéíóúãõç])))(?:(?:,? (?:e|ou|a) |, )"
        r"(?:\d{1,2}(?![\w./º])|[a-z]\)))*)|(?P<x>[a-z]\)(?:(?: e |, )[a-z]\))*)|"
        r"(?P<y>(?<=[º°], )\d{1,2}(?=, ?d[oa] ))|(?P<w>(?<=º, )\d{1,2}(?= e \d{1,2},? d[oa] )(?: e \d{1,2})))"
    )
    joiner = re.compile(r"(?:,? (?:e|ou) |, (?:e )?)(?=\d{1,4}(?:\.\d|\.?[º°]|-[A-Z]| d[oa]s? |, \d| e \d))")
    chain = re.compile(r" ?[,;]? ?(?:(?:e|ou|conjugado|com|em|ex vi|do|da|o|a|os|dos)[ ,]*)*")
    law = re.compile(
        r",? ?(?:todos )?(?:(?:do|da|dos|das|de) )?(?P<law>Código (?:Penal|Civil|de Processo (?:Penal|Civil)|"
        r"das Sociedades Comerciais|do Trabalho|de Justiça Militar|d[ao]s? [A-Z][a-z]+(?: [A-Z][a-z]+)*)|C\. ?Civil|"
        r"C\. ?P\. ?C(?:ivil|\.)?|Cód\. ?[A-Z][a-z]+|Constituição(?: da República Portuguesa)?|"
        r"Lei n\.º \d{1,4}(?:-[A-Z])?/\d{2,4}|DL n\.º \d{1,4}/\d{2,4}|"
        r"Decreto-Lei n\.º \d{1,4}(?:-[A-Z])?/\d{2,4}|Convenção (?:Europeia dos Direitos (?:do Homem|Humanos)|"
        r"Americana(?: sobre Direitos Humanos)?|contra a Tortura|de Belém do Pará|"
        r"Interamericana(?: para Prevenir(?: e|, Punir e Erradicar a)? (?:Punir a Tortura|Violência contra a Mulher))?|"
        r"[A-Z][a-z]+)|Convenção(?= ?[,.;)]| [a-z])|Regulamento (?:\((?:CE|UE)\) )?(?:n\.º ?)?\d{1,4}/\d{2,4}|"
        r"Lei d[aoe]s? [A-Z][a-zçãéí]+(?: (?:d[aeo]s? )?[A-Z][a-zçãéí]+){0,4}|"
        rf"(?:Código|Regulamento|Estatuto|Regime)(?: (?:(?:d[aeo]s?|e|e d[aeo]s?|para|sobre) )?{_PT_WORD})+|"
        r"(?:CCiv|CRCom|CSCom|CPCiv|CPPen|CPen|CTrab|CExprop|CRPred|CPTrib)\b\.?|"
        r"Dire(?:c)?tiva (?:\((?:UE|CE)\) )?(?:n\.º )?\d{2,4}/\d{1,4}(?:/(?:CE|UE|CEE))?|"
        r"Estatuto da Ordem dos Advogados|Regulamento [A-Z][a-z]+(?: [a-z]+){0,2}(?: [A-Z][a-z]+){0,3}|"
        r"[A-Z]{2,7}(?![\w-]))(?!\w)"
    )
    contract = re.compile(
        r",? (?:d[oa]s?|dest[ea]s?) ?(?:[Cc]ontrato|[Aa]pólice|[Aa]cordo|[Ee]statutos|Condiç(?:ões|ão)|[Cc]láusula)"
    )

    def opens(self, text: str, sign: re.Match[str], setting: Setting) -> bool:
        """Not an entry of the land tax register: `inscrito na matriz sob o artigo 63`."""
        start = sign.start()
        return super().opens(text, sign, setting) and _LAND_REGISTER.search(text, max(0, start - 60), start) is None

    def holds(self, text: str, sign: re.Match[str], group: Group, setting: Setting) -> bool:
        """Nor one of a parish: `o artigo 397º da freguesia de Santa Luzia`."""
        return super().holds(text, sign, group, setting) and not text.startswith(" da freguesia", group.items[-1].end)

    def is_plural(self, sign: re.Match[str]) -> bool:
        """`artigos`, `arts.`."""
        return sign[0].strip().lower().rstrip(".").endswith("s")

    def values(self, match: re.Match[str]) -> list[str]:
        """Letters and digits."""
        written = match["v"] or match["x"] or match["w"] or match["y"] or ""
        return re.findall(r"\d+|(?<![a-z])[a-z](?=\))|^[a-z]$", written)


_ITALIAN_DATE = r"(?:\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d|\d{1,2}°? [a-z]{4,9} (?:1[89]|20)\d\d|(?:1[89]|20)\d\d)"
_ITALIAN_ACT = (
    r"(?:[Ll]egge(?: (?:costituzionale|regionale|fallimentare))?|[Ll]\.(?: ?[Rr]\.| ?cost\.| ?fall\.)?|"
    r"[Dd]\.? ?[Ll]gs\.?|"
    r"[Dd]\. ?[Ll]\.|DL|[Dd]\.? ?[Pp]\.? ?[Rr]\.?|dpr|DPR|[Rr]\. ?[Dd]\.(?: ?[Ll]\.)?|[Dd]\. ?[Mm]\.|"
    r"[Dd]\.?[Pp]\.?[Cc]\.?[Mm]\.?|"
    r"[Dd]ecreto (?:legislativo|ministeriale|del Presidente della Repubblica)|[Dd]ecreto-legge|[Rr]egio decreto)"
    rf"(?:,? ?n\.? ?\d{{1,4}}(?:/(?:19|20)?\d\d(?!\d)|,? del {_ITALIAN_DATE})?|"
    rf" (?:del )?{_ITALIAN_DATE},? n\. ?\d{{1,4}}(?![\d/])| ?\d{{1,4}}/(?:19|20)?\d\d(?!\d)|"
    rf" \d{{1,4}} del {_ITALIAN_DATE})"
)


class ItalianProvisions(_Romance):
    """Italian grammar: `art. 360, primo comma, n. 5, c.p.c.`."""

    name = "provision.italian"
    default_country = "ITA"
    sign = re.compile(r"(?:[Aa]rticol[oi]|ARTICOLO|[Aa]rtt?\.|[Aa]rt(?= \d)) ?(?=\d)")
    number = re.compile(
        rf"\d{{1,4}}(?:[ -]{_LATIN}(?![a-z]))?(?:\.\d{{1,2}})?(?![\d%/]|,\d)(?: e (?:ss\.|seguenti|segg\.))?"
    )
    subdivision = re.compile(
        r",? ?(?:(?P<o>(?:primo|secondo|terzo|quarto|quinto|sesto|ultimo)(?: e (?:secondo|terzo|quarto))?)"
        r" (?:comma|commi|periodo|alinea)|(?:commi|comma|co\.|c\.(?= ?\d)|numeri|numero|num\.|nn?\.|lett\.|"
        r"lettera|lettere|paragrafo|par\.|§) ?(?P<v>(?:\d{1,4}(?:[ -](?:bis|ter|quater))?|[IVX]{1,4}(?!\w)|"
        r"[a-z](?:\)|(?![\w']))\)?)\)?(?:(?:,? (?:e|o|ed) (?:n\. ?|num\. ?|lett\. ?)?|, )(?:\d{1,2}(?![\w./])|"
        r"[a-z]\)))*)(?: e (?:seguenti|segg\.|ss\.))?|(?P<x>[a-z]\))|cpv\.)"
    )
    _joined_latin = re.compile(r"(?<=\d)-(?=[bqtsond])")
    joiner = re.compile(
        r"(?:,? (?:e|o|ed) |, (?:e )?)(?=\d)(?!\d{1,2} (?:gennaio|febbraio|marzo|"
        r"aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre))"
    )
    chain = re.compile(
        r" ?[,;]? ?(?:(?:e|ed|o|nonché|in relazione|in combinato disposto|all'|dell'|con|del|di|il|agli|degli)"
        r"[ ,]*)*"
    )
    law = re.compile(
        r",? ?(?:(?:del|della|dello|dell'|delle|dei|di) ?)?(?:citat[oa] )?(?P<law>c\. ?p\. ?c\.|c\. ?p\. ?p\.|"
        r"c\. ?p\.|c\. ?c\.|cod\. ?(?:proc\. )?(?:civ|pen)\.|disp\. att\. c\.p\.c\.|Cost\.|Costituzione|"
        r"codice (?:civile|penale|di procedura (?:civile|penale))|CEDU|TFUE|TUE|TUIR|T\.U\.I\.R\.|TUEL|"
        rf"{_ITALIAN_ACT}|"
        r"[Ss]tatuto di Roma|Convenzione europea dei diritti dell'uomo|[A-Z]{2,6}(?![\w-])|Preleggi)"
    )
    contract = re.compile(r",? (?:del|della|dello) ?(?:contratto|accordo|statuto sociale|polizza)")

    def clean_number(self, number: str) -> str:
        """`613-bis` -> `613bis`."""
        return self._joined_latin.sub("", super().clean_number(number))

    def is_plural(self, sign: re.Match[str]) -> bool:
        """`articoli`, `artt.`."""
        return sign[0].lower().startswith(("articoli", "artt"))

    def values(self, match: re.Match[str]) -> list[str]:
        """Ordinals as digits."""
        words = {"primo": "1", "secondo": "2", "terzo": "3", "quarto": "4", "quinto": "5", "sesto": "6"}
        if match["o"]:
            return [words.get(word, word) for word in match["o"].split(" e ")]
        return re.findall(
            r"\d+(?:[ -](?:bis|ter|quater))?|[IVX]+|(?<![a-z])[a-z](?=\)|$)", match["v"] or match["x"] or ""
        )


_ROMAN = {"I": 1, "V": 5, "X": 10}


def _arabic(roman: str) -> str:
    total = 0
    for this, following in zip(roman, [*roman[1:], ""], strict=True):
        total += -_ROMAN[this] if following and _ROMAN[following] > _ROMAN[this] else _ROMAN[this]
    return str(total)


_PORTUGUESE_CODES = {"CCiv": "CC", "CPCiv": "CPC", "CPPen": "CPP", "CPen": "CP"}


@lru_cache(maxsize=4096)
def _statute(law: str, country: str | None, default: str) -> str | None:
    if default == "PRT":
        law = _PORTUGUESE_CODES.get(law.rstrip("."), law)
    if found := find_statute(law, country, default):
        return found
    if found := find_statute(re.sub(r",? de \d{1,2} de [a-z]+$", "", law), country, default):
        return found
    if match := re.search(r"(?:irecti[fv]|èglement|eglamento|écision).*?(\d{1,4}/\d{1,4})", law):
        return f"EU-{match[1]}"
    return law if re.fullmatch(r"[A-Z]{2,7}(?:-[A-Z]{2})?", law) and law not in {"CP", "CC", "CO"} else None
