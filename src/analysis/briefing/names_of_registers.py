"""What are the metrics of a register of persons called?"""

from __future__ import annotations

from analysis.briefing.catalogue import mark as _

OF_REGISTERS = {
    "hires": _("Hires"),
    "returned": _("Returned to service"),
    "exits": _("Left service"),
    "transfers_in": _("Transferred in"),
    "transfers_out": _("Transferred out"),
    "upgrades": _("Rose to a higher level"),
    "newly_trained": _("Trained for the first time"),
    "attrition_rate": _("Yearly rate of attrition"),
    "hire_rate": _("Yearly rate of hires"),
    "upgrade_rate": _("Yearly rate of rises to a higher level"),
    "retention_after_1_years_since_entry": _("Still there a year after entry"),
    "retention_after_3_years_since_entry": _("Still there three years after entry"),
    "retention_after_5_years_since_entry": _("Still there five years after entry"),
    "retention_after_1_years_since_training": _("Still there a year after training"),
    "retention_after_3_years_since_training": _("Still there three years after training"),
    "retention_after_5_years_since_training": _("Still there five years after training"),
    "log_rank": _("Log-rank statistic"),
    "log_rank_p": _("Probability of such a difference by chance"),
    "relative_hazard": _("Rate of leaving of the trained, as a multiple of the others'"),
    "cost_per_trained_person": _("Cost per trained person"),
    "cost_per_trained_retained": _("Cost per trained person who stays"),
    "cost_per_trained_staff_year": _("Cost of a year of work of a trained person"),
    "trained_staff_years": _("Years of work of a trained person"),
}
