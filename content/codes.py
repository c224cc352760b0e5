"""The codes of the dialogue contract that content may use: what the robot's training knows."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BUSINESSES = _words(
    """
    cash_deposit cash_withdrawal transfer card_opening card_replacement card_loss password_reset
    account_closure mobile_banking statement_print passbook_update large_cash coin_exchange
    fx_exchange wealth_purchase fund_purchase insurance precious_metal loan_consult credit_card
    corporate_account corporate_transfer social_security_card deposit_certificate
    personal_info_update inheritance bill_payment safe_box digital_rmb
    """
)
PLACES = _words(
    """
    cash_counter non_cash_counter corporate_counter vip_room wealth_office loan_office self_service
    smart_teller form_desk waiting_area ticket_machine restroom exit elevator water charging
    kids_corner manager_desk complaint_box
    """
)
CATEGORIES = _words(
    """
    demand_deposit time_deposit large_cd treasury_bond wealth_management fund insurance
    precious_metal credit_card personal_loan mortgage consumer_loan business_loan pension
    """
)
RISKY_CATEGORIES = frozenset({"wealth_management", "fund", "insurance", "precious_metal"})
"""Never shown without a risk level and the sentence that they are not deposits."""
RISK_LEVELS = ("conservative", "steady", "balanced", "growth", "aggressive")
"""From the lowest risk to the highest."""
ATTRIBUTES = ("rate", "term", "minimum", "risk", "fee", "how_to", "eligibility", "liquidity")
CURRENCIES = _words("USD EUR GBP JPY HKD KRW THB SGD AUD CAD CHF RUB MOP NZD TWD MYR VND PHP IDR")
"""ISO 4217 codes of foreign currencies that the robot understands by name."""
CHANNELS = ("self_service", "smart_teller", "mobile", "counter")
SOOTHING_ONLY = ("machine",)
HOURS = ("personal", "corporate", "cash")
PUBLIC_HOLIDAYS = (
    "new_year",
    "spring_festival",
    "qingming",
    "labour_day",
    "dragon_boat",
    "mid_autumn",
    "national_day",
)
"""The holidays of the whole state (全国年节及纪念日放假办法)."""
SOLAR_TERMS = _words(
    """
    立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 小暑 大暑
    立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至 小寒 大寒
    """
)
CALENDARS = ("solar", "lunar", "term")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""In the order of `datetime.date.weekday()`."""
CARD_TYPES = ("place", "product", "phone", "link")
PLACE_KINDS = ("counter", "room", "machine", "desk", "seat", "facility", "door")
FACILITIES = _words(
    """
    wifi water glasses wheelchair umbrella charger copying parking baby_care first_aid
    coin_counter pen
    """
)
QUIZ_TOPICS = ("anti_fraud", "knowledge", "rights")
QUIZ_LEVELS = ("adult", "child")
FUN_KINDS = ("riddle", "twister", "joke", "lesson")
NOTICE_LEVELS = ("info", "warning", "alert")
ANNOUNCERS = ("robot", "board")
