"""What are metrics, readings, statuses and verdicts called?"""

from __future__ import annotations

from analysis.briefing.catalogue import mark as _
from analysis.briefing.names_of_registers import OF_REGISTERS

METRICS = {
    **OF_REGISTERS,
    "headcount": _("Headcount"),
    "qualified": _("Qualified staff"),
    "qualification_rate": _("Qualification rate"),
    "qualification_rate_change": _("Change of the qualification rate"),
    "net_additional_qualified": _("Net additional qualified staff"),
    "headcount_change": _("Change of headcount"),
    "gain_share": _("Share of the net gain"),
    "formal_rate": _("Rate of formal qualification"),
    "formal_rate_change": _("Change of the rate of formal qualification"),
    "short_course_rate": _("Rate of short-course certificates"),
    "short_course_rate_change": _("Change of the rate of short-course certificates"),
    "level_persons": _("Staff at the level"),
    "level_rate": _("Rate of the level"),
    "level_share": _("Share of the level among the qualified"),
    "rate_effect": _("Effect of the rates within bodies"),
    "composition_effect": _("Effect of the sizes of bodies"),
    "unplaced_qualified": _("Qualified in the stated total, but in no body"),
    "room_for_qualified": _("Staff of the body who are not among its qualified"),
    "persons_to_reverse": _("Fewest of the unplaced that would turn the fall into a rise"),
    "conclusion_readings": _("Readings of a conclusion"),
    "conclusion_readings_holding": _("Readings in which a conclusion holds"),
    "conclusion_value": _("Range of a conclusion"),
    "funding": _("Funding"),
    "funding_per_year": _("Funding per year"),
    "cost_per_participation": _("Cost per participation"),
    "cost_per_attendance": _("Cost per attendance"),
    "cost_per_course_participant": _("Cost per course participant"),
    "cost_per_staff_member": _("Funding per member of staff"),
    "cost_per_staff_member_and_year": _("Funding per member of staff and year"),
    "course_cost": _("Cost of one attendance, where the money is not split"),
    "price_base_year": _("Year in whose prices amounts are told"),
    "price_change": _("Change of consumer prices"),
    "cost_per_planned_course_seat": _("Cost per planned course seat"),
    "cost_per_planned_seat": _("Cost per planned seat"),
    "cost_per_net_additional_qualified": _("Cost per net additional qualified person"),
    "cost_per_net_additional_qualified_by_staff_year": _(
        "Cost of a year of work of a newly qualified person"
    ),
    "cost_per_net_additional_qualified_break_even": _(
        "Most that may be spent on each newly qualified person to keep people"
    ),
    "cost_per_planned_seat_by_staff_year": _("Cost of a year of work from one seat"),
    "cost_per_planned_seat_break_even": _("Most that may be spent on each seat to keep people"),
    "cost_per_retained_planned_seat_by_staff_year": _(
        "Cost of a year of work from one seat whose holder is placed"
    ),
    "cost_per_retained_planned_seat_break_even": _(
        "Most that may be spent on each seat whose holder is placed to keep people"
    ),
    "retained_staff_years": _("Years of work of one newly qualified person"),
    "throughput_per_year": _("Training a year"),
    "largest_attrition": _("Largest yearly attrition at which the target is still met"),
    "declared_range": _("Assumed range"),
    "declared_centre": _("Assumed centre"),
    "projected_headcount": _("Projected headcount"),
    "projected_qualified": _("Projected qualified staff"),
    "projected_qualified_hires": _("Projected hires who are qualified"),
    "projected_trained": _("Projected newly qualified by training"),
    "projected_rate": _("Projected qualification rate"),
    "rate_at_ends": _("Projected rate at the ends of an assumed range"),
    "simulated_rate_median": _("Median of the simulated qualification rates"),
    "corner_losses_": _("Losses at a corner of the set"),
    "corner_from_elsewhere_": _("People from elsewhere at a corner of the set"),
    "projected_qualified_losses": _("Projected leavers among the qualified"),
    "simulated_rate_fan": _("Range of the simulated qualification rates at the end of the year"),
    "simulated_rate_interval": _("Range of the simulated qualification rates"),
    "probability_of_target": _("Share of the draws that meet the target"),
    "cost_per_retained_planned_course_seat": _("Cost per course seat whose holder is placed"),
    "qualification_rate_interval": _("Interval of the qualification rate, as if drawn at random"),
    "qualification_rate_change_interval": _("Interval of the change, as if drawn at random"),
    "target_rate": _("Target share"),
    "cost_per_retained_planned_seat": _("Cost per seat whose holder is placed"),
    "count_of_participation": _("Participations of any kind"),
    "count_of_attendance": _("Attendances at short courses and briefings"),
    "count_of_course_participant": _("Course participants"),
    "count_of_staff_member": _("Members of staff"),
    "count_of_planned_course_seat": _("Planned course seats"),
    "count_of_planned_seat": _("Planned seats"),
    "attendances": _("Attendances"),
    "classes": _("Classes"),
    "attendances_per_class": _("Attendances per class"),
    "attendances_per_staff_member_and_year": _("Attendances per member of staff and year"),
    "trained_elementary": _("Trained, courses that give a degree or certificate"),
    "trained_all_courses": _("Trained, all courses"),
    "stock_flow_residual_elementary": _(
        "Closing − opening − trained, courses that give a degree or certificate"
    ),
    "stock_flow_residual_all_courses": _("Closing − opening − trained, all courses"),
    "completions_": _("Newly qualified by the counted courses"),
    "losses_": _("Losses of qualified staff"),
    "from_elsewhere_at_least_": _("Qualified people from elsewhere, at least"),
    "from_elsewhere_": _("Qualified people from elsewhere"),
    "net_leakage_": _("Losses of qualified staff less arrivals from elsewhere"),
    "losses_left_open": _("Losses that one further figure would leave open"),
    "net_leakage_left_open": _("Losses less arrivals that one further figure would leave open"),
    "delivered_per_year": _("People qualified a year, net"),
    "scheme_years": _("Years of the scheme"),
    "trained_by_three_districts": _("Trained by three districts themselves"),
    "required_per_year": _("People to qualify a year"),
    "required_to_delivered": _("People to qualify a year against those gained"),
    "years_to_target": _("Years to the target"),
    "year_of_target": _("Year in which the target is met"),
    "units_counted": _("Units that are counted"),
    "units_listed": _("Units that owe a return"),
    "coverage": _("Share of the units that is counted"),
    "class_share": _("Share of the class of staff"),
    "staff_with_": _("Staff at the level"),
    "share_with_": _("Share of the level in the class of staff"),
    "staff_at_or_above_university": _("Staff with a university degree or more"),
    "share_at_or_above_university": _("Share with a university degree or more"),
    "share_below_university": _("Share without a university degree"),
    "meets_standard": _("Share that meets the standard"),
    "meets_standard_change": _("Change of the share that meets the standard"),
    "headcount_stated": _("Headcount as stated"),
    "postgraduates": _("Sent to postgraduate study"),
    "commune_chairs_trained": _("Commune chairs and deputies trained"),
    "trained_before_placement": _("Trained before placement"),
    "seats_before_placement": _("Seats offered"),
    "placed": _("Placed or recruited"),
    "not_placed": _("Trained but not placed"),
    "placement_rate": _("Placement rate"),
    "trained_per_placed": _("Trained per person placed"),
    "seats_filled": _("Seats filled"),
    "seats": _("Planned seats by audience"),
    "seat_share": _("Share of the planned seats"),
    "staff_covered": _("Staff covered"),
    "qualification": _("Share qualified"),
    "cost_per_place": _("Cost per participation or seat"),
    "readings_tried": _("Readings tried"),
    "readings_fitting": _("Readings that make the check agree"),
    "readings_singled_out": _("Readings that further evidence leaves"),
    "figure_as_read": _("The figure as it would be read"),
}

