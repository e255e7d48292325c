"""The names of the months in the languages of our sources, as dates write them."""

from __future__ import annotations

MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "januar january janvier januari enero janeiro gennaio tammikuuta tammikuun "
        "stycznia siječnja januara janvāris jan јануара ianuarie január januarie sausio mutarama",
        "februar february février fevrier februari febrero fevereiro febbraio "
        "helmikuuta lutego veljače februara feb фебруара februarie február vasario gashyantare",
        "märz marz march mars maart marzo março maaliskuuta "
        "marca ožujka marta mar mär марта martie március kovo werurwe",
        "april avril abril aprile huhtikuuta kwietnia travnja aprila apr априла aprilie április balandžio mata",
        "mai may mei mayo maio maggio maj toukokuuta maja svibnja маја május gegužės gicurasi",
        "juni june juin junio junho giugno kesäkuuta czerwca lipnja juna jun јуна iunie június birželio kamena",
        "juli july juillet julio julho luglio heinäkuuta lipca srpnja jula jul јула iulie július liepos nyakanga",
        "august août aout augustus agosto augusti elokuuta "
        "sierpnia kolovoza avgusta aug августа augusztus rugpjūčio kanama",
        "september septembre septiembre setiembre setembro settembre syyskuuta "
        "września rujna septembra sept sep септембра septembrie szeptember rugsėjo nzeli",
        "oktober october octobre octubre outubro ottobre lokakuuta "
        "października oktobra okt oct октобра octombrie október spalio ukwakira",
        "november novembre noviembre novembro marraskuuta listopada "
        "studenoga studenog novembra nov новембра noiembrie lapkričio ugushyingo",
        "dezember december décembre decembre diciembre dezembro dicembre desember "
        "joulukuuta grudnia prosinca decembra dez dec децембра decembrie gruodžio ukuboza",
    ),
    start=1,
):
    MONTHS.update(dict.fromkeys(_names.split(), _number))
NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
