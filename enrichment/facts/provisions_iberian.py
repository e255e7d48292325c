"""Provisions in Spanish (`art. 23.4 de la Ley Orgánica del Poder Judicial`) and Portuguese (`artigo 672.º, n.º 1`)."""

from __future__ import annotations

import re

from enrichment.facts.forms import Setting
from enrichment.facts.provision_reading import Group
from enrichment.facts.provisions_romance import LATIN, RomanceProvisions

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


class SpanishProvisions(RomanceProvisions):
    """Spanish grammar, of Spain and Latin America."""

    name = "provision.spanish"
    default_country = "ESP"
    sign = re.compile(
        r"(?:[Aa]rtículos?\.?|ARTÍCULOS?|[Aa]rticulos?|[Pp]receptos?|[Aa]rts?\.|[Aa]rts?(?= \d)) ?(?=\d|"
        r"[IVX]{1,4}[ ,.;)])"
    )
    number = re.compile(
        rf"(?:\d{{1,4}}(?:\.?[ºª°o]\.?(?!\w))?(?: ?{LATIN}(?![a-z])(?: \d{{1,2}}(?:\.\d{{1,2}})*"
        rf"(?:\.?[ºª°])?(?![\w/]))?"
        rf")?(?:\.\d{{1,2}}(?:\.?[ºª°])?)*(?: ?{LATIN}(?![a-z])(?: \d{{1,2}}(?:\.\d{{1,2}})*"
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


class PortugueseProvisions(RomanceProvisions):
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
