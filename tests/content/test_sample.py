"""The branch that is shipped: complete, sound, and fit to be spoken."""

import datetime
from decimal import Decimal

import pytest

from content import Content, codes
from content.model import Business

FAQ_TOPICS = """
card_lost card_found card_swallowed card_damaged card_expired card_frozen card_type_limits card_annual_fee
card_sms_fee pin_forgotten pin_locked pin_change open_card_documents open_card_minor open_card_foreigner
open_card_second open_card_proxy close_account dormant_account account_category change_phone change_id_expired
name_change joint_account balance_query statement_how receipt_reprint passbook_lost passbook_to_card
withdraw_large withdraw_limit_atm deposit_limit_atm atm_no_cash atm_wrong_amount counterfeit damaged_notes coins
transfer_limit transfer_wrong transfer_arrival transfer_fee transfer_cancel cross_bank_fee overseas_transfer
western_union mobile_transfer_limit app_register app_login_failed app_password app_device_change ukey_lost
ukey_driver sms_not_received wechat_bind alipay_bind quick_pay_off digital_rmb_open time_deposit_early
time_deposit_renew large_cd_minimum large_cd_transfer deposit_insurance treasury_bond_how wealth_risk_levels
wealth_redeem wealth_not_deposit fund_fee fund_loss gold_buyback insurance_hesitation risk_assessment
double_recording pension_account cc_apply cc_progress cc_limit cc_repay cc_overdue cc_installment cc_cancel
cc_points cc_annual_fee loan_documents loan_prepay loan_rate_type mortgage_progress credit_report elderly_proxy
home_service inheritance_deposit guardian deceased_account social_security_activate pension_day disabled_service
foreign_language minor_lucky_money corp_open corp_seal_change corp_annual_check deposit_proof asset_proof
salary_agency scam_call scam_refund info_leak account_rent complaint_channel privacy wait_vip_priority
holiday_hours branch_address branch_phone parking queue_rules missed_number
"""


def test_it_covers_the_contract(sample: Content) -> None:
    assert {business.code for business in sample.businesses} == codes.BUSINESSES
    assert {place.code for place in sample.floor.places} == codes.PLACES
    assert {category.code for category in sample.categories} == codes.CATEGORIES
    assert {product.category for product in sample.products} == codes.CATEGORIES
    assert tuple(level.code for level in sample.risk_levels) == codes.RISK_LEVELS
    assert tuple(attribute.code for attribute in sample.attributes) == codes.ATTRIBUTES
    assert {faq.id for faq in sample.faqs} >= set(FAQ_TOPICS.split())


def test_it_is_a_branch_of_a_credible_size(sample: Content) -> None:
    assert len(sample.services) >= 8
    assert len(sample.counters) >= 5
    assert len(sample.products) >= 24
    assert {"self_service", "smart_teller"} == {machine.channel for machine in sample.machines}
    assert {item.code for item in sample.classes} == {
        "normal",
        "elderly",
        "pregnant",
        "disabled",
        "vip",
    }


def test_the_answer_about_the_phone_tells_the_branchs_own(sample: Content) -> None:
    answer = next(faq for faq in sample.faqs if faq.id == "branch_phone")
    assert answer.card is not None
    assert answer.card.value == sample.branch.phone
    assert sample.branch.phone in answer.text


def test_every_business_has_words_enough_to_be_recognised(sample: Content) -> None:
    for business in sample.businesses:
        assert 8 <= len(business.synonyms) <= 20, business.code


@pytest.mark.parametrize(
    ("code", "amount", "channel", "noted"),
    [
        ("cash_withdrawal", "500", "self_service", False),
        ("cash_withdrawal", "20000", "self_service", False),
        ("cash_withdrawal", "20000.01", "counter", False),
        ("cash_withdrawal", "50000", "counter", False),
        ("cash_withdrawal", "50001", "counter", True),
        ("cash_deposit", "100000", "self_service", False),
        ("cash_deposit", "100001", "counter", True),
        ("transfer", "200000", "smart_teller", True),
        ("transfer", "1000000", "counter", True),
    ],
)
def test_cash_goes_where_it_is_done_fastest(
    sample: Content, code: str, amount: str, channel: str, noted: bool
) -> None:
    business = _business(sample, code)
    rule = next(rule for rule in business.channels if rule.fits(Decimal(amount)))
    assert (rule.channel, rule.note is not None) == (channel, noted)
    assert business.needs_amount
    assert business.counter_possible


@pytest.mark.parametrize("code", ["card_opening", "statement_print", "password_reset"])
def test_the_smart_teller_takes_what_needs_no_teller(sample: Content, code: str) -> None:
    business = _business(sample, code)
    assert business.channels[0].channel == "smart_teller"
    assert any("身份证" in item for item in business.bring)


def test_opening_hours_by_weekday(sample: Content) -> None:
    nine, half_past = datetime.time(9), datetime.time(9, 30)
    opens = {
        (period.kind, day): period.opens
        for period in reversed(sample.branch.hours)
        for day in period.weekdays
    }
    assert opens[("personal", 0)] == nine
    assert opens[("personal", 6)] == half_past
    assert opens[("corporate", 4)] == nine
    assert ("corporate", 5) not in opens


def test_what_can_lose_money_says_so(sample: Content) -> None:
    categories = {category.code: category for category in sample.categories}
    for product in sample.products:
        if product.category in codes.RISKY_CATEGORIES:
            assert categories[product.category].risky, product.code
            assert product.risk_level in codes.RISK_LEVELS, product.code
            assert any(fact.attribute == "risk" for fact in product.facts), product.code
        else:
            assert product.risk_level is None, product.code


def test_every_figure_has_its_date(sample: Content) -> None:
    for product in sample.products:
        if product.rate is not None:
            assert product.rate.as_of >= datetime.date(2026, 1, 1), product.code
            assert product.rate.basis, product.code


def _business(sample: Content, code: str) -> Business:
    return next(business for business in sample.businesses if business.code == code)
