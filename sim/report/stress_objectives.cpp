// sim/report/stress_objectives.cpp: section 1 of the checklist: what the model is for, what comes
// out of it, and what was asked of it.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/metrics/layout.h"
#include "sim/report/prose.h"
#include "sim/report/stress_parts.h"

namespace sim::report {
namespace {

template <class Rows, class Name>
std::string named(const Rows& rows, const Name& name) {
  std::vector<std::string> names;
  for (const auto& row : rows)
    names.push_back(plain(name(row)));
  return listed(names);
}

void purpose(const Study& study, Markdown& page) {
  const model::Model& model = study.model;
  page.heading(3, "1.1 Purpose of the model");
  page.say(fmt::format(
      "The model is of one clinic that gives courses of infusions. Patients of {} ({}) are "
      "followed from referral to the end of their last course; the {}: {}. They share {}.",
      model.cohorts.size() == 1 ? "one cohort" : fmt::format("{} cohorts", model.cohorts.size()),
      named(model.cohorts, [](const model::Cohort& each) { return each.label; }),
      model.courses.size() == 1 ? "course is" : "courses are",
      named(model.courses, [](const model::Course& each) { return each.name; }),
      named(model.resources, [](const model::Resource& each) { return each.name; })));
  page.blank("the background, why the study was done, and for whom");
}

// --- outputs

// ".mean", ".p50": what is after the brackets of a column's name; nothing where it is the name.
std::string ending(const std::string& column) {
  const std::size_t bracket = column.rfind(']');
  const std::size_t dot = column.find('.', bracket == std::string::npos ? 0 : bracket);
  return dot == std::string::npos ? "" : column.substr(dot);
}

std::string endings_of(const std::vector<metrics::Column>& columns, metrics::Metric metric) {
  std::vector<std::string> endings;
  for (const metrics::Column& each : columns) {
    if (each.metric != metric) continue;
    const std::string its = ending(each.name);
    if (std::find(endings.begin(), endings.end(), its) == endings.end()) endings.push_back(its);
  }
  for (std::string& each : endings)
    each = each.empty() ? "itself" : code(each);
  return fmt::format("{}", fmt::join(endings, ", "));
}

MarkdownTable table_of(const std::vector<metrics::Column>& columns) {
  MarkdownTable table{{"Output", "Statistics", "Unit", "Definition", "Estimate"}, {}};
  for (const metrics::MetricDescription& metric : metrics::metric_table) {
    const auto first = std::find_if(columns.begin(), columns.end(), [&](const auto& column) {
      return column.metric == metric.metric;
    });
    if (first == columns.end()) continue;
    table.rows.push_back({code(metric.name), endings_of(columns, metric.metric), plain(first->unit),
                          plain(metric.meaning),
                          metric.estimator == metrics::Estimator::RatioOfSums ? "ratio" : "mean"});
  }
  return table;
}

void outputs(const Study& study, Markdown& page) {
  page.heading(3, "1.2 Model outputs");
  page.say(
      study.model.run.length
          ? "Every output is worked out once in each replication. What happens in the measured "
            "period (4.2) counts, whenever the patient came; a wait is recorded when it ends, and "
            "those who still wait at the end are in `waiting_list.end`. Totals are per year; with "
            "`.count` they are the plain number in the measured period."
          : "Every output is worked out once in each replication, over the whole run. A wait is "
            "recorded when it ends. Totals are plain numbers (`.count`).");
  page.say(
      "`.p50`, `.p90` and `.p95` are what half, 90 % and 95 % of the observations of a replication "
      "do not exceed, by nearest rank (to within 0.8 %). An estimate that is called a mean is the "
      "mean of the replications' values; one that is called a ratio is the sum of the numerators "
      "of all replications divided by the sum of their denominators, and so is a `.share`. Their "
      "intervals are described under 4.3.");
  page.say(
      "These are all the outputs that the scenario has, each as itself or as the statistics beside "
      "it. Most of them are also given for each cohort, as in `[cohort=NAME]`, and for each "
      "course, as in `[course=NAME]`; other words in brackets say by what else an output is "
      "divided.");
  page.table(table_of(metrics::lay_out(study.model).columns));
  page.blank("which of these outputs the study reports, and why these");
}

// --- aims

void targets(const model::Model& model, Markdown& page) {
  if (model.targets.empty()) return;
  page.say("The clinic is to keep these targets; a run says which are met, and how surely:");
  for (const model::Target& target : model.targets)
    page.item(code(target.text));
}

std::string changes_of(const model::Variant& variant) {
  std::vector<std::string> changes;
  for (const model::Change& each : variant.changes)
    changes.push_back(code(each.path + ": " + each.value));
  return listed(changes);
}

void variants(const Study& study, Markdown& page) {
  if (study.variants.all.empty()) return;
  page.say("These scenarios (variants) stand beside the base model; 2.3 says what differs:");
  for (const model::Variant& each : study.variants.all) {
    const std::string_view chosen =
        each.name == study.variants.chosen ? " (the one that this checklist describes)" : "";
    page.item(fmt::format("**{}**{}: {}", plain(each.name), chosen, changes_of(each)));
  }
}

bool has_range(const model::Provenance& number) { return !number.low.empty(); }

void ranges(const model::Model& model, Markdown& page) {
  if (std::none_of(model.provenance.begin(), model.provenance.end(), has_range)) return;
  page.say(
      "These values are uncertain within a range. `chairtime sensitivity` varies each of them to "
      "both ends of its range, and all of them together over a Latin hypercube:");
  for (const model::Provenance& each : model.provenance) {
    if (has_range(each)) {
      page.item(fmt::format("{}: {}, from {} to {}", code(each.path), code(each.value),
                            code(each.low), code(each.high)));
    }
  }
}

void aims(const Study& study, Markdown& page) {
  const model::Model& model = study.model;
  page.heading(3, "1.3 Experimentation aims");
  targets(model, page);
  variants(study, page);
  ranges(model, page);
  const bool uncertain = std::any_of(model.provenance.begin(), model.provenance.end(), has_range);
  if (model.targets.empty() && study.variants.all.empty() && !uncertain)
    page.say("The scenario has no targets, no variants and no values with a range.");
  page.blank(study.variants.all.empty()
                 ? "which experiments were made, if any, the questions that they were to answer, "
                   "and their design (values swept, sizes searched)"
                 : "the questions that the experiments were to answer, why these scenarios were "
                   "chosen, and the design of any others (values swept, sizes searched)");
}

}  // namespace

void stress_objectives(const Study& study, Markdown& page) {
  page.heading(2, "1. Objectives");
  purpose(study, page);
  outputs(study, page);
  aims(study, page);
}

}  // namespace sim::report
