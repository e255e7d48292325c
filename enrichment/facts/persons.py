"""The persons of the proceedings and their roles, by the words courts put beside a name.

Roles that stay named (accused, judge, prosecutor, counsel, public figure) and roles that are protected (victim,
witness, relative) are read with the same care: a name read in both is an accused's, a judge's ... and stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from enrichment.decision import Certainty, Evidence, Fact, Person
from enrichment.facts.names import NAME, NAME_LIST, TITLE, is_initials, names_in
from enrichment.facts.reading import Reading, Sentence
from enrichment.text import Role

RULE = "persons/1"

PROTECTED_ROLES = ("victim", "witness", "relative")

_NO_GAP = (
    r"(?!(?:v|vs|c|gegen|contre|tegen|contra|mot|against|en|in|im|à|au|aux|te|i|på|aus|from|at|near|bei|beim|nach|dans|of|by|par|door|av|por|de|"
    r"du|des|del|von|vom|van|über|under|before|with|mit|avec|met|med|con|to|and|und|et|och|y|über|om|zu|zum|zur|für|for|pour|för|as|als|like|"
    r"war|was|is|ist|est|were|sind|in|than|über|that|dass|que|att|dat|who|qui|die|der|durch|la|le|les|het|den|das)\b)"
)
_GAP = rf"(?:\s*[,:]?\s*(?:{_NO_GAP}[a-zß-öø-ÿ]\w*\s+){{0,4}})"  # "the accused, a former soldier named"
_APPOSITION = r"(?:\s*[,:]\s*|\s+(?:named |called |namens |nommée? |genaamd |llamad[oa] |vid namn )?)"
_TIGHT = r"(?:\s*:\s*|\s+)"

# role -> language -> words after which the name follows.
_BEFORE: dict[str, dict[str, str]] = {
    "accused": {
        "en": r"\b(?:the )?(?:co-)?(?:accused|defendants?|suspects?|appellants?|convict|perpetrator)\b",
        "de": r"\b(?:Mit)?(?:Angeklagten?|Angeklagter|Beschuldigten?|Beschuldigter|Angeschuldigten?|Verurteilten?|Angeklagtem)\b",
        "fr": r"\b(?:l'|d'|les |aux |des |un )?(?:accusée?s?|prévenue?s?|inculpée?s?|mise? en (?:examen|cause)|condamnée?)\b",
        "nl": r"\b(?:mede)?(?:verdachten?|beklaagden?|veroordeelde|beschuldigde)\b",
        "es": r"\b(?:acusad[oa]s?|procesad[oa]s?|imputad[oa]s?|investigad[oa]s?|condenad[oa]s?|querellad[oa]s?|encausad[oa]s?)\b",
        "sv": r"\b(?:den |de )?(?:med)?(?:tilltalade|misstänkte|misstänkta|åtalade)\b",
    },
    "judge": {
        "en": r"\b(?:Presiding Judge|Judges?|(?:Mr|Mrs|Ms|Chief|Lord|Lady) Justice|Justice|Lord|Lady|Magistrate|Before:?)\b",
        "de": r"\b(?:Vorsitzende[rn]?|(?:Vorsitzende[rn]? )?Richter(?:in(?:nen)?)?(?: am (?:\w+gericht(?:shof)?|BGH|OLG|AG|LG)(?: \w+)?)?|Präsident(?:in)?(?: des \w+)?)\b",
        "fr": r"\b(?:présidente?|conseillers?|conseillère|juge d'instruction|juges?|vice-présidente?)\s*:?",
        "nl": r"\b(?:voorzitter|rechters?|raadsheren|raadsheer|vice-president)\b",
        "es": r"\b(?:magistrad[oa]s?|ponente|presidente|presidenta|juez|jueza)\b",
        "sv": r"\b(?:rådmann?en|lagmannen|hovrättsrådet|justitierådet|justitieråden|hovrättslagmannen|nämndemännen|chefsrådmannen|ordföranden)\b",
    },
    "prosecutor": {
        "en": r"\b(?:Prosecutors?|prosecutors?|Attorney General|Crown counsel)\b(?! v)",
        "de": r"\b(?:(?:Ober|Bundes|General)?[Ss]taatsanw(?:alt|ältin|älte)(?: beim? \w+)?|Bundesanw(?:alt|ältin)|Generalbundesanwalt)\b",
        "fr": r"\b(?:procureur(?: général)?(?: de la République)?|avocate? générale?|substitut)\b",
        "nl": r"\b(?:officier van justitie|advocaat-generaal|procureur-generaal)\b",
        "es": r"\b(?:fiscal|Ministerio Fiscal)\b",
        "sv": r"\b(?:(?:kammar|chefs|vice riks|riks|över)?åklagaren?|riksåklagaren)\b",
    },
    "counsel": {
        "en": r"\b(?:counsel|solicitors?|barristers?|attorneys?|lawyers?|represented by|QC|KC|advocates?)\b",
        "de": r"\b(?:Rechtsanw(?:alt|ältin|älte|älten|älts|alts)|Verteidiger(?:in|s)?|Nebenklagevertreter(?:in)?|Pflichtverteidiger(?:in)?)\b",
        "fr": r"\b(?:Me|Maître|avocate? (?:de|du)|SCP|avocats?)\b",
        "nl": r"\b(?:advoca(?:at|te)|raadsman|raadsvrouw|raadslieden)\b",
        "es": r"\b(?:letrad[oa]|abogad[oa]|procurador[a]?)\b",
        "sv": r"\b(?:advokat(?:en|erna)?|försvararen?|målsägandebiträdet?|jur\. kand\.)\b",
    },
    "expert": {
        "en": r"\b(?:expert(?: witness(?:es)?)?|historian)\b",
        "de": r"\b(?:(?:der |die |des )?Sachverständigen?|sachverständige[rn]? Zeug\w+|Gutachter(?:in)?)\b",
        "fr": r"\b(?:experts?|l'expert|historien(?:ne)?)\b",
        "nl": r"\b(?:deskundigen?)\b",
        "es": r"\b(?:peritos?|perita)\b",
        "sv": r"\b(?:sakkunnig[ae]?|experten)\b",
    },
    "public_figure": {
        "en": r"\b(?:[Pp]residents?|[Pp]rime [Mm]inister|[Mm]inister(?: of [\w ]{3,20})?|[Kk]ing|[Qq]ueen|[Ss]enator|[Dd]ictator|[Aa]mbassador|Secretary-General|Emperor)\b",
        "de": r"\b(?:(?:Staats|Minister)?[Pp]räsident(?:en|in)?|(?:Innen|Außen|Verteidigungs|Premier)?minister(?:s|in)?|Machthaber[sn]?|Diktator(?:s)?|König|Kanzler(?:in)?)\b",
        "fr": r"\b(?:président|premier ministre|ministre|dictateur|roi|ambassadeur)\b",
        "nl": r"\b(?:president|minister(?:-president)?|premier|dictator|koning|ambassadeur)\b",
        "es": r"\b(?:presidente|ministro|dictador|rey|embajador)\b",
        "sv": r"\b(?:presidenten?|ministern?|statsministern?|diktatorn?|kungen)\b",
    },
    "witness": {
        "en": r"\b(?:eye-?)?witness(?:es)?(?: and (?:victim|survivor|civil party))?\b(?! (?:protection|statement|list|box|testimony|evidence))",
        "de": r"\b(?:Augen)?Zeug(?:e|in|en|innen)\b(?: (?:und|bzw\.) (?:Neben\w+|Geschädigte\w*))?",
        "fr": r"\b(?:témoins?)\b",
        "nl": r"\b(?:oog)?getuigen?\b",
        "es": r"\b(?:testigos?)\b",
        "sv": r"\b(?:ögon)?vittne(?:t|n|na|na)?\b",
    },
    "victim": {
        "en": r"\b(?:victims?|survivors?|civil part(?:y|ies)|joint plaintiffs?|complainants?|injured part(?:y|ies)|deceased|detainees?|prisoners?|captives?|private prosecutors?)\b",
        "de": r"\b(?:(?:Tat|Todes|Folter|Mord)?[Oo]pfer[sn]?|Geschädigte[rnms]?|Verletzte[rnms]?|Nebenkläger(?:in(?:nen)?|s|n)?|Überlebende[rnms]?|Getötete[rnms]?|Verstorbene[rnms]?|Adhäsionskläger(?:in|innen|s|n)?|Häftlings?|Gefangene[rnms]?|Inhaftierte[rnms]?|Sklavin(?:nen)?|Jesidin(?:nen)?)\b",
        "fr": r"\b(?:victimes?|parties? civiles?|plaignante?s?|rescapée?s?|survivante?s?|défunte?s?|détenue?s?|feue?)\b",
        "nl": r"\b(?:slachtoffers?|benadeelde(?: partij(?:en)?)?n?|aangever|aangeefster|overlevenden?|overledenen?|gedetineerden?|gevangenen?|nabestaanden?)\b",
        "es": r"\b(?:víctimas?|partes? civil(?:es)?|perjudicad[oa]s?|supervivientes?|sobrevivientes?|denunciantes?|querellantes?|fallecid[oa]s?|detenid[oa]s?|desaparecid[oa]s?|acusación particular)\b",
        "sv": r"\b(?:målsägande(?:n|na|ns|nas)?|brotts?offret?|offren|offret|överlevande|avlidn[ae]|fånge[nr]?|fångarna)\b",
    },
    "relative": {
        "en": r"\b(?:(?:step|grand|half-)?(?:brothers?|sisters?|sons?|daughters?|mother|father)(?:-in-law)?|wife|husband|cousins?|uncle|aunt|nephews?|nieces?|widow(?:er)?|fiancée?|child(?:ren)?|parents)\b",
        "de": r"\b(?:(?:Halb|Zwillings|Stief|Schwieger|Groß)?(?:[Bb]r(?:u|ü)der[sn]?|[Ss]chwestern?|[Ss](?:o|ö)hn(?:e|en|es)?|[Tt](?:o|ö)chter|[Mm](?:u|ü)tter|[Vv](?:a|ä)ter[s]?)|Ehe(?:frau|mann|manns|mannes)|Cousins?|Cousinen?|Onkels?|Tanten?|Neffen?|Nichten?|Witwer?|Kind(?:es|er)?|Verlobte[rn]?|Schwager)\b",
        "fr": r"\b(?:(?:demi-|beau-|belle-|grand-)?(?:frères?|s(?:œ|oe)urs?|fils|filles?|mère|père)|épouse|époux|mari|femme|cousine?s?|oncle|tante|neveux?|nièces?|veuve?|enfants?)\b",
        "nl": r"\b(?:(?:half|schoon|stief|groot)?(?:broers?|zuss?(?:en|ter)?|zoons?|zonen|dochters?|moeder|vader)|echtgenot[ea]?|nee?f|nicht|oom|tante|weduwe|weduwnaar|kind(?:eren)?)\b",
        "es": r"\b(?:(?:herman|hij|prim|tí|niet|sobrin|abuel|cuñad|viud)[oa]s?|madre|padre|espos[oa]|marido|mujer)\b",
        "sv": r"\b(?:(?:halv|svär|styv)?(?:bro(?:r|der|dern|rs)|bröder|syst(?:er|ern|rar)|son|sonen|söner|dotter|dottern|döttrar|mor|modern|mamma|far|fadern|pappa)|hustrun?|maken?|makan|kusin(?:en)?|farbror|morbror|moster|faster|änka[n]?|barn(?:et|en)?)\b",
    },
}
# The name first, then what tells the role: "X, a witness,", "X testified", "X (victim)".
_AFTER: dict[str, dict[str, str]] = {
    "accused": {
        "en": r"(?:,\s+[^.;]{0,160}?,|\s+\([^)]{0,60}\))?\s+(?:is|was|were|has been|had been|stands|stood|are)\s+(?:also |jointly |subsequently |later )?(?:accused|charged|indicted|convicted|acquitted|sentenced|prosecuted|found (?:not )?guilty|arraigned|tried|on trial|committed for trial|suspected)",
        "de": r"(?:,[^.;]{0,160}?,|\s+\([^)]{0,60}\))?\s+(?:ist|wird|wurde|war)\s+(?:[^.;]{0,160}?\s)?(?:angeklagt|beschuldigt|schuldig|verurteilt|freigesprochen|verdächtig)\b",
        "fr": r"(?:,[^.;]{0,160}?,|\s+\([^)]{0,60}\))?\s+(?:a été|est|fut|ont été|comparaît|comparaissait)\s+(?:[^.;,]{0,40}?\s)?(?:mise? en (?:examen|accusation|cause)|accusée?|condamnée?|acquittée?|poursuivie?|renvoyée?|déclarée? coupable|reconnue? coupable|jugée?|prévenue?)",
        "nl": r"(?:,[^.;]{0,160}?,|\s+\([^)]{0,60}\))?\s+(?:is|wordt|werd)\s+(?:[^.;]{0,160}?\s)?(?:verdacht|vervolgd|veroordeeld|vrijgesproken|aangeklaagd|beschuldigd)\b",
        "es": r"(?:,[^.;]{0,160}?,|\s+\([^)]{0,60}\))?\s+(?:fue|ha sido|es|está)\s+(?:[^.;,]{0,40}?\s)?(?:acusad[oa]|condenad[oa]|absuelt[oa]|procesad[oa]|imputad[oa]|investigad[oa])",
        "sv": r"(?:,[^.;]{0,160}?,|\s+\([^)]{0,60}\))?\s+(?:är|döms|dömdes|åtalas|åtalades|har åtalats|har dömts|frikänns|frikändes|fälls|fälldes|misstänks|häktades)\b",
    },
    "judge": {
        "en": r"(?:,? (?:CJ|JA|LJ|LJJ|J|JJ|P|MR)\b(?!\.)|,? (?:the )?(?:Presiding|presiding) (?:Judge|judge)|, Presiding)",
        "de": r"(?:,? als Vorsitzende[rn]?|,? (?:Vorsitzende[rn]? )?Richter(?:in)? am)",
        "fr": r",? (?:présidente?|conseillère?|conseillers?|juge d'instruction|vice-présidente?|conseiller rapporteur)\b",
        "nl": r",? \(?(?:als )?(?:voorzitter|rechters?|raadsheer|raadsheren|oudste rechter)\b",
        "es": r",? \(?(?:ponente|magistrad[oa]|presidente|presidenta)\b",
        "sv": r",? \(?(?:referent|ordförande|skiljaktig)\b",
    },
    "counsel": {
        "en": r",? (?:QC|KC|for the (?:appellant|respondent|accused|defendant|applicant|prosecution|Crown))\b",
        "de": r", (?:Rechtsanwalt|Rechtsanwältin)\b",
        "fr": r", (?:avocate?)\b",
        "nl": r", (?:advocaat)\b",
        "es": r", (?:abogad[oa]|letrad[oa])\b",
        "sv": r", (?:advokat)\b",
    },
    "witness": {
        "en": r"(?:,? (?:who )?(?:testified|testifies|gave evidence|gave testimony|told the court|stated in (?:his|her) testimony|deposed)|,? (?:was|were|is|has been) (?:heard|called|questioned|examined) as (?:a |an )?(?:eye-?)?witness(?:es)?|, (?:a|an|the|another|one of the) (?:\w+ )?(?:\w+ )?(?:eye-?)?witness|,? (?:as|as a) witness|'s? (?:testimony|witness statement|evidence that)|\s+\(witness\))",
        "de": r"(?:,? (?:der |die |das )?(?:hat |haben |wurde |wurden )?(?:\w+ ){0,3}?als Zeug(?:e|in|en|innen)\b|,? (?:hat )?(?:glaubhaft |anschaulich |übereinstimmend |detailliert )?bekundet\w*|, (?:ein|eine|der|die) (?:\w+ )?(?:Augen)?[Zz]eug(?:e|in)\b|\s+\(Zeug(?:e|in)\)|,? sagte(?:n)?(?: \w+){0,4} aus\b)",
        "fr": r"(?:,? (?:a|ont) (?:témoigné|déposé)|,? entendue?s? (?:\w+ )?(?:comme|en qualité de|à titre de) témoins?|, témoins?\b|,? cité(?:e|s|es)? comme témoins?|,? témoigne\b|\s+\(témoin\))",
        "nl": r"(?:,? (?:heeft|hebben|is|werd|zijn) (?:\w+ ){0,4}?(?:als getuigen?)|, (?:een |de )?getuige\b|,? als getuige|\s+\(getuige\)|,? getuigde)",
        "es": r"(?:,? (?:testificó|testificaron|depuso)|,? (?:declaró|declaraba|compareció|prestó declaración) (?:\w+ ){0,3}?como testigo|, testigos?\b|,? como testigo|\s+\(testigo\))",
        "sv": r"(?:,? (?:har )?(?:vittnat|vittnade|vittnar)\b|,? (?:har )?(?:hörts|hördes|hörs) (?:\w+ ){0,3}?som vittne|, (?:ett )?(?:ögon)?vittne\b|,? som vittne|\s+\(vittne\))",
    },
    "victim": {
        "en": r"(?:,? (?:who )?(?:was|were|had been|has been|is|died after being) (?:then |later |also |repeatedly |brutally |severely |publicly |summarily |there )?(?:killed|murdered|raped|tortured|beaten|executed|shot|enslaved|held captive|detained and|stabbed|abducted|beheaded|mutilated|burned|wounded|abused|sexually|forcibly|electrocuted|forced)\w*|, (?:a|an|the|another|one of the) (?:\w+ ){0,3}?(?:victims?|survivors?|civil part(?:y|ies)|joint plaintiff|complainant)|\s+\((?:the )?(?:victim|civil party|deceased|complainant|injured party)\)|,? (?:died|lost (?:his|her) life|joined the proceedings as|disappeared)\b|,? (?:as|is a|are) (?:a )?(?:civil part|joint plaintiff|victim))",
        "de": r"(?:,? (?:der |die |das )?(?:wurde|wurden|worden)\b[^.;]{0,80}?\b(?:getötet|ermordet|erschossen|gefoltert|vergewaltigt|misshandelt|geschlagen|hingerichtet|versklavt|verletzt|entführt|enthauptet|verschleppt|inhaftiert|gefangen gehalten)|, (?:ein|eine|der|die) (?:\w+ ){0,2}?(?:Opfer|Geschädigte[rn]?|Nebenkläger(?:in)?|Überlebende[rn]?)\b|\s+\((?:Geschädigte[rn]?|Opfer|Nebenkläger(?:in)?)\)|,? (?:verstarb|kam ums Leben|starb|erlag)\b|,? als Nebenkläger(?:in)?)",
        "fr": r"(?:,? (?:a été|ont été|fut|furent|avait été) (?:\w+ ){0,2}?(?:tuée?s?|assassinée?s?|exécutée?s?|torturée?s?|violée?s?|battue?s?|enlevée?s?|massacrée?s?|abattue?s?|réduite? en esclavage|blessée?s?|arrêtée?s? et)|, (?:une? (?:des )?|l'une? des )?(?:\w+ )?(?:victimes?|parties? civiles?|rescapée?s?|survivante?s?)\b|\s+\((?:victime|partie civile)\)|,? (?:s'est|se sont) constituée?s? parties? civiles?|,? (?:est décédée?|est morte?|a péri|a perdu la vie|a disparu)\b|,? en qualité de parties? civiles?)",
        "nl": r"(?:,? (?:is|werd|werden|zijn) (?:[^.;]{0,60}? )?(?:gedood|vermoord|gemarteld|gefolterd|verkracht|mishandeld|geëxecuteerd|doodgeschoten|ontvoerd|geslagen)\b|, (?:een (?:van de )?|het |de )?(?:slachtoffers?|benadeelde partij|overlevende)\b|\s+\((?:slachtoffer|benadeelde partij)\)|,? (?:overleed|is overleden|kwam om het leven)\b|,? (?:heeft|hebben) zich als benadeelde)",
        "es": r"(?:,? (?:fue|fueron|ha sido|había sido) (?:\w+ ){0,2}?(?:asesinad[oa]s?|torturad[oa]s?|violad[oa]s?|ejecutad[oa]s?|secuestrad[oa]s?|detenid[oa]s?|fusilad[oa]s?|desaparecid[oa]s?|herid[oa]s?|golpead[oa]s?|arrojad[oa]s?)|, (?:una de las )?víctimas?\b|, superviviente|\s+\((?:víctima|perjudicad[oa])\)|,? (?:murió|falleció|desapareció)\b|,? como (?:víctima|acusación particular|perjudicad[oa]))",
        "sv": r"(?:,? (?:dödades|mördades|torterades|våldtogs|misshandlades|avrättades|sköts|hölls (?:fången|som slav)|kidnappades|fördes bort|avled|omkom|dog)\b|,? (?:har|hade) (?:\w+ )?(?:dödats|mördats|torterats|våldtagits|misshandlats|avrättats)|, (?:en av )?(?:målsäganden?a?|offret|offren|överlevande)\b|\s+\((?:målsägande|offer)\))",
    },
}
# What was done to, or said by, the person named after it: "the murder of X", "testimony of X".
_OF: dict[str, dict[str, str]] = {
    "witness": {
        "en": r"\b(?:testimony|testimonies|witness statements?|evidence|credibility|account|cross-examination|examination)\b (?:given )?(?:of|by|from)\s+",
        "de": r"\b(?:(?:Zeugen)?[Aa]ussagen?|Bekundungen?|Angaben|Vernehmung|Zeugenvernehmung|Glaubwürdigkeit|Schilderung(?:en)?) (?:der|des|von)\s+",
        "fr": r"\b(?:témoignages?|dépositions?|déclarations?|audition|auditions) (?:de |d')(?:la |l')?",
        "nl": r"\b(?:(?:getuigen)?verklaring(?:en)?|verhoor|getuigenis) van\s+",
        "es": r"\b(?:testimonios?|declaraciones testificales|declaración testifical|declaración|declaraciones) de\s+",
        "sv": r"\b(?:vittnesmål(?:et|en)?|vittnesförhör(?:et|en)? med|målsägandeförhör(?:et)? med|uppgifter(?:na)? från|berättelse(?:n)? från|förhöret med vittnet) (?:av |från |med )?",
    },
    "victim": {
        "en": r"\b(?:murders?|killings?|execution|deaths?|rapes?|torture|abduction|ill-treatment|mistreatment|beating|enslavement|detention|disappearance|assassination|shooting|wounding)\b of\s+|\b(?:killed|murdered|raped|tortured|executed|shot|beat|abducted|enslaved|stabbed|beheaded|whipped|bought|having killed|having tortured)\s+",
        "de": r"\b(?:Tötung|Ermordung|Mord an|Tod|Folterung|Folter an|Vergewaltigung|Misshandlung|Hinrichtung|Erschießung|Versklavung|Entführung|Inhaftierung|Leichnams?|Leiche|Enthauptung) (?:der|des|von|an)?\s*|\b(?:tötete|erschoss|ermordete|folterte|vergewaltigte|misshandelte|schlug|versklavte|entführte) (?:den|die|das)?\s*",
        "fr": r"\b(?:meurtres?|assassinats?|exécution|viols?|torture|enlèvement|mort|décès|séquestration|disparition|homicide|passage à tabac|arrestation) (?:de |d')(?:la |l')?|\b(?:tué|assassiné|violé|torturé|exécuté|tuer|torturer)\s+",
        "nl": r"\b(?:moord(?:en)? op|doodslag op|dood van|executie van|verkrachting van|marteling van|foltering van|mishandeling van|ontvoering van|het doden van|het martelen van)\s+|\b(?:doodde|vermoordde|martelde|verkrachtte)\s+",
        "es": r"\b(?:asesinatos?|muerte|homicidio|ejecución|violación|tortura|torturas|secuestro|desaparición|detención ilegal|desaparición forzada) (?:de |a )|\b(?:asesinó|mató|torturó|violó|ejecutó|secuestró) a\s+",
        "sv": r"\b(?:mordet på|morden på|mord på|dödandet av|våldtäkten på|tortyren av|misshandeln av|avrättningen av|avrättningarna av|bortförandet av|döden för|försvinnandet av)\s+|\b(?:dödade|mördade|torterade|våldtog|misshandlade|avrättade)\s+",
    },
    "accused": {
        "en": r"\b(?:Prosecutor|Procurator|United States(?: of America)?|R|Regina|Rex|The King|The Queen|Crown|Public Prosecutor|HM Advocate|Attorney[- ]General|People|State) v\.?s?\.?\s+|\b(?:case|proceedings|indictment|charges|complaint|warrant|prosecution|trial|judgment|verdict|investigation|appeal|evidence)s? (?:against|of)\s+(?:the (?:\w+ ){1,4})?",
        "de": r"\b(?:Straf(?:sache|verfahren)|Verfahren|Ermittlungsverfahren|Haftbefehl|Anklage|Urteil|Ermittlungen|Strafanzeige|Hauptverhandlung|Strafprozess|Prozess) (?:\w+ ){0,3}?gegen\s+(?:(?:den|die|dem) )?(?:(?:\w+ )(?=[a-zß-ÿ]|\w+ [A-Z])){0,3}?",
        "fr": r"\b(?:ministère public|procureur(?: général| de la République)?) c(?:/|\.|ontre)\s+|\b(?:à l'encontre d|contre)(?:e |'|u )?\s*(?:l'accusé |le prévenu )?",
        "nl": r"\b(?:strafzaak|zaak|vervolging|vonnis|strafvervolging|dagvaarding|arrest) tegen\s+(?:de verdachte )?",
        "es": r"\b(?:causa|procedimiento|querella|proceso|sumario|sentencia|acusación|orden de detención|juicio) (?:\w+ ){0,3}?contra\s+(?:el procesado |el acusado )?",
        "sv": r"\b(?:mål(?:et)?|åtal(?:et)?|talan|dom(?:en)?|förundersökning(?:en)?|rättegången) mot\s+(?:den tilltalade )?",
    },
}
_PUBLIC_FIGURES = re.compile(
    r"(?:Bashar |Baschar |Hafez |Maher )?(?:al-)?Assad|Hissène Habré|Habré|(?:Augusto )?Pinochet|Charles Taylor|Saddam Hussein|"
    r"(?:Slobodan )?Milo[sš]evi[cć]|(?:Radovan )?Karad[zž]i[cć]|(?:Ratko )?Mladi[cć]|(?:Paul )?Kagame|(?:Juvénal )?Habyarimana|"
    r"(?:Yahya )?Jammeh|(?:Vladimir )?Putin|(?:Abu Bakr )?al-Baghdadi|(?:Moammar |Muammar )?(?:al-)?Gaddafi|Ariel Sharon|"
    r"(?:Adolf )?Eichmann|Pol Pot|Mengistu(?: Haile Mariam)?|(?:Efraín )?Ríos Montt|(?:Jorge Rafael )?Videla|(?:Francisco )?Franco|"
    r"Min Aung Hlaing|Idi Amin|Fidel Castro|Yasser Arafat|Ruhollah Khomeini|Khomeini|Laurent Gbagbo|Omar (?:al-)?Bashir|"
    r"(?:Rafiq|Rafik) Hariri|Adolf Hitler|Hitler|Donald Trump|Barack Obama|Angela Merkel|Kofi Annan"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the role the words beside it give: span in the sentence, sentence by index."""

    role: str
    name: str
    sentence: int
    start: int
    end: int


