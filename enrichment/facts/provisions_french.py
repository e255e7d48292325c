"""Provisions in French: `articles 689-1 et 689-11 du code de procédure pénale`, `art. 62 al. 1 let. a LPA`."""

from __future__ import annotations

import re

from enrichment.facts.act_names import french_name_end
from enrichment.facts.forms import Setting
from enrichment.facts.provisions_romance import LATIN, RomanceProvisions

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


class FrenchProvisions(RomanceProvisions):
    """French grammar, of France, Belgium, Switzerland, Canada and the international courts."""

    name = "provision.french"
    default_country = "FRA"
    sign = re.compile(
        r"(?:[Aa]rticles?|ARTICLES?|[Aa]rtt?s?\.|[Aa]rt(?= \d)|[Rr]ègles?(?= \d)) ?(?=\d|[LRDA]\.? ?\*?\d|"
        r"[IVX]{1,4}(?:[ ,.;)]|er)|premier(?:[ ,.;]|$)|1er)"
    )
    number = re.compile(
        rf"(?:(?:[LRDA]\.? ?\*? ?)?\d{{1,4}}(?:[:.]\d{{1,3}})?(?:-\d{{1,3}}){{0,4}}(?:er(?![a-z])"
        rf")?(?: ?{LATIN}(?![a-z]))?(?:(?<=-\d) [A-D](?= d[ue]| et |"
        rf"[,.;)]))?(?:(?<=\D1) ?[A-F](?= ?[,.;)]| (?:[a-z]\)|de|let)))?"
        rf"(?:[a-z](?![a-z']))?(?:/\d{{1,3}}(?![\d/]))?(?![\d%]|,\d|\.\d)|premier|"
        rf"[IVX]{{1,4}}(?![A-Za-z]))"
        rf"(?: à (?:[LRD]\. ?)?\d{{1,4}}(?:-\d{{1,3}}){{0,4}}(?:[a-z](?![a-z']))?(?: ?{LATIN})?(?![\w°]|"
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
