// sim/report/stress_algorithms.cpp: item 2.4 of the checklist: what the program does where people
// decide, and the formulas of how patients come and respond.
#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/explain_parts.h"
#include "sim/report/prose.h"
#include "sim/report/stress_parts.h"

namespace sim::report {
namespace {

template <class Kind>
bool any_referrals(const model::Model& model) {
  return std::any_of(model.cohorts.begin(), model.cohorts.end(), [](const model::Cohort& cohort) {
    return std::holds_alternative<Kind>(cohort.referrals) &&
           model::referrals_a_week(cohort.referrals) > 0.0;
  });
}

void referrals(const model::Model& model, Markdown& page) {
  const bool random = any_referrals<model::Poisson>(model);
  const bool spans = any_referrals<model::Gaps>(model);
  if (!random && !spans) return;
  page.say("**Referrals**");
  if (random) {
    page.item(
        "Referrals at random are a Poisson process. Its rate is spread over the referral hours; "
        "the n-th referral is where the integral of the rate reaches the sum of n unit "
        "exponentials. One that falls on a closed date comes at the next opening.");
  }
  if (spans) {
    page.item(
        "Spans between referrals are counted on a clock that stops outside the referral hours. The "
        "first referral comes after one span.");
  }
}

// --- booking

std::string whole_course(model::Choice choice) {
  return fmt::format(
      "A course is booked whole: first starts are tried from the earliest on, for each of them the "
      "later visits are found in turn{}, and it is taken only if all of them lie in their windows "
      "and within a day (a tenth of the spacing where that is longer) of their targets.",
      choice == model::Choice::NearestToTarget ? ", each nearest to its target" : "");
}

void booking(const model::Model& model, Markdown& page) {
  const model::Booking& rules = model.booking;
  page.say("**Finding a start in the appointment book**");
  page.item(fmt::format(
      "The book holds, for each {} of each day and each resource, what is still free, in exact "
      "fractions. A visit takes up its planned profile: its steps one after another, cleaning "
      "included, each with its mean length rounded up to a minute; what is held throughout for the "
      "whole of it, rounded up to the grid; what a step needs by the minutes that it has in each "
      "piece of the grid.",
      format_duration(rules.slot)));
  page.item(
      "A visit may start where its profile lies within one opening and within every rota that it "
      "uses, and where no resource that the book looks at is short anywhere in it.");
  page.item(
      "The target of an infusion is the start of the one before it and the spacing, or the day "
      "that its schedule names. Among the starts in the window one is chosen as 2.2 says; a first "
      "infusion takes the earliest.");
  if (rules.series == model::Series::WholeCourse) page.item(whole_course(rules.choose));
  page.item(
      "Whoever finds no start goes on a list, in the order of priority and then of referral, and "
      "is tried again in that order whenever something is given back and when the book opens a "
      "day.");
}

void attendance(const Study& study, Markdown& page) {
  if (!study.has.no_shows && !study.has.cancels) return;
  page.say("**Attendance**");
  page.item(
      "One uniform number a booked visit decides whether the patient is a no-show, cancels, or "
      "comes. A visit that is missed and booked anew keeps its infusion's number.");
}

// --- response

void trajectory(const model::Trajectory& is, Markdown& page) {
  page.item(
      "A patient has a state `f`, which is 0 before treatment. An infusion makes it `f + g (F - "
      "f)` where `F > f`. `t` days after that infusion visit began it is `f 2^(-max(t - 1, 0) / "
      "h)`.");
  page.item(
      fmt::format("At an assessment the score is `B (1 - f) + e`, with a normal error `e` of mean "
                  "0, clipped to {} to {} and not rounded. The improvement is `(B - score) / B`: "
                  "from {} on it is a response; a score of at most {} is remission.",
                  format_number(is.scale.lowest), format_number(is.scale.highest),
                  percent(is.response_at), format_number(is.scale.remission)));
  page.item(fmt::format(
      "For life each patient draws a baseline `B`, a ceiling `F` (of those who cannot get well it "
      "is {}), a gain `g` and a half-life `h`. The clinic effect, one value per replication, is "
      "added to the logit of `g`. The distributions are in 3.3.",
      format_number(model::ceiling_of_the_others)));
}

void hazard(Markdown& page) {
  page.item(
      "At the k-th infusion of a course a patient who can respond and does not respond yet begins "
      "to with the k-th chance; there are no scores.");
}

void responses(const model::Model& model, Markdown& page) {
  for (const model::Response& response : model.responses) {
    if (std::holds_alternative<model::NoResponse>(response.is)) continue;
    page.say(fmt::format("**Response model {}**", plain(response.name)));
    if (const auto* is = std::get_if<model::Trajectory>(&response.is)) {
      trajectory(*is, page);
    } else {
      hazard(page);
    }
  }
  Prose prose(Markup::Markdown);
  explain_responses(model, prose);
  if (!prose.text().empty()) page.blocks(prose.text());
}

void rules(const Study& study, Markdown& page) {
  const auto& courses = study.model.courses;
  if (std::all_of(courses.begin(), courses.end(),
                  [](const model::Course& each) { return each.rules.empty(); }))
    return;
  page.say("**Rules**");
  page.item(
      "The rules of a course are looked at after every assessment, in their order; the first whose "
      "condition holds acts. After the last planned infusion rules that stop are not looked at.");
  if (study.has.stops) {
    page.item(
        "What a stopped patient would have had is found out on paper: the patient is followed to "
        "the planned end of the course with the same draws and without that rule, every visit on "
        "its target, and takes no resource.");
  }
}

bool multiplies(const model::PlanPart& part) {
  return part.gain != 1.0 || part.half_life != 1.0 || part.drop_out != 1.0;
}

void plans(const model::Model& model, Markdown& page) {
  const bool any =
      std::any_of(model.cohorts.begin(), model.cohorts.end(), [](const model::Cohort& cohort) {
        return std::any_of(cohort.with.begin(), cohort.with.end(), multiplies);
      });
  if (!any) return;
  page.say("**Parts of a treatment plan**");
  page.item("A patient who has several multiplies by all of them; a gain is at most 1.");
}

}  // namespace

void stress_algorithms(const Study& study, Markdown& page) {
  page.heading(3, "2.4 Algorithms");
  referrals(study.model, page);
  if (study.books()) booking(study.model, page);
  attendance(study, page);
  responses(study.model, page);
  rules(study, page);
  plans(study.model, page);
  page.say(
      "Who is served next in the clinic is under 2.5.4, how numbers are drawn under 5.2, and what "
      "happens first at one instant under 5.3.");
}

}  // namespace sim::report