def find_persons(reading: Reading) -> tuple[Named, ...]:
    """All names whose role the text tells, in order. Empty in languages without rules."""
    if reading.language is None:
        return ()
    found = list(_find(reading))
    found.sort(key=lambda named: (named.sentence, named.start, named.end))
    return tuple(found)


def is_public_figure(name: str) -> bool:
    """Whether the name is that of a head of state, or another person who is part of history, not of the case."""
    return _PUBLIC_FIGURES.fullmatch(name.strip()) is not None


# The kinds of cue one of which a sentence must hold before the patterns of a role are tried on it.
_GATES = {
    "before": {
        "accused": ("accused",), "witness": ("witness",), "victim": ("victim",), "relative": ("relative",),
        **dict.fromkeys(("judge", "prosecutor", "counsel", "expert", "public_figure"), ("office",)),
    },
    "after": {
        "accused": ("conviction", "acquittal", "charge", "criminal_trial"), "witness": ("witness",),
        "victim": ("victim",), "judge": ("office",), "counsel": ("office",),
    },
    "of": {
        "witness": ("witness",), "victim": ("victim",), "accused": ("accused", "charge", "conviction", "criminal_trial"),
    },
}
_VERSUS = re.compile(r"\bv\.? |\bc/ |\bc\. |gegen|contre|tegen|contra|\bmot\b|against")
_LOOK_BACK = 160


