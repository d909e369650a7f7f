// sim/report/stress_experimentation.cpp: section 4 of the checklist: how a run begins, how long it
// is, and how its figures are estimated.
#include <algorithm>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/explain_parts.h"
#include "sim/report/prose.h"
#include "sim/report/stress_parts.h"

namespace sim::report {
namespace {

void initialisation(const Study& study, Markdown& page) {
  const model::Model& model = study.model;
  page.heading(3, "4.1 Initialisation");
  const bool empty =
      std::all_of(model.cohorts.begin(), model.cohorts.end(),
                  [](const model::Cohort& each) { return starts_with(each).nobody(); });
  page.say(fmt::format("A run starts on {}. {}", format_date(model.run.start),
                       empty ? "The clinic is empty then."
                             : "Patients are there already: 2.5.5 says which. Nobody is in the "
                               "middle of a visit."));
  if (model.run.warm_up == Duration{0}) {
    page.say("There is no warm-up: what happens from the first moment on counts.");
    if (empty && model.run.length)
      page.blank("why a clinic that begins empty needs no warm-up here");
    return;
  }
  page.say(
      fmt::format("The first {} are a warm-up, and are not measured. `chairtime warmup` says "
                  "whether that is long enough (MSER-5, and the curve of Welch).",
                  format_duration(model.run.warm_up)));
  page.blank("how the length of the warm-up was chosen");
}

void run_length(const model::Model& model, Markdown& page) {
  page.heading(3, "4.2 Run length");
  if (!model.run.length) {
    page.say("A run goes on until the last patient has left the model. There is no limit in time.");
    return;
  }
  page.say(fmt::format("{}{} are measured, until {} begins.",
                       model.run.warm_up > Duration{0} ? "After the warm-up, " : "",
                       format_duration(*model.run.length), format_date(date_of(model.run.ends()))));
}

void comparison(const Study& study, Markdown& page) {
  if (study.variants.all.empty()) return;
  page.say(fmt::format(
      "Variants are compared with the base model by common random numbers: replication by "
      "replication they meet the same patients, with the same draws (5.2). The interval is that of "
      "the paired differences; their p-values are adjusted over the {} by the method of Holm.",
      counted(static_cast<std::int64_t>(study.variants.all.size()), "variant")));
}

void estimation(const Study& study, Markdown& page) {
  const model::RunPlan& plan = study.model.run;
  page.heading(3, "4.3 Estimation approach");
  page.say(fmt::format("A replication is the whole run, with chances of its own. {}.",
                       plain(how_often_in_words(plan))));
  if (plan.until) {
    page.say(
        "Once that is reached some replications more are made (5, or 5 % beyond a hundred) to see "
        "whether it stays so (Hoad, Robinson and Davies 2010).");
  }
  page.say(fmt::format(
      "Intervals are at {} confidence. Of a mean over replications the interval is Student's t; of "
      "a ratio of sums it is t times the jackknife's standard error, leaving out one replication "
      "at a time. Replications without an observation are left out of a mean, and counted.",
      percent(plan.confidence)));
  if (!study.model.targets.empty()) {
    page.say(
        "How surely a target is met is one-sided; the share of the replications that met it is "
        "given beside it.");
  }
  comparison(study, page);
}

}  // namespace

void stress_experimentation(const Study& study, Markdown& page) {
  page.heading(2, "4. Experimentation");
  initialisation(study, page);
  run_length(study.model, page);
  estimation(study, page);
}

}  // namespace sim::report
