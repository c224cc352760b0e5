"""The names of the dialogue contract, written down once more so that a slip in either is seen."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SOCIAL_INTENTS = _names("""greet goodbye thank affirm deny ask_identity ask_capability chitchat play_game
    insult""")
TASK_INTENTS = _names("""take_ticket ask_wait ticket_missed cancel_ticket ask_route ask_product recommend_product
    compare_products calc_interest ask_fx_rate call_staff complain leave_message rate_service
    emergency report_fraud lost_item ask_facility ask_hours ask_activity learn_finance
    ask_datetime faq inform repeat adjust_voice stop switch_language""")
INTENTS = SOCIAL_INTENTS | TASK_INTENTS | {"out_of_scope"}

CODES = {
    "business": _names("""cash_deposit cash_withdrawal transfer card_opening card_replacement card_loss
        password_reset account_closure mobile_banking statement_print passbook_update large_cash
        coin_exchange fx_exchange wealth_purchase fund_purchase insurance precious_metal
        loan_consult credit_card corporate_account corporate_transfer social_security_card
        deposit_certificate personal_info_update inheritance bill_payment safe_box
        digital_rmb"""),
    "place": _names("""cash_counter non_cash_counter corporate_counter vip_room wealth_office loan_office
        self_service smart_teller form_desk waiting_area ticket_machine restroom exit elevator
        water charging kids_corner manager_desk complaint_box"""),
    "product_category": _names("""demand_deposit time_deposit large_cd treasury_bond wealth_management fund insurance
        precious_metal credit_card personal_loan mortgage consumer_loan business_loan
        pension"""),
    "attribute": _names("rate term minimum risk fee how_to eligibility liquidity"),
    "risk_level": _names("conservative steady balanced growth aggressive"),
    "facility": _names("""wifi water glasses wheelchair umbrella charger copying parking baby_care first_aid
        coin_counter pen"""),
    "direction": _names("louder softer faster slower mute"),
    "language": _names("zh en yue ja ko"),
    # The contract says ISO 4217; these are the ones a branch exchanges.
    "currency": _names("CNY USD EUR JPY GBP HKD MOP KRW AUD CAD NZD SGD THB CHF"),
}
NUMBERS = frozenset({"amount", "term"})

FAQ_IDS = _names("""
    card_lost card_found card_swallowed card_damaged card_expired card_frozen card_type_limits
    card_annual_fee card_sms_fee pin_forgotten pin_locked pin_change open_card_documents
    open_card_minor open_card_foreigner open_card_second open_card_proxy close_account
    dormant_account account_category change_phone change_id_expired name_change joint_account
    balance_query statement_how receipt_reprint passbook_lost passbook_to_card
    withdraw_large withdraw_limit_atm deposit_limit_atm atm_no_cash atm_wrong_amount counterfeit
    damaged_notes coins transfer_limit transfer_wrong transfer_arrival transfer_fee
    transfer_cancel cross_bank_fee overseas_transfer western_union mobile_transfer_limit
    app_register app_login_failed app_password app_device_change ukey_lost ukey_driver
    sms_not_received wechat_bind alipay_bind quick_pay_off digital_rmb_open
    time_deposit_early time_deposit_renew large_cd_minimum large_cd_transfer deposit_insurance
    treasury_bond_how wealth_risk_levels wealth_redeem wealth_not_deposit fund_fee fund_loss
    gold_buyback insurance_hesitation risk_assessment double_recording pension_account
    cc_apply cc_progress cc_limit cc_repay cc_overdue cc_installment cc_cancel cc_points
    cc_annual_fee loan_documents loan_prepay loan_rate_type mortgage_progress credit_report
    elderly_proxy home_service inheritance_deposit guardian deceased_account
    social_security_activate pension_day disabled_service foreign_language minor_lucky_money
    corp_open corp_seal_change corp_annual_check deposit_proof asset_proof salary_agency
    scam_call scam_refund info_leak account_rent complaint_channel privacy wait_vip_priority
    holiday_hours branch_address branch_phone parking queue_rules missed_number
    """)
