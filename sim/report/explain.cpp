// sim/report/explain.cpp: the order in which a scenario is explained.
#include "sim/report/explain.h"

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/explain_parts.h"

namespace sim::report {

void explain_run(const model::Model& model, Prose& prose) {
  const model::RunPlan& plan = model.run;
  std::string how = plan.length ? format_duration(*plan.length) + " are measured"
                                : "the clinic is followed until it is empty";
  if (plan.warm_up > Duration{0})
    how = "after a warm-up of " + format_duration(plan.warm_up) + ", " + how;
  prose.heading("The run");
  prose.say(fmt::format("It starts on {}; {}. {}, seed {}.", format_date(plan.start), how,
                        how_often_in_words(plan), plan.seed));
}

std::string explain(const model::Model& model, const model::BookHolds& holds,
                    const Diagnostics& read, const model::Variants& variants) {
  Prose prose;
  prose.title(model.name);
  if (!variants.chosen.empty()) prose.title("variant: " + variants.chosen);
  explain_place(model, prose);
  explain_booking(model, prose);
  explain_attendance(model, prose);
  explain_courses(model, prose);
  explain_responses(model, prose);
  explain_cohorts(model, prose);
  explain_economics(model, prose);
  explain_run(model, prose);
  explain_targets(model, prose);
  explain_book(model, holds, prose);
  explain_midday(model, holds, prose);
  explain_load(model, holds, prose);
  explain_variants(variants, prose);
  explain_sources(model, read, prose);
  return prose.text();
}

}  // namespace sim::report
