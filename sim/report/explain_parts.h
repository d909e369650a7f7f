// sim/report/explain_parts.h: the parts of an explanation, each with a heading of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/model/holds.h"
#include "sim/model/model.h"
#include "sim/model/variant.h"
#include "sim/report/prose.h"

namespace sim::report {

void explain_place(const model::Model& model, Prose& prose);  // hours, resources, visits
void explain_hours(const model::Model& model, Prose& prose);  // without a heading, as the next
void explain_rotas(const model::Model& model, Prose& prose);  // of the resources
// `first_visits`: what patients are booked for before they are in a course.
void explain_booking(const model::Model& model, Prose& prose,
                     std::string_view first_visits = "Screening and first infusions");
void explain_attendance(const model::Model& model, Prose& prose);
void explain_courses(const model::Model& model, Prose& prose);  // and their rules
void explain_responses(const model::Model& model, Prose& prose);
void explain_cohorts(const model::Model& model, Prose& prose);
void explain_each_cohort(const model::Model& model, Prose& prose);  // without a heading
void explain_economics(const model::Model& model, Prose& prose);
void explain_run(const model::Model& model, Prose& prose);
void explain_targets(const model::Model& model, Prose& prose);
void explain_book(const model::Model& model, const model::BookHolds& holds, Prose& prose);
void explain_midday(const model::Model& model, const model::BookHolds& holds, Prose& prose);
void explain_load(const model::Model& model, const model::BookHolds& holds, Prose& prose);
void explain_variants(const model::Variants& variants, Prose& prose);
void explain_sources(const model::Model& model, const Diagnostics& read, Prose& prose);

// "one of the nurses for 3 patients"
std::vector<std::string> needs_in_words(const model::Model& model, const model::Units& units);
// ... and, of a step, who only has to be on site.
std::vector<std::string> needs_in_words(const model::Model& model, const model::Step& step);

// "12 referrals a week on average, at random"
std::string referrals_in_words(const model::Cohort& cohort);

// "It is repeated 50 times", "It is repeated until ..."
std::string how_often_in_words(const model::RunPlan& plan);

// "the improvement is below 20 % at 3 assessments in a row"
std::string in_words(const model::Condition& condition);

// "one every 3 days and 4 days in turn"
std::string gaps_in_words(const model::Every& every);
// Of a schedule with a single phase ", one every 3 days, in a window ..."; otherwise nothing.
std::string only_phase_in_words(const model::Schedule& schedule);
// Of one with several a sentence each; otherwise none.
std::vector<std::string> phases_in_words(const model::Schedule& schedule);

}  // namespace sim::report