def _find(reading: Reading) -> Iterator[Named]:
    language = reading.language or "en"
    rules = _compiled(language)
    for sentence in reading.sentences:
        kinds = sentence.kinds
        versus = _VERSUS.search(sentence.text) is not None if sentence.paragraph is None or len(sentence.text) < 200 else False
        if not kinds and not versus:
            continue
        seen: set[tuple[str, int, int]] = set()
        for role, gates, pattern, name_first in rules:
            if not any(gate in kinds for gate in gates) and not (versus and role == "accused"):
                continue
            for first, last in _name_spans(pattern, sentence.text, name_first=name_first):
                for start, end in names_in(sentence.text, first, last, german=language == "de"):
                    key = (role, start, end)
                    if key in seen or not _plausible(sentence, role, start, end):
                        continue
                    if language == "de" and not _german_name(sentence.text, role, first, start, end):
                        continue
                    seen.add(key)
                    yield Named(role, sentence.text[start:end], sentence.index, start, end)


def _name_spans(pattern: re.Pattern[str], text: str, *, name_first: bool) -> Iterator[tuple[int, int]]:
    """Where names stand by a pattern: its group `name`, or right before its match when the name comes first."""
    for match in pattern.finditer(text):
        if not name_first:
            yield match.span("name")
            continue
        begin = max(0, match.start() - _LOOK_BACK)
        before = _NAME_AT_END.search(text[begin : match.start()])
        if before:
            yield begin + before.start("name"), begin + before.end("name")


