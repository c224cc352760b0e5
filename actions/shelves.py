"""Which business each category of products belongs to."""

from __future__ import annotations

BUSINESS_OF_CATEGORY = {
    "wealth_management": "wealth_purchase",
    "fund": "fund_purchase",
    "insurance": "insurance",
    "precious_metal": "precious_metal",
    "credit_card": "credit_card",
    "personal_loan": "loan_consult",
    "mortgage": "loan_consult",
    "consumer_loan": "loan_consult",
    "business_loan": "loan_consult",
}
"""理财, as an answer to 办什么业务: product category to business, both codes of the dialogue contract."""
SAVED = "cash_deposit"
"""Business of deposits and bonds at the counter."""
