// sim/metrics/metric_table.h: every figure that comes out of a run, declared once.
//
// Columns of results, the table for people, JSON and the reference all read this table, so a name,
// a unit or a meaning is written in one place. Which columns a metric has in a given scenario (its
// statistics and its breakdowns) is laid out in sim/metrics/layout.h.
#pragma once

#include <array>
#include <cstddef>

#include "sim/metrics/metric.h"

namespace sim::metrics {

namespace detail {
inline constexpr Estimator mean = Estimator::MeanOfReplications;
inline constexpr Estimator ratio = Estimator::RatioOfSums;
inline constexpr Better higher = Better::Higher;
inline constexpr Better lower = Better::Lower;
inline constexpr Better neither = Better::Neither;
inline constexpr Subject patients = Subject::Patients;
inline constexpr Subject clinic = Subject::Clinic;
}  // namespace detail

// In the order of Metric; metric_table_is_in_order() below holds it to that.
inline constexpr std::array<MetricDescription, metric_count> metric_table = {{
    {Metric::Referrals, "referrals", "referrals", detail::mean, detail::neither, Group::Access,
     detail::patients, "Referrals", "patients referred"},
    {Metric::Screened, "screened", "patients", detail::mean, detail::neither, Group::Access,
     detail::patients, "Patients screened", "patients screened, whether found eligible or not"},
    {Metric::Excluded, "excluded", "patients", detail::mean, detail::neither, Group::Access,
     detail::patients, "Excluded at screening", "patients excluded at screening, also by [reason]"},
    {Metric::Refused, "refused", "patients", detail::mean, detail::lower, Group::Access,
     detail::patients, "Refused before starting",
     "patients who left because something that their first infusion needs beforehand was refused, "
     "also by its [name]"},
    {Metric::GaveUpWaiting, "gave_up_waiting", "patients", detail::mean, detail::lower,
     Group::Access, detail::patients, "Gave up waiting",
     "patients who left before their first infusion because the wait was too long"},
    {Metric::LostBeforeStart, "lost_before_start", "patients", detail::mean, detail::lower,
     Group::Access, detail::patients, "Lost before starting",
     "patients who left before their first infusion after a missed visit: they did not want "
     "another "
     "one, or had missed too many in a row"},
    {Metric::WaitToScreening, "wait_to_screening", "days", detail::mean, detail::lower,
     Group::Access, detail::patients, "Wait to screening",
     "from referral to the start of the screening visit, of screenings in the measured period"},
    {Metric::WaitToFirstInfusion, "wait_to_first_infusion", "days", detail::mean, detail::lower,
     Group::Access, detail::patients, "Wait to first infusion",
     "from referral to the start of the first infusion visit, of those that started; the part of "
     "the mean that each [cause=NAME] has, which add up to it"},
    {Metric::StartedWithin, "started_within", "%", detail::ratio, detail::higher, Group::Access,
     detail::patients, "Started within",
     "share of patients referred in the measured period, at least [so long] before its end, and "
     "not excluded, whose first infusion came so soon; those who gave up or were refused count as "
     "no"},
    {Metric::WaitingList, "waiting_list", "patients", detail::mean, detail::lower, Group::Access,
     detail::patients, "Waiting list",
     "patients from referral until first infusion, exclusion, refusal or giving up; mean over "
     "time, at the "
     "end, and by [week=N] of the measured period"},
    {Metric::RefusedStarts, "refused_starts", "refusals", detail::mean, detail::lower,
     Group::Access, detail::patients, "Refused starts",
     "times that no start was found for a patient's screening or first infusion, also by the "
     "[cause] "
     "of most of the starts in question"},
    {Metric::CoursesStarted, "courses_started", "courses", detail::mean, detail::higher,
     Group::Courses, detail::patients, "Courses started", "courses whose first infusion began"},
    {Metric::CoursesCompleted, "courses_completed", "courses", detail::mean, detail::higher,
     Group::Courses, detail::patients, "Courses completed",
     "courses that ended as planned; those completed early by a rule also by its [name]"},
    {Metric::CoursesStopped, "courses_stopped", "courses", detail::mean, detail::neither,
     Group::Courses, detail::patients, "Courses stopped",
     "courses ended by a stop rule, also by its [name]"},
    {Metric::CoursesSwitched, "courses_switched", "courses", detail::mean, detail::neither,
     Group::Courses, detail::patients, "Courses switched",
     "courses ended by a rule that another course follows, also by its [name]"},
    {Metric::CoursesDroppedOut, "courses_dropped_out", "courses", detail::mean, detail::lower,
     Group::Courses, detail::patients, "Courses dropped out of",
     "courses that the patient broke off"},
    {Metric::CoursesLost, "courses_lost", "courses", detail::mean, detail::lower, Group::Courses,
     detail::patients, "Courses lost",
     "courses ended because the patient missed more visits in a row than are allowed"},
    {Metric::CoursesEndedByAdverseEvent, "courses_ended_by_adverse_event", "courses", detail::mean,
     detail::lower, Group::Courses, detail::patients, "Courses ended by an adverse event",
     "courses that an adverse event brought to an end"},
    {Metric::CoursesInProgress, "courses_in_progress", "courses", detail::mean, detail::neither,
     Group::Courses, detail::patients, "Courses in progress",
     "courses started and not ended, mean over time and at the end"},
    {Metric::DaysInCourse, "days_in_course", "days", detail::ratio, detail::neither, Group::Courses,
     detail::patients, "Length of a course",
     "from the first infusion of a course to its end, of courses that ended"},
    {Metric::InfusionsGiven, "infusions_given", "infusions", detail::mean, detail::higher,
     Group::Courses, detail::patients, "Infusions given", "infusion visits that began"},
    {Metric::InfusionsPerCourse, "infusions_per_course", "infusions / course", detail::ratio,
     detail::neither, Group::Courses, detail::patients, "Infusions per course",
     "infusions of the courses that ended, per course"},
    {Metric::Retention, "retention", "%", detail::ratio, detail::neither, Group::Courses,
     detail::patients, "Come as far as infusion",
     "infusions that were a course's [infusion=N] per infusion that was its first, of those of the "
     "measured period, whenever their course began; patients who were in the middle of a course "
     "when the run started are left out"},
    {Metric::LateVisits, "late_visits", "infusions", detail::mean, detail::lower, Group::Courses,
     detail::patients, "Late infusions",
     "infusions given on a date after their window's last; .share is of all infusions but a "
     "patient's first"},
    {Metric::DelayDays, "delay_days", "days", detail::mean, detail::lower, Group::Courses,
     detail::patients, "Delay of an infusion",
     "from an infusion's target to its start, of all but a patient's first; before the target "
     "counts as 0"},
    {Metric::GapDays, "gap_days", "days", detail::mean, detail::neither, Group::Courses,
     detail::patients, "Days between infusions",
     "from the start of one infusion visit to the start of the next of the same course"},
    {Metric::AdverseEvents, "adverse_events", "events", detail::mean, detail::lower, Group::Courses,
     detail::patients, "Adverse events", "adverse events at infusions, also by their [name]"},
    {Metric::InfusionsSaved, "infusions_saved_by_stop_rules", "infusions", detail::mean,
     detail::higher, Group::Courses, detail::patients, "Infusions saved by stop rules",
     "infusions that the patients of stopped courses would still have had without the rule that "
     "stopped them, followed on paper to the planned end, also by the rule's [name]"},
    {Metric::ChairHoursSaved, "chair_hours_saved_by_stop_rules", "hours", detail::mean,
     detail::higher, Group::Courses, detail::patients, "Chair hours saved by stop rules",
     "hours, of what visits hold throughout, that those infusions would have taken, also by the "
     "rule's [name]"},
    {Metric::RespondersLost, "responders_lost_to_stop_rules", "courses", detail::mean,
     detail::lower, Group::Courses, detail::patients, "Responders lost to stop rules",
     "stopped courses whose patient would have been responding after the last of those infusions, "
     "also by the rule's [name]"},
    {Metric::Outcomes, "outcomes", "patients", detail::mean, detail::neither, Group::Courses,
     detail::clinic, "Outcome",
     "patients by what became of them, from time zero to the end: they add up to those who came"},
    {Metric::Responders, "responders", "courses", detail::mean, detail::higher, Group::Response,
     detail::patients, "Responding at the end",
     "courses that ended with the patient responding at the last assessment; .share is of the "
     "courses that ended and had one"},
    {Metric::Remitters, "remitters", "courses", detail::mean, detail::higher, Group::Response,
     detail::patients, "In remission at the end",
     "courses that ended with the patient in remission at the last assessment; .share is of the "
     "courses that ended and had one"},
    {Metric::EverResponded, "ever_responded", "courses", detail::mean, detail::higher,
     Group::Response, detail::patients, "Responded at some time",
     "courses that ended in which the patient responded at any assessment; .share as of "
     "responders"},
    {Metric::EverRemitted, "ever_remitted", "courses", detail::mean, detail::higher,
     Group::Response, detail::patients, "In remission at some time",
     "courses that ended in which the patient was in remission at any assessment; .share as of "
     "remitters"},
    {Metric::InfusionsToResponse, "infusions_to_response", "infusions", detail::ratio,
     detail::lower, Group::Response, detail::patients, "Infusions to response",
     "infusions of the course given when it first led to a response"},
    {Metric::InfusionsToRemission, "infusions_to_remission", "infusions", detail::ratio,
     detail::lower, Group::Response, detail::patients, "Infusions to remission",
     "infusions of the course given when it first led to remission"},
    {Metric::DaysToResponse, "days_to_response", "days", detail::ratio, detail::lower,
     Group::Response, detail::patients, "Days to response",
     "from the first infusion of the course to the assessment that first found a response"},
    {Metric::PatientsInResponse, "in_response", "patients", detail::mean, detail::higher,
     Group::Response, detail::patients, "In response",
     "patients who were responding at their latest assessment and have not relapsed, in a course "
     "or after it; by [course=NAME] of that assessment; mean over time and at the end"},
    {Metric::DaysInResponse, "days_in_response", "days / course", detail::ratio, detail::higher,
     Group::Response, detail::patients, "Days in response per course started",
     "patient days in response in the measured period, per course started in it"},
    {Metric::Relapses, "relapses", "relapses", detail::mean, detail::lower, Group::Response,
     detail::patients, "Relapses",
     "patients responding at the end of a course who no longer do, and have begun no other course "
     "before"},
    {Metric::RelapsesAtOnce, "relapses_at_once", "relapses", detail::mean, detail::lower,
     Group::Response, detail::patients, "Relapses at once",
     "those of the relapses that came with the end of the course"},
    {Metric::RelapsedWithin, "relapsed_within", "%", detail::ratio, detail::lower, Group::Response,
     detail::patients, "Relapsed within",
     "share of courses that ended with the patient responding, in the measured period, at least "
     "[so long] before its end and with no other course due so soon, after which the patient "
     "relapsed so soon"},
    {Metric::DaysToRelapse, "days_to_relapse", "days", detail::mean, detail::higher,
     Group::Response, detail::patients, "Days to relapse",
     "from the end of a course to the relapse, of the relapses in the measured period; at once "
     "counts as 0"},
    {Metric::Given, "given", "infusions", detail::mean, detail::neither, Group::Response,
     detail::patients, "Infusions with number", "infusions that were a course's [infusion=N]"},
    {Metric::Score, "score", "points", detail::ratio, detail::lower, Group::Response,
     detail::patients, "Score after infusion", "score at the assessment after [infusion=N], mean"},
    {Metric::Responding, "responding", "%", detail::ratio, detail::higher, Group::Response,
     detail::patients, "Responding after infusion",
     "share of those assessed after [infusion=N] who were responding"},
    {Metric::InRemission, "in_remission", "%", detail::ratio, detail::higher, Group::Response,
     detail::patients, "In remission after infusion",
     "share of those assessed after [infusion=N] who were in remission"},
    {Metric::Utilisation, "utilisation", "%", detail::ratio, detail::neither, Group::ClinicDay,
     detail::clinic, "In use",
     "time in use inside staffed time, as a share of staffed time; held while waiting or being "
     "cleaned is in use; also by [weekday=mon,hour=9]"},
    {Metric::BookedUtilisation, "booked_utilisation", "%", detail::ratio, detail::neither,
     Group::ClinicDay, detail::clinic, "Booked",
     "what was reserved in the book, as a share of what could be; also by [weekday=mon,hour=9]"},
    {Metric::TimeAt, "time_at", "%", detail::ratio, detail::neither, Group::ClinicDay,
     detail::clinic, "Time with so many in use",
     "share of staffed time with that many in use, parts rounded up: [chairs=3]"},
    {Metric::OvertimePerDay, "overtime_per_day", "min", detail::mean, detail::lower,
     Group::ClinicDay, detail::clinic, "Overtime a day",
     "from closing until the last patient has left and all is clean, over open days, zeros "
     "included; by [resource] what is worked beyond its shift, in minutes of one of it"},
    {Metric::Visits, "visits", "visits", detail::mean, detail::neither, Group::ClinicDay,
     detail::patients, "Visits", "visits that ended, whatever for, also by [visit=NAME]"},
    {Metric::WaitInClinic, "wait_in_clinic", "min", detail::mean, detail::lower, Group::ClinicDay,
     detail::patients, "Wait in the clinic",
     "waiting at the door and in the chair, a visit; also by [visit=NAME] and, before one step, "
     "by [step=VISIT/STEP]; the part of the mean that each [cause=NAME] has, which add up to it"},
    {Metric::VisitLength, "visit_length", "min", detail::mean, detail::lower, Group::ClinicDay,
     detail::patients, "Length of a visit",
     "from the patient's coming to the patient's leaving; also by [visit=NAME]"},
    {Metric::IdleChairHours, "idle_chair_hours", "hours", detail::mean, detail::lower,
     Group::ClinicDay, detail::clinic, "Idle chair hours",
     "staffed hours, not in use, of what visits hold throughout, also by [resource]"},
    {Metric::NoShows, "no_shows", "visits", detail::mean, detail::lower, Group::ClinicDay,
     detail::patients, "No-shows",
     "booked visits to which the patient did not come; cancellations are counted apart"},
    {Metric::NoShowChairHours, "no_show_chair_hours", "hours", detail::mean, detail::lower,
     Group::ClinicDay, detail::clinic, "Chair hours lost to no-shows",
     "planned hours, of what visits hold throughout, of the visits to which the patient did not "
     "come"},
    {Metric::Cancellations, "cancellations", "visits", detail::mean, detail::lower,
     Group::ClinicDay, detail::patients, "Late cancellations",
     "booked visits that the patient cancelled"},
    {Metric::FoundNotFit, "found_not_fit", "visits", detail::mean, detail::lower, Group::ClinicDay,
     detail::patients, "Found not fit",
     "visits at which the patient turned out not to be fit for the infusion"},
    {Metric::SentHome, "sent_home", "patients", detail::mean, detail::lower, Group::ClinicDay,
     detail::patients, "Sent home unseen",
     "times that the clinic closed before a patient at the door could be seen"},
    {Metric::Revenue, "revenue", "money", detail::mean, detail::higher, Group::Money,
     detail::clinic, "Revenue",
     "the prices of the visits that ended, whatever for; the part of each [visit=NAME], which add "
     "up to it"},
    {Metric::Cost, "cost", "money", detail::mean, detail::lower, Group::Money, detail::clinic,
     "Cost",
     "consumables of the visits that ended, staffed hours, and days open; the part of each "
     "[visit=NAME], of each [resource] and of [days open], which add up to it"},
    {Metric::Margin, "margin", "money", detail::mean, detail::higher, Group::Money, detail::clinic,
     "Margin", "revenue less cost"},
    {Metric::RevenuePerCourse, "revenue_per_course", "money / course", detail::ratio,
     detail::higher, Group::Money, detail::clinic, "Revenue per completed course",
     "all revenue, also that of other courses, of screening and of plans, per course that ended as "
     "planned"},
    {Metric::CostPerCourse, "cost_per_course", "money / course", detail::ratio, detail::lower,
     Group::Money, detail::clinic, "Cost per completed course",
     "all cost, per course that ended as planned"},
    {Metric::MarginPerCourse, "margin_per_course", "money / course", detail::ratio, detail::higher,
     Group::Money, detail::clinic, "Margin per completed course",
     "revenue less cost, per course that ended as planned"},
}};

constexpr bool metric_table_is_in_order() {
  for (std::size_t i = 0; i < metric_count; ++i) {
    if (static_cast<std::size_t>(metric_table[i].metric) != i) return false;
  }
  return true;
}
static_assert(metric_table_is_in_order());

constexpr const MetricDescription& describe(Metric metric) {
  return metric_table[static_cast<std::size_t>(metric)];
}

}  // namespace sim::metrics