_NAME_AT_END = re.compile(rf"(?<![\w'-])(?P<name>{NAME_LIST})$")
_GERMAN_LEAD = re.compile(
    r"(?:\b(?:Herrn?|Frau|Dr\.|Prof\.)|\bZeug(?:e|in|en|innen)|\bNebenkläger(?:in|innen|s)?|\bGeschädigte[rn]?|\bOpfers?|\b(?:Halb|Zwillings)?[Bb]ruders?|"
    r"\bSchwester|\bSohn(?:es)?|\bTochter|\bEhe(?:frau|mann|manns)|\bMutter|\bVaters?|\bOnkels?|\bCousine?|\bNeffen?|\bNichte|\bTante|"
    r"\bÜberlebenden?|\bHäftling|\bGefangenen?|namens|\bAngeklagte[rn]?|\bBeschuldigte[rn]?|\bRichter(?:in)?|anw(?:alt|ältin)|"
    r"\bSachverständigen?|\bVorsitzender?|\bAngeschuldigten?|\bVerurteilten?)\s+$"
)


def _german_name(text: str, role: str, first: int, start: int, end: int) -> bool:
    """German writes every noun with a capital: one such word is a name only right after the role or a title."""
    words = text[start:end].split()
    if len(words) > 1 or text[start:end].endswith("."):
        return True
    lead = _GERMAN_LEAD.search(text[max(0, first - 40) : first if start > first else start])
    return lead is not None and (start == first or role in ("witness", "victim", "accused"))


