"""The 193 members of the United Nations, named by CLDR (through Babel) in the three written forms."""

from functools import cache

from babel import Locale

from digest.model import Variant
from tests.eval.chinese import sets

CODES = tuple(
    str.split(
        "AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN "
        "CO KM CG CR CI HR CU CY CZ KP CD DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW "
        "GY HT HN HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE KI KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH "
        "MR MU MX FM MC MN ME MA MZ MM NA NR NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA KR MD RO RU RW "
        "KN LC VC WS SM ST SA SN RS SC SL SG SK SI SB SO ZA SS ES LK SD SR SE CH SY TJ TH TL TG TO TT TN TR TM TV UG "
        "UA AE GB TZ US UY UZ VU VE VN YE ZM ZW"
    )
)
_LOCALES = {Variant.ZH_HANT_TW: "zh_Hant_TW", Variant.ZH_HANT_HK: "zh_Hant_HK"}


@cache
def members() -> tuple[sets.Row, ...]:
    """One row per member: CLDR's Simplified name, its Traditional ones, and what member_exceptions.tsv adds."""
    simplified = Locale.parse("zh_Hans").territories
    accepted: dict[tuple[str, str], tuple[str, ...]] = {}
    for line in sets.table("member_exceptions"):
        accepted[line["code"], line["variant"]] = tuple(line["accepted"].split(" | "))
    return tuple(
        sets.Row(
            id=code,
            source=simplified[code],
            written_in="zh-Hans",
            expected={
                variant: (Locale.parse(locale).territories[code], *accepted.get((code, variant.value), ()))
                for variant, locale in _LOCALES.items()
            },
        )
        for code in CODES
    )
