"""Provisions: one span per number, the sign with the first, the statute with the last, norms for all."""

from __future__ import annotations

import pytest

from enrichment.facts.forms import Setting
from enrichment.facts.provision_reading import Item
from enrichment.facts.provisions_english import EnglishProvisions
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
    # names of acts to their end, and not beyond
    ("Article 26a of the Law on the control of dangerous goods, and Article 6 of the Law on the ground that", "en", None,
     [("Article 26a of the Law on the control of dangerous goods", None), ("Article 6 of the Law", None)]),
    ("Article 9 of the Protocol to the African Charter on Human and Peoples' Rights on the Establishment of a Court of Justice; "
     "Article 22 of the Constitution of Togo and Article 5 of the Convention against Freedonia", "en", None,
     [("Article 9 of the Protocol to the African Charter on Human and Peoples' Rights on the Establishment of a Court of Justice", None),
      ("Article 22 of the Constitution of Togo", None), ("Article 5 of the Convention", None)]),
    ("Article 53 of the EEA Agreement, Article 8 of the Agreement between the European Community and Freedonia, "
     "Article 5 of the Share Purchase Agreement", "en", None,
     [("Article 53 of the EEA Agreement", None),
      ("Article 8 of the Agreement between the European Community and Freedonia", None)]),
    ("Article 263 [TFEU], s. 52(1) of the Constitution Act, 1982 and rule 93 of its rules of procedure", "en", None,
     [("Article 263 [TFEU]", "TFEU/263"), ("s. 52(1) of the Constitution Act, 1982", "ConstitutionAct1982/52/1"),
      ("rule 93 of its rules of procedure", None)]),
    ("Articles 44, 45, paragraph 1, and 48 of the Rules of Court; Sub-rule 89(C); Article 10 or 13 of that directive", "en", None,
     [("Articles 44", None), ("45, paragraph 1", None), ("48 of the Rules of Court", None), ("Sub-rule 89(C)", None),
      ("Article 10", None), ("13", None)]),
    ("l'article 7 de la loi du 6 juillet 2007 relative à l'aide médicale et l'article 3 de la loi du 4 mai 1999 sur ce point", "fr",
     "BEL", [("article 7 de la loi du 6 juillet 2007 relative à l'aide médicale", None), ("article 3 de la loi du 4 mai 1999", None)]),
    ("art. 62 al. 1 let. a LPA, art. 8 LIPAD", "fr", "CHE", [("art. 62 al. 1 let. a LPA", "LPA/62/1/a"), ("art. 8 LIPAD", "LIPAD/8")]),
    ("artikel 5, § 1, van de wet van 20 juli 1990 betreffende de voorlopige hechtenis, en artikel 3 van het decreet van 4 mei 1999 dat",
     "nl", "BEL", [("artikel 5, § 1, van de wet van 20 juli 1990 betreffende de voorlopige hechtenis", None),
                   ("artikel 3 van het decreet van 4 mei 1999", None)]),
    ("los artículos 1, 4 del Decreto 25-79 del Congreso de la República; artículo 5º, numeral 7º del Acuerdo ABC16-105", "es", "GTM",
     [("artículos 1", None), ("4 del Decreto 25-79 del Congreso de la República", None),
      ("artículo 5º, numeral 7º del Acuerdo ABC16-105", None)]),
    ("art. 109 dpr 917/1986, art. 163 dpr 22/12/1986 n. 917, art. 5 del d.lgs. 30 marzo 2001, n. 165 e art. 2697 c.c.", "it", "ITA",
     [("art. 109 dpr 917/1986", None), ("art. 163 dpr 22/12/1986 n. 917", None),
      ("art. 5 del d.lgs. 30 marzo 2001, n. 165", None), ("art. 2697 c.c.", "CC-IT/2697")]),
    ("Art. 267 des Vertrags über die Arbeitsweise der Europäischen Union; Art. 56 der Satzung des Gerichtshofs der Europäischen "
     "Union, Art. 19 des Einigungsvertrages gewährleistet; § 5 der Satzung des Vereins", "de", "DEU",
     [("Art. 267 des Vertrags über die Arbeitsweise der Europäischen Union", "TFEU/267"),
      ("Art. 56 der Satzung des Gerichtshofs der Europäischen Union", None), ("Art. 19 des Einigungsvertrages", None)]),
    ("gemäß §8 Abs1 LSG 2011 nach", "de", "AUT", [("§8 Abs1 LSG 2011", "LSG/8/1")]),
    ("I 9 kap. 4 § 1 plan- och bygglagen (2010:900), PBL, anges", "sv", "SWE", [("9 kap. 4 § 1 plan- och bygglagen (2010:900)", "SFS-2010:900/9:4/1")]),
    ("člana 31. Zakona o izmenama i dopunama Zakona o javnoj svojini, kojim", "sr", "SRB",
     [("člana 31. Zakona o izmenama i dopunama Zakona o javnoj svojini", None)]),
    ("Article 22 of the FIFA RSTP, s. 237(1)( e ) of the Act, Article 12(1) Qualification Directive; Article 146(1)(b) of that law; "
     "the Financial Institutions Regulations 2005; Plumbing Code § 402.5 (same)", "en", None,
     [("Article 22 of the FIFA RSTP", None), ("s. 237(1)( e ) of the Act", None), ("Article 12(1) Qualification Directive", None),
      ("Article 146(1)(b)", None), ("§ 402.5", None)]),
    ("rule 107, paragraph (b), of the Committee's rules of procedure; Article 15 (2) of the Agreement between the United Nations and "
     "the Freedonian Republic, Article 39; section 33 of the Constitution of the Federal Republic of Freedonia", "en", None,
     [("rule 107, paragraph (b), of the Committee's rules of procedure", None),
      ("Article 15 (2) of the Agreement between the United Nations and the Freedonian Republic", None), ("Article 39", None),
      ("section 33 of the Constitution of the Federal Republic of Freedonia", None)]),
    ("duty (“Dobbs”). Dobbs § 276 & n.14; see § 50(1) no. 7 of the Federal Code for Notaries", "en", "DEU",
     [("§ 50(1) no. 7 of the Federal Code for Notaries", None)]),
    ("ingingo ya 3, agace kayo ka mbere, y'Itegeko nº 059/2023 ryo ku wa 4/12/2023 rihindura; ingingo za 4, 5 na 6", "rw", "RWA",
     [("ingingo ya 3, agace kayo ka mbere, y'Itegeko nº 059/2023 ryo ku wa 4/12/2023", None), ("ingingo za 4", None), ("5", None),
      ("6", None)]),
    ("art. 72 ss de la loi fédérale sur le Tribunal fédéral du 17 juin 2005 (LTF); article 1147, devenu 1231-1, du code civil", "fr",
     "CHE", [("art. 72 ss de la loi fédérale sur le Tribunal fédéral du 17 juin 2005", None), ("article 1147", "CC-CH/1147"),
             ("1231-1, du code civil", "CC-CH/1231-1")]),
    ("artículo 27 de la Ley Nº 23506 de Amparo; artículos 2 y 7 del Decreto Ley N° 25.475 de 5 de mayo", "es", "PER",
     [("artículo 27 de la Ley Nº 23506", None), ("artículos 2", None), ("7 del Decreto Ley N° 25.475", None)]),
    ("2 § första stycket 1 bland annat när; 7 kap. 18 c - d §§ miljöbalken", "sv", "SWE",
     [("2 § första stycket 1", None), ("7 kap. 18 c - d §§ miljöbalken", "MB-SE/7:18c-d")]),
    ("art. 342/2 do CC; artigos 8.1, 25.1 e 25.2.c) da Convenção Americana", "pt", "PRT",
     [("art. 342/2 do CC", "CC-PT/342/2"), ("artigos 8.1", None), ("25.1", None), ("25.2.c) da Convenção Americana", None)]),
    ("art. 1 comma 578 e seguenti legge 205/2017 e dell'art 3 comma 1 legge 212/2000", "it", "ITA",
     [("art. 1 comma 578 e seguenti legge 205/2017", None), ("art 3 comma 1 legge 212/2000", None)]),
    ("člana 83. stav 1. ZON propisano; Članom 2. Zakona o autorskim i srodnim pravima, kojim", "bs", "BIH",
     [("člana 83. stav 1. ZON", None), ("Članom 2. Zakona o autorskim i srodnim pravima", None)]),
    ("§ 3 Abs. 2 Nr. 2 Sächs-StudPlVergabeVO; Art. 6 quinquies Abschnitt B Nr. 2 PVÜ", "de", "DEU",
     [("§ 3 Abs. 2 Nr. 2 Sächs-StudPlVergabeVO", "Sächs-StudPlVergabeVO/3/2/2"), ("Art. 6 quinquies Abschnitt B Nr. 2 PVÜ", "PVÜ/6quinquiesB/2")]),
    # passages in another language than the text's
    ("The applicant relied on Article 8 ECHR and on Article 101.1 of the Basic Law, as the parties agreed before the court.", "de", "DEU",
     [("Article 8 ECHR", "ECHR/8"), ("Article 101.1 of the Basic Law", None)]),
    ("El artículo 108 no garantiza que el denunciante", "en", None, [("artículo 108", None)]),
    ("l'article 6§1 de la Convention européenne des droits de l'Homme, l'article 2 de la loi du 10 août 2018 pour un État au service "
     "d'une société de confiance et relatives au droit", "fr", "FRA",
     [("article 6§1 de la Convention européenne des droits de l'Homme", "ECHR/6/1"),
      ("article 2 de la loi du 10 août 2018 pour un État au service d'une société de confiance", None)]),
    ("daß §60 Abs1 litd Wr BauO idF", "de", "AUT", [("§60 Abs1 litd Wr BauO", None)]),
    ("nach §§ 1 bis 6 der Beitrags- und Gebührensatzung (BGS); Art. 7 der Verordnung [Nr. 596/2014] spezifizierten", "de", "DEU",
     [("§§ 1 bis 6 der Beitrags- und Gebührensatzung", None), ("Art. 7 der Verordnung [Nr. 596/2014]", "EU-596/2014/7")]),
    ("Brazil's Penal Code, Articles 149 and 149-A. The court", "en", None, [("Articles 149", None), ("149-A", None)]),
    ('of exceptions within the time allowed by statute." Id., § 51.16.', "en", "LBR", [("§ 51.16", None)]),
    ("Art. 5 Abs. 2 der VO (EG) Nr. 715/2007, § 5 Nr. 1 der BGS-WAS, § 7 der 9. BImSchV und § 3 der GmbH; Art 3 des neuen "
     "Bankengesetzes", "de", "DEU",
     [("Art. 5 Abs. 2 der VO (EG) Nr. 715/2007", "EU-715/2007/5/2"), ("§ 5 Nr. 1 der BGS-WAS", "BGS-WAS/5/1"),
      ("§ 7 der 9. BImSchV", "BImSchV/7"), ("§ 3", None), ("Art 3 des neuen Bankengesetzes", None)]),
    ("§ 21 und 26 GOG ZH; § 4 Abs. 3 GebV OG", "de", "CHE",
     [("§ 21", "GOG-ZH/21"), ("26 GOG ZH", "GOG-ZH/26"), ("§ 4 Abs. 3 GebV OG", "GebV-OG/4/3")]),
    ("Article XXXI of the American Treaty on Pacific Settlement, Article 4 of the Swiss Constitution, section 4 of the insurance policy, "
     "Article 34 of the Jaffa concession, Article 4 of Directive [2004/25]", "en", None,
     [("Article XXXI of the American Treaty on Pacific Settlement", None), ("Article 4 of the Swiss Constitution", None),
      ("Article 4 of Directive [2004/25]", "EU-2004/25/4")]),
    ("artículo 24 del decreto 60-69 del Congreso de la República; art. 6° de la ley nacional 4055; art. 573 del Código penal; "
     "art. 7 del Convenio para la protección de los derechos humanos y de las libertades fundamentales", "es", None,
     [("artículo 24 del decreto 60-69 del Congreso de la República", None), ("art. 6° de la ley nacional 4055", None),
      ("art. 573 del Código penal", "CP-ES/573"),
      ("art. 7 del Convenio para la protección de los derechos humanos y de las libertades fundamentales", None)]),
    ("art. 33 al. 1 de la Convention du 28 juillet 1951 relative au statut des réfugiés [RS 0.142.30]; article 366 du C.I.R. 1992; "
     "article 17 des lois coordonnées sur le Conseil d'Etat mais; Règle 9.1 des Règles du Comité des Ministres pour", "fr", None,
     [("art. 33 al. 1 de la Convention du 28 juillet 1951 relative au statut des réfugiés", None),
      ("article 366 du C.I.R. 1992", None), ("article 17 des lois coordonnées sur le Conseil d'Etat", None),
      ("Règle 9.1 des Règles du Comité des Ministres", None)]),
    ("art. 8.º, n.º 9, do Regulamento das Custas Processuais e artigo 141º do Código de Execução das Penas", "pt", "PRT",
     [("art. 8.º, n.º 9, do Regulamento das Custas Processuais", None), ("artigo 141º do Código de Execução das Penas", None)]),
    ("члана 312. тачка а) Закона о кривичном поступку Републике Српске и члана 377. став 2 и", "bs", "BIH",
     [("члана 312. тачка а) Закона о кривичном поступку Републике Српске", None), ("члана 377. став 2", None)]),
    ("Art. 6(1) of the Directive affords; article 103 of the criminal procedure code, all; Article 14 of the 1990 African Charter on the "
     "Rights and Welfare of the Child; Rule 32.2(b) of the 2012 and the 2014 XYZF Competition Rules since", "en", None,
     [("Art. 6(1) of the Directive", None), ("article 103 of the criminal procedure code", None),
      ("Article 14 of the 1990 African Charter on the Rights and Welfare of the Child", None),
      ("Rule 32.2(b) of the 2012 and the 2014 XYZF Competition Rules", None)]),
    ("art. 28, C.G. del P.); art. 10 del Real Decreto 463/2020, de 14 de marzo, por; art. 48.4 del texto refundido; art. 24 de la Ley de "
     "18 de junio de 1870 estableciendo", "es", None,
     [("art. 28, C.G. del P.", None), ("art. 10 del Real Decreto 463/2020, de 14 de marzo", None),
      ("art. 48.4 del texto refundido", None), ("art. 24 de la Ley de 18 de junio de 1870", None)]),
    ("règle 62 des Règles pénitentiaires européennes, selon; article 35 de la loi-programme du 22 décembre 2023, dispose; l'article 410 du "
     "Code autrichien de procédure pénale; articles 3.84 et suivants du [Code civil] »", "fr", None,
     [("règle 62 des Règles pénitentiaires européennes", None), ("article 35 de la loi-programme du 22 décembre 2023", None),
      ("article 410 du Code autrichien de procédure pénale", None), ("articles 3.84 et suivants du [Code civil]", "CC-FR/3.84ss")]),
    ("artikel 26 van het Internationaal Verdrag inzake burgerrechten en politieke rechten.", "nl", None,
     [("artikel 26 van het Internationaal Verdrag inzake burgerrechten en politieke rechten", None)]),
    ("art. 2057º, 2, do CCiv., expressamente; art. 13 da Directiva 2009/103/CE; o artigo 397º da freguesia de X", "pt", None,
     [("art. 2057º, 2, do CCiv.", "CC-PT/2057/2"), ("art. 13 da Directiva 2009/103/CE", "EU-2009/103/13")]),
    ("§ 16b Abs 1 Zulassungsverordnung für Vertragsärzte ab; Art. 21 des Internationalen Pakts für bürgerliche und politische Rechte", "de",
     None, [("§ 16b Abs 1 Zulassungsverordnung für Vertragsärzte", None),
            ("Art. 21 des Internationalen Pakts für bürgerliche und politische Rechte", None)]),
    ("§ 7 lit. d EG BGFA erforderlich; Art 4 Abs 2 des Gesetzes über das Rechtsfürsorgeverfahren letztinstanzlich", "de", "CHE",
     [("§ 7 lit. d EG BGFA", "EG-BGFA/7/d"), ("Art 4 Abs 2 des Gesetzes über das Rechtsfürsorgeverfahren", None)]),
    ("nach § 1 Nr. 4 AUB 2016 und § 2 Nr. 4l) AUB 2016-Basis mitversichert", "de", "DEU", []),
    ("el artículo 24 in fine del Decreto 60-69 del Congreso de la República", "es", "GTM",
     [("artículo 24 in fine del Decreto 60-69 del Congreso de la República", None)]),
    ("(Sec. 78 (3) s. 1 and 3 German Asylum Act), Article 78.(2) of the Saxon Constitution, Article 190-a; § 5(2) second sentence of the "
     "Ordinance", "en", None,
     [("Sec. 78 (3) s. 1 and 3 German Asylum Act", None), ("Article 78.(2) of the Saxon Constitution", None), ("Article 190-a", None),
      ("§ 5(2) second sentence of the Ordinance", None)]),
    ("nach §7 Abs2 LSG 2011 sein", "de", None, [("§7 Abs2 LSG 2011", "LSG/7/2")]),
    ("ku ngingo ya 29 n'iya 151 z'Itegeko Nshinga rya Repubulika y'u Rwanda ryo muri 2003", "rw", None,
     [("ngingo ya 29", None), ("151 z'Itegeko Nshinga rya Repubulika y'u Rwanda", None)]),
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


def test_what_was_read_and_refused_is_not_read_again():
    class Counted(EnglishProvisions):
        read_over = 0

        def subdivisions(self, text: str, item: Item) -> None:
            start = item.end
            super().subdivisions(text, item)
            self.read_over += item.end - start

    reader = Counted()
    text = "§ 5 " * 400  # a judgment's paragraphs, each of which could be a subdivision of the one before
    assert list(reader.read(text, Setting("en", "GBR"))) == []
    assert reader.read_over <= 2 * len(text)