def _plausible(sentence: Sentence, role: str, start: int, end: int) -> bool:
    """Not a State, town, court or crime; roles that stay named need more than a single initial."""
    name = sentence.text[start:end]
    if any(
        mention.start <= start and end <= mention.end
        for mention in sentence.of("state", "place", "people", "body", "situation", "concept")
    ):
        return False
    if any(mention.start == start and mention.kind in ("state", "people") for mention in sentence.mentions):
        return False  # "Bosnian Muslims", "Syrian soldiers"
    if name.isupper() and " " not in name and len(name) > 3 and role in PROTECTED_ROLES:
        return sentence.role in (Role.RUBRUM, Role.BODY)
    if role in PROTECTED_ROLES and any(char.isdigit() for char in name):
        return False  # a code, see private_data
    if sentence.text[max(0, start - 6) : start].strip().isdigit():
        return False  # "56068 Koblenz"
    return bool(name.strip("."))


@lru_cache(maxsize=8)
def _compiled(language: str) -> tuple[tuple[str, tuple[str, ...], re.Pattern[str], bool], ...]:
    """Role, gates, pattern, and whether the name stands before what the pattern finds."""
    rules = []
    for role, by_language in _BEFORE.items():
        gap = _GAP if role in ("accused", "victim", "witness") else _APPOSITION if role == "relative" else _TIGHT
        pattern = rf"(?:{_any_first_case(by_language[language])}){gap}{TITLE}(?P<name>{NAME_LIST})"
        rules.append((role, _GATES["before"][role], re.compile(pattern), False))
    for role, by_language in _AFTER.items():
        rules.append((role, _GATES["after"][role], re.compile(by_language[language]), True))
    for role, by_language in _OF.items():
        pattern = rf"(?:{_any_first_case(by_language[language])}){TITLE}(?P<name>{NAME_LIST})"
        rules.append((role, _GATES["of"][role], re.compile(pattern), False))
    return tuple(rules)


