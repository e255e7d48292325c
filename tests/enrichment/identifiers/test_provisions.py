"""Provisions: one span per number, the sign with the first, the statute with the last, norms for all."""

from __future__ import annotations

import pytest

from tests.enrichment.identifiers.reading_citations import provisions

CASES = [
    # German
    ("§ 7 Abs. 1 Nr. 5 VStGB", "de", None, [("§ 7 Abs. 1 Nr. 5 VStGB", "VStGB/7/1/5")]),
    ("§ 7 I Nr. 1 VStGB", "de", None, [("§ 7 I Nr. 1 VStGB", "VStGB/7/1/1")]),
    ("strafbar nach § 8 Abs. 1 Nr. 1 und Nr. 3 VStGB ist", "de", None, [("§ 8 Abs. 1 Nr. 1 und Nr. 3 VStGB", "VStGB/8/1")]),
    ("§ 47 Abs. 1, § 53 Abs. 2 Nr. 1, § 52 Abs. 1 GKG", "de", None,
     [("§ 47 Abs. 1", "GKG/47/1"), ("§ 53 Abs. 2 Nr. 1", "GKG/53/2/1"), ("§ 52 Abs. 1 GKG", "GKG/52/1")]),
    ("§§ 211, 22, 23 StGB", "de", None, [("§§ 211", "StGB-DE/211"), ("22", "StGB-DE/22"), ("23 StGB", "StGB-DE/23")]),
    ("§§ 129a Abs. 1 Nr. 1, 129b Abs. 1 Satz 1 und 2 StGB", "de", None,
     [("§§ 129a Abs. 1 Nr. 1", "StGB-DE/129a/1/1"), ("129b Abs. 1 Satz 1 und 2 StGB", "StGB-DE/129b/1")]),
    ("§§ 823 Abs. 1, 1004 BGB", "de", None, [("§§ 823 Abs. 1", "BGB/823/1"), ("1004 BGB", "BGB/1004")]),
    ("§§ 812 bis 822 BGB", "de", None, [("§§ 812 bis 822 BGB", "BGB/812-822")]),
    ("§ 52 Abs. 1 i.V.m. § 47 GKG", "de", None, [("§ 52 Abs. 1", "GKG/52/1"), ("§ 47 GKG", "GKG/47")]),
    ("Art. 25 des Grundgesetzes", "de", None, [("Art. 25 des Grundgesetzes", "GG/25")]),
    ("§ 7 Abs. 1 Nr. 3 des Völkerstrafgesetzbuches", "de", None, [("§ 7 Abs. 1 Nr. 3 des Völkerstrafgesetzbuches", "VStGB/7/1/3")]),
    ("§ 153f Abs. 2 Satz 1 StPO", "de", None, [("§ 153f Abs. 2 Satz 1 StPO", "StPO-DE/153f/2/1")]),
    ("§ 73b Abs 5 S 4 SGB V", "de", None, [("§ 73b Abs 5 S 4 SGB V", "SGB-V/73b/5/4")]),
    ("§ 220a StGB aF", "de", None, [("§ 220a StGB aF", "StGB-DE/220a")]),
    ("Art. 7 Abs. 1 Buchst. f IStGH-Statut", "de", None, [("Art. 7 Abs. 1 Buchst. f IStGH-Statut", "RomeStatute/7/1/f")]),
    ("Art. 46 RL 2013/32/EU", "de", None, [("Art. 46 RL 2013/32/EU", "EU-2013/32/46")]),
    ("Norm ZPO §587 Abs4", "de", "AUT", [("§587 Abs4", "ZPO-AT/587/4")]),
    ("Art. 264a StGB", "de", "CHE", [("Art. 264a StGB", "StGB-CH/264a")]),
    ("Das folgt aus § 47 Abs. 1.", "de", None, [("§ 47 Abs. 1", None)]),
    # English
    ("Article 7(1)(f) of the Rome Statute", "en", None, [("Article 7(1)(f) of the Rome Statute", "RomeStatute/7/1/f")]),
    ("section 134(1) of the Criminal Justice Act 1988", "en", "GBR", [("section 134(1) of the Criminal Justice Act 1988", "CrimJusticeAct1988/134/1")]),
    ("sections 51 and 52 of the International Criminal Court Act 2001", "en", "GBR",
     [("sections 51", "InternationalCriminalCourtAct2001/51"), ("52 of the International Criminal Court Act 2001", "InternationalCriminalCourtAct2001/52")]),
    ("s 1A of the Geneva Conventions Act 1957", "en", "GBR", [("s 1A of the Geneva Conventions Act 1957", "GenevaConventionsAct1957/1A")]),
    ("Article 6 §§ 1 and 3 (c) of the Convention", "en", None, [("Article 6 §§ 1 and 3 (c) of the Convention", None)]),
    ("Article II of the Genocide Convention", "en", None, [("Article II of the Genocide Convention", "GenocideConvention/2")]),
    ("18 U.S.C. § 2340A(a) and 8 C.F.R. §§ 245.1(a), 1245.1(a)", "en", "USA",
     [("18 U.S.C. § 2340A(a)", "18USC/2340A/a"), ("8 C.F.R. §§ 245.1(a)", "8CFR/245.1/a"), ("1245.1(a)", "8CFR/1245.1/a")]),
    ("Article 9(1) of Council Directive 78/1026/EEC", "en", None, [("Article 9(1) of Council Directive 78/1026/EEC", "EU-78/1026/9/1")]),
    # French
    ("articles 689-1, 689-2 et 689-11 du code de procédure pénale", "fr", "FRA",
     [("articles 689-1", "CPP-FR/689-1"), ("689-2", "CPP-FR/689-2"), ("689-11 du code de procédure pénale", "CPP-FR/689-11")]),
    ("l'article 212-1 du code pénal", "fr", "FRA", [("article 212-1 du code pénal", "CP-FR/212-1")]),
    ("article 17, § 1er, alinéa 2, de la loi du 5 août 2003", "fr", "BEL", [("article 17, § 1er, alinéa 2, de la loi du 5 août 2003", None)]),
    ("art. 264a CP", "fr", "CHE", [("art. 264a CP", "CP-CH/264a")]),
    # Dutch
    ("artikel 2, eerste lid, onder a, van de Wet internationale misdrijven", "nl", "NLD",
     [("artikel 2, eerste lid, onder a, van de Wet internationale misdrijven", "WIM/2/1/a")]),
    ("artikelen 83 en 140a Sr", "nl", "NLD", [("artikelen 83", "Sr/83"), ("140a Sr", "Sr/140a")]),
    ("artikel 6 EVRM", "nl", "NLD", [("artikel 6 EVRM", "ECHR/6")]),
    ("artikel 1:228 lid 1 van het Burgerlijk Wetboek (BW)", "nl", "NLD", [("artikel 1:228 lid 1 van het Burgerlijk Wetboek", "BW-NL/1:228/1")]),
    # Nordic
    ("22 kap. 6 § första stycket brottsbalken", "sv", "SWE", [("22 kap. 6 § första stycket brottsbalken", "BrB/22:6/1")]),
    ("4 § lagen (2014:406) om straff för vissa internationella brott", "sv", "SWE",
     [("4 § lagen (2014:406) om straff för vissa internationella brott", "SFS-2014:406/4")]),
    ("2 kap. 2 och 4 §§ miljöbalken", "sv", "SWE", [("2 kap. 2", "MB-SE/2:2"), ("4 §§ miljöbalken", "MB-SE/2:4")]),
    ("straffelovens § 245, stk. 1", "da", "DNK", [("§ 245, stk. 1", "Straffeloven-DK/245/1")]),
    ("straffeloven § 101 første ledd", "no", "NOR", [("§ 101 første ledd", "Straffeloven-NO/101/1")]),
    # Spanish, Portuguese, Italian, Polish, Bosnian
    ("artículo 23.4.a) de la LOPJ", "es", "ESP", [("artículo 23.4.a) de la LOPJ", "LOPJ/23/4/a")]),
    ("artículos 607 y 607 bis del Código Penal", "es", "ESP", [("artículos 607", "CP-ES/607"), ("607 bis del Código Penal", "CP-ES/607bis")]),
    ("artigo 672.º, n.º 1, al. a) do CPC", "pt", "PRT", [("artigo 672.º, n.º 1, al. a) do CPC", "CPC-PT/672/1/a")]),
    ("art. 360, primo comma, n. 5, c.p.c.", "it", "ITA", [("art. 360, primo comma, n. 5, c.p.c.", "CPC-IT/360/1/5")]),
    ("art. 118a § 1 k.k. w zw. z art. 7 k.p.k.", "pl", "POL", [("art. 118a § 1 k.k.", "KK-PL/118a/1"), ("art. 7 k.p.k.", "KPK-PL/7")]),
    ("člana 142. stav 1. KZ SFRJ", "bs", "BIH", [("člana 142. stav 1. KZ SFRJ", "KZ-SFRJ/142/1")]),
    # names of acts that go on, end, or are written in another way
    ("nach Art. 6 der Vogelschutz-Richtlinie und Art. 4 der UVP-Richtlinie", "de", None,
     [("Art. 6 der Vogelschutz-Richtlinie", None), ("Art. 4 der UVP-Richtlinie", None)]),
    ("gemäss Art. 48 des Bundesgesetzes vom 4. Mai 2001 über das Strafregister (SR 330)", "de", "CHE",
     [("Art. 48 des Bundesgesetzes vom 4. Mai 2001 über das Strafregister", None)]),
    ("Norm ZPO §611 Abs2 JN §42 EO §7", "de", "AUT", [("§611 Abs2", "ZPO-AT/611/2"), ("§42", "JN/42"), ("§7", "EO/7")]),
    ("nach Art. 6 ter Abs. 3 der Verbandsübereinkunft; Art. 5 bis B Nr. 1 PVÜ", "de", None,
     [("Art. 6 ter Abs. 3", None), ("Art. 5 bis B Nr. 1 PVÜ", "PVÜ/5bisB/1")]),
    ("BSG vom 3.4.2001 - SozR 3-2200 § 548 Nr 41", "de", None, []),
    ("Muster, Staatslehre, 3. Aufl. 2019, § 12 Rn. 8; Beispiel, StPO, 5. Aufl. 2020, § 121 Rn. 3", "de", None,
     [("§ 121", None)]),
    ("section 4(1) of the Treaty Act 1990; Rule 141.22 The Panel; Rule 14.23 applies", "en", None,
     [("section 4(1) of the Treaty Act 1990", "TreatyAct1990/4/1"), ("Rule 141", None), ("Rule 14.23", None)]),
    ("Article 12(3) of that directive, unlike Article 4 of that agreement", "en", None, [("Article 12(3)", None)]),
    ("(Art. 5-3-c) and Article R58 of the Code", "en", None, [("Art. 5-3-c", None), ("Article R58 of the Code", None)]),
    ("Title 18, United States Code, Sections 2340A and 2442", "en", "USA",
     [("Title 18, United States Code, Sections 2340A", "18USC/2340A"), ("2442", "18USC/2442")]),
    ("U.S. Const. amend. XIV, § 1; U.S. Const. art. I, § 8, cl. 10", "en", "USA",
     [("U.S. Const. amend. XIV, § 1", "USConst/amend14/1"), ("U.S. Const. art. I, § 8, cl. 10", "USConst/1/8/10")]),
    ("articles L.631-1 et suivants du code de commerce de prononcer", "fr", "FRA",
     [("articles L.631-1 et suivants du code de commerce", "CCOM-FR/L631-1ss")]),
    ("l'article 8 et l'article 6 de la Convention", "fr", None, [("article 8", None), ("article 6 de la Convention", None)]),
    ("mis hors de cause. Article 2 : La requête est rejetée.", "fr", "FRA", []),
    ("artikel 6.1.c EVRM en artikel 2 Uitleveringswet 1874", "nl", "BEL",
     [("artikel 6.1.c EVRM", "ECHR/6.1.c"), ("artikel 2 Uitleveringswet 1874", None)]),
    ("Artikel 9 luidt anders dan artikel 9 van deze voorwaarden; artikel 10 Sr", "nl", "NLD", [("artikel 10 Sr", "Sr/10")]),
    ("art. 5 de la ley sobre Cooperación con la Corte Penal Internacional rige", "es", "URY",
     [("art. 5 de la ley sobre Cooperación con la Corte Penal Internacional", None)]),
    ("artículo 3 de la Ley de Amparo, Exhibición Personal y de Constitucionalidad, que", "es", "GTM",
     [("artículo 3 de la Ley de Amparo, Exhibición Personal y de Constitucionalidad", None)]),
    ("art. 7 de la Ley 1285 de 2009 y artículo 20 del C.G.P. y 4 del C. Penal", "es", "COL",
     [("art. 7 de la Ley 1285 de 2009", None), ("artículo 20 del C.G.P.", None)]),
    ("artículo 8.2 y el artículo 25 de la Convención Americana", "es", None,
     [("artículo 8.2", "ACHR/8/2"), ("artículo 25 de la Convención Americana", "ACHR/25")]),
    ("inscrito na matriz predial sob o artigo 112, e o artigo 12 do CPC", "pt", "PRT", [("artigo 12 do CPC", "CPC-PT/12")]),
    ("2 § lagen (2001:99) om prövning av vissa regeringsbeslut får sökanden", "sv", "SWE",
     [("2 § lagen (2001:99) om prövning av vissa regeringsbeslut", "SFS-2001:99/2")]),
    ("jf. EMK artikkel 6 nr. 3", "no", "NOR", [("artikkel 6 nr. 3", "ECHR/6/3")]),
    ("nach Art. 9 Abs. 2 Bst. b AsylG und Art. 3 Abs. 2 Dublin-III-VO", "de", "CHE",
     [("Art. 9 Abs. 2 Bst. b AsylG", "AsylG/9/2/b"), ("Art. 3 Abs. 2 Dublin-III-VO", "Dublin-III-VO/3/2")]),
    ("Art. 5 der Asylverordnung 3 vom 1. Mai 2001; Art. 2 der Verordnung Nr. 12/2014; Art. 3 Verordnung EU 2019/11", "de", None,
     [("Art. 5 der Asylverordnung 3 vom 1. Mai 2001", None), ("Art. 2 der Verordnung Nr. 12/2014", "EU-12/2014/2"),
      ("Art. 3 Verordnung EU 2019/11", "EU-2019/11/3")]),
    ("§ 5 Abs. 1 K-BO und Art 1 Abs 3 PGR/Art 2 SR ist", "de", "LIE",
     [("§ 5 Abs. 1 K-BO", "K-BO/5/1"), ("Art 1 Abs 3 PGR", "PGR/1/3"), ("Art 2 SR", "Sr/2")]),
    ("Article 3 of the Optional Protocol; Article 2(1) of the Maputo Protocol", "en", None,
     [("Article 3 of the Optional Protocol", None), ("Article 2(1) of the Maputo Protocol", None)]),
    ("Rule 38.3 of the 2016 Federation Competition Rules; Article 15 par. 2 of the FDC", "en", None,
     [("Rule 38.3 of the 2016 Federation Competition Rules", None), ("Article 15 par. 2 of the FDC", None)]),
    ("Article 46 of the Statute of the Court of Justice of the European Union; Article 8(1) Dublin III", "en", None,
     [("Article 46 of the Statute of the Court of Justice of the European Union", None), ("Article 8(1) Dublin III", None)]),
    ("ALLEGED VIOLATION OF ARTICLE 8 OF THE CONVENTION", "en", None, [("ARTICLE 8 OF THE CONVENTION", None)]),
    ("les articles 12, alinéa 1er, 16, 23, alinéas 2 et 3, et 191 de la Constitution", "fr", "BEL",
     [("articles 12, alinéa 1er", "Constitution-BE/12/1"), ("16", "Constitution-BE/16"), ("23, alinéas 2 et 3", "Constitution-BE/23"),
      ("191 de la Constitution", "Constitution-BE/191")]),
    ("article 2, § 1er, 13°/1, du CIR 1992; article 4, 8), de la directive 2006/123/CE", "fr", "BEL",
     [("article 2, § 1er, 13°/1, du CIR 1992", None), ("article 4, 8), de la directive 2006/123/CE", "EU-2006/123/4/8")]),
    ("article 3 de la loi-programme du 2 mai 2019; article 7 de la loi organique; art. 82 et ss LTF", "fr", None,
     [("article 3 de la loi-programme du 2 mai 2019", None), ("article 7 de la loi organique", None), ("art. 82 et ss LTF", "LTF/82ss")]),
    ("artikel 5, lid 2, van de Wet langdurige zorg is van toepassing; artikel 98/1, eerste lid, Wet Strafuitvoering", "nl", None,
     [("artikel 5, lid 2, van de Wet langdurige zorg", None), ("artikel 98/1, eerste lid, Wet Strafuitvoering", None)]),
    ("artículo 9 de la Ley de amnistía no; artículo 7.b de la Convención de Belém do Pará; 36 del Código", "es", None,
     [("artículo 9 de la Ley de amnistía", None), ("artículo 7.b de la Convención de Belém do Pará", None)]),
    ("citó los artículos 12 y 33 de la Constitución; 4o. de la Ley de Amparo; 11 de la Convención", "es", "GTM",
     [("artículos 12", None), ("33 de la Constitución", None), ("4o. de la Ley de Amparo", None), ("11 de la Convención", None)]),
    ("čl. 12.b. Zakona o radu; članaka 3., 4. i 5. KZ BiH; člana 2. Protokola broj 1 uz Evropsku konvenciju", "bs", "BIH",
     [("čl. 12.b. Zakona o radu", None), ("članaka 3.", "KZ-BiH/3"), ("4.", "KZ-BiH/4"), ("5. KZ BiH", "KZ-BiH/5"),
      ("člana 2. Protokola broj 1 uz Evropsku konvenciju", None)]),
    ("Article 37 and 40 of the Statute; Art. 267 and 344 TFEU; Article 380 of the Treaty of Peace of Versailles", "en", None,
     [("Article 37", None), ("40 of the Statute", None), ("Art. 267", "TFEU/267"), ("344 TFEU", "TFEU/344"),
      ("Article 380 of the Treaty of Peace of Versailles", None)]),
    ("Article 3(1)(a) common to the Geneva Conventions", "en", None,
     [("Article 3(1)(a) common to the Geneva Conventions", "GC/3/1/a")]),
    ("Restatement (Third) of Torts: Physical Harm § 3 cmt. g; Doe, Law of Torts § 159 (2d ed.)", "en", "USA", []),
    ("26 C.F.R. § 12.8 as provided in § 12.9", "en", None, [("26 C.F.R. § 12.8", "26CFR/12.8"), ("§ 12.9", None)]),
    ("7 § lagen om rättegången ska tillämpas", "sv", "SWE", [("7 § lagen om rättegången", None)]),
    ("article 12, paragraphe 1, sous a), seconde phrase, de la directive 2011/95", "fr", None,
     [("article 12, paragraphe 1, sous a), seconde phrase, de la directive 2011/95", "EU-2011/95/12/1/a/2")]),
    ("el art. 9.3 de la ley impugnada", "es", "ESP", [("art. 9.3 de la ley", None)]),
    ("artigo 7.b da Convenção de Belém do Pará; art. 147.º da Lei do Contrato de Seguro; art. 671º, 3, do CPC", "pt", None,
     [("artigo 7.b da Convenção de Belém do Pará", None), ("art. 147.º da Lei do Contrato de Seguro", None),
      ("art. 671º, 3, do CPC", "CPC-PT/671/3")]),
    ("artigos 1, 6 e 8 da Convenção; artigo 8.º, n.º 1, do Regulamento (CE) n.º 1393/2007", "pt", None,
     [("artigos 1", None), ("6", None), ("8 da Convenção", None), ("artigo 8.º, n.º 1, do Regulamento (CE) n.º 1393/2007", None)]),
    ("dell'art. 360 co. 1 n. 3) c.p.c.; art. 1 D.M. 701/94; art. 2, comma 40, D.L. n. 262 del 3/10/2006", "it", None,
     [("art. 360 co. 1 n. 3) c.p.c.", "CPC-IT/360/1/3"), ("art. 1 D.M. 701/94", None), ("art. 2, comma 40, D.L. n. 262 del 3/10/2006", None)]),
    ("члана 298. тачке а) Закона о кривичном поступку", "bs", None, [("члана 298. тачке а) Закона о кривичном поступку", None)]),
    ("Article 15§3iib of the HFF DC; Article 6 of the African Charter on the right to liberty", "en", None,
     [("Article 15§3iib of the HFF DC", None), ("Article 6 of the African Charter", "ACHPR/6")]),
    ("bedoeld in art. 3bis Vo 857/84 voor", "nl", "NLD", [("art. 3bis Vo 857/84", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "country", "expected"), CASES, ids=[case[0][:44] for case in CASES])
def test_provisions_have_span_and_norm(text, language, country, expected):
    assert provisions(f"… {text}.", language, country) == expected


NOT_PROVISIONS = [
    ("§ 12 des Vertrages, § 5 Abs. 2 des Mietvertrags, § 3 der Satzung", "de", "DEU"),
    ("EGMR, Urteil vom 12.7.2007 - 74613/01, § 80", "de", "DEU"),
    ("the Grundgesetz, the Rome Statute and the Convention", "en", None),
    ("section 134 of the report, Article 7 of the agreement, paragraph 12 above", "en", "GBR"),
    ("Naït-Liman v. Switzerland, no. 51357/07, § 80", "en", None),
    ("see infra, section 3.5.5", "en", None),
    ("article 12 du contrat, article de presse", "fr", "FRA"),
    ("artikel 3 van de overeenkomst, artikel 12 van de algemene voorwaarden", "nl", "NLD"),
    ("artículo 3 del contrato", "es", "ESP"),
]


@pytest.mark.parametrize(("text", "language", "country"), NOT_PROVISIONS, ids=[case[0][:40] for case in NOT_PROVISIONS])
def test_what_is_no_provision_is_left_alone(text, language, country):
    assert provisions(text, language, country) == []


def test_operative_articles_of_french_decisions_are_no_provisions():
    assert provisions("Article 1er : La requête est rejetée.", "fr", "FRA") == []


def test_a_name_that_every_state_has_is_not_given_to_another_state():
    assert provisions("artículo 211 de la Constitución", "es", "GTM") == [("artículo 211 de la Constitución", None)]
    assert provisions("Article 349 of the Criminal Code", "en", "GBR") == [("Article 349 of the Criminal Code", None)]