IN_ANOTHER_MEASURE = {
    "_ratio": _("{metric}, ratio"),
    "_real": _("{metric}, in prices of one year"),
    "_in_base_salaries": _("{metric}, in months of base salary"),
    "_in_base_salaries_over_period": _("{metric}, in months of base salary over the period"),
}

VARIANTS = {
    "printed": _("as stated"),
    "recomputed": _("from the document's own components"),
    "both": "",
    "range": _("over the readings"),
    "placement_as_observed": _("if placement held as observed elsewhere"),
    "subset": _("combinations of the parts"),
    "misprint": _("one slip in one figure"),
    "table_cell": _("one cell beneath the totals"),
    "count_range": _("counts behind a share"),
    "words_scale": _("another scale word"),
    "forced_digit": _("a last digit forced so that a column reaches 100"),
    "lower_bound_as_exact": _("a lower bound taken as exact"),
    "attendances_with_persons": _("attendances taken as persons"),
    "years_counted": _("another number of years"),
    "points_as_percent": _("percentage points or per cent"),
}

ROADS = {
    "flat": _("headcount flat"),
    "growing": _("headcount growing as observed"),
    "flat_scheme_years": _("headcount flat, gain made in the scheme's years"),
    "growing_scheme_years": _("headcount growing, gain made in the scheme's years"),
}

STEPS = {
    "worst_case": _("nothing assumed"),
    "classes_ended": _("classes still under way add nobody (printed)"),
    "finishers_are_new": _("who finished was not qualified before"),
    "different_people": _("each certificate is a different person"),
    "hires_as_at_opening": _("hires came qualified as often as staff at opening"),
    "no_hires": _("nobody came qualified from elsewhere"),
}
"""What the bounds on losses assume, from the least to the most."""

PATHS = {
    "central": _("every assumption at its centre"),
    "attrition": _("Attrition a year"),
    "training": _("People trained a year"),
    "growth": _("Growth of headcount a year"),
    "qualified_hires": _("Qualified share of hires"),
    "reading": _("Reading of the closing count"),
    "every_attendance": _("every attendance"),
    "flat_every_attendance": _("headcount flat, each attendance a newly qualified person"),
    "growing_every_attendance": _("headcount growing, each attendance a newly qualified person"),
    "every_certificate": _("courses that give a degree or certificate"),
    "flat_every_certificate": _("headcount flat, each certificate a newly qualified person"),
    "growing_every_certificate": _("headcount growing, each certificate a newly qualified person"),
    "flat_net_gain": _("headcount flat, trained as many as the net gain"),
    "growing_net_gain": _("headcount growing, trained as many as the net gain"),
}

ENDS = {
    "net_gain": _("net gain a year"),
    "every_attendance": _("every attendance"),
    "every_certificate": _("courses that give a degree or certificate"),
    "observed_growth": _("observed growth a year"),
    "opening_rate": _("opening rate"),
}

DISTRIBUTIONS = {
    "uniform": _("drawn evenly"),
    "triangular": _("drawn most often at the centre"),
}

STATUSES = {
    "reported": _("reported"),
    "computed": _("computed"),
    "assumed": _("assumed"),
    "unverified": _("unverified"),
}

VERDICTS = {
    "rounding": _("rounded wrongly"),
    "fails": _("contradicts itself"),
    "not_checkable": _("cannot be checked"),
}