def _any_first_case(cue: str) -> str:
    """The cue whatever its case; names after it stay case-sensitive."""
    return f"(?i:{cue})"


@dataclass(frozen=True, slots=True)
class CourtPerson:
    """A person who stays named: role, the name as it stands in the text, and where."""

    role: str
    name: str
    evidence: Evidence


def read_accused(persons: Sequence[CourtPerson], outcome: str | None) -> tuple[tuple[Fact, ...], str | None]:
    """The accused as facts, each by the longest form the court uses; initials for those acquitted or let go.

    Whoever is also named as judge, prosecutor or counsel is not counted."""
    others = {person.name for person in persons if person.role not in ("accused", "public_figure")}
    forms: dict[str, list[CourtPerson]] = {}
    for person in sorted(persons, key=lambda person: -len(person.name)):
        if person.role != "accused" or is_public_figure(person.name) or person.name in others:
            continue
        same = next((name for name in forms if _same_person(person.name, name)), None)
        forms.setdefault(same or person.name, []).append(person)
    if not forms:
        return (), "no name stands beside a word for the accused"
    anonymise = outcome in ("acquitted", "dismissed")
    order = sorted(forms, key=lambda name: min(_place(person) for person in forms[name]))
    facts = tuple(
        Fact(
            "accused",
            initials(name) if anonymise else name,
            RULE,
            Certainty.CERTAIN,
            tuple(person.evidence for person in sorted(forms[name], key=_place)[:3]),
        )
        for name in order
    )
    return facts, None


def read_court_persons(persons: Sequence[CourtPerson], accused: Sequence[str]) -> tuple[Person, ...]:
    """The persons who stay named, one entry each: accused first, then judges, prosecutors, counsel."""
    listed = [Person("accused", name, masked=False) for name in accused]
    seen = set(accused)
    for role in ("judge", "prosecutor", "counsel"):
        for person in persons:
            if person.role == role and person.name not in seen and not is_initials(person.name):
                seen.add(person.name)
                listed.append(Person(role, person.name, masked=False))
    return tuple(listed)


def _place(person: CourtPerson) -> tuple[int, int]:
    where = person.evidence
    return (-1 if where.paragraph is None else where.paragraph, where.start or 0)


def initials(name: str) -> str:
    """`Jacques Mungwarere` -> `J. M.`; what is already reduced stays."""
    if is_initials(name):
        return name
    return " ".join(f"{part[0]}." for part in re.split(r"[\s-]+", name) if part[:1].isupper())


def _same_person(shorter: str, longer: str) -> bool:
    """`Raslan` and `Anwar Raslan`, `Anwar R.` and `Anwar Raslan` are one person."""
    if shorter.lower() == longer.lower():
        return True
    short, long = shorter.split(), longer.split()
    if len(short) == 1:
        word = short[0]
        return word.rstrip(".").lower() in (part.rstrip(".").lower() for part in long) or (
            len(word.rstrip(".")) == 1 and any(part.startswith(word[0]) for part in long)
        )
    return all(
        any(part.lower() == other.lower() or (part.rstrip(".")[:1] == other[:1] and len(part.rstrip(".")) == 1) for other in long)
        for part in short
    )
