// sim/report/stress_logic.cpp: items 2.2 and 2.3 of the checklist: what happens, and what the
// variants change of it.
#include <fmt/format.h>

#include "sim/report/explain_parts.h"
#include "sim/report/origins.h"
#include "sim/report/prose.h"
#include "sim/report/stress_parts.h"

namespace sim::report {
namespace {

// The way of a patient in a sentence, with nothing in it that no patient here can meet.
std::string in_a_sentence(const Study& study) {
  const metrics::Scope& has = study.has;
  std::vector<std::string> way = {"A patient is referred"};
  if (has.screened)
    way.emplace_back(has.screened_at_a_visit ? "comes to a screening visit" : "is screened");
  if (!exclusions_of(study.model).empty()) way.emplace_back("is excluded or found eligible");
  way.emplace_back(study.books() ? "waits for the appointment of a first infusion"
                                 : "comes for a first infusion without an appointment");
  if (has.gives_up) way.emplace_back("may give up while waiting");
  way.emplace_back("has the infusions of a course");
  if (has.assessed) way.emplace_back("is assessed after each");
  if (has.stops) way.emplace_back("may be stopped by a rule");
  way.emplace_back(has.follows ? "may go on to another course when one ends"
                               : "leaves the model when it ends");
  return fmt::format("{}. Which of this holds for whom is said below.", listed(way));
}

void logic(const Study& study, Markdown& page) {
  page.heading(3, "2.2 Base model logic");
  page.say(in_a_sentence(study));
  Prose prose(Markup::Markdown);
  prose.heading("The clinic");
  explain_hours(study.model, prose);
  explain_booking(
      study.model, prose,
      study.has.screened_at_a_visit ? "Screening visits and first infusions" : "First infusions");
  explain_attendance(study.model, prose);
  explain_courses(study.model, prose);
  explain_economics(study.model, prose);
  page.blocks(prose.text());
}

// What stands in the base model at a variant's path. A path to several places, or to something that
// is no number, has no one value.
std::string base_value(const model::Model& model, const std::string& path) {
  const model::Provenance* number = number_at(model, path);
  return number == nullptr ? "as in 2.2 to 2.5" : code(number->value);
}

void scenarios(const Study& study, Markdown& page) {
  page.heading(3, "2.3 Scenario logic");
  if (study.variants.all.empty()) {
    page.say("There is one scenario, the base model; the file has no variants.");
    return;
  }
  const std::string& chosen = study.variants.chosen;
  page.say(fmt::format(
      "A variant is the {} with these values put in place of others. Nothing else differs: the "
      "patients are the same, and so is every number drawn for what both of them have (5.2).",
      chosen.empty() ? "base model" : "scenario file's base model"));
  MarkdownTable table{{"Variant", "What is changed", "Base model", "Variant's value"}, {}};
  if (!chosen.empty()) table.heading[2] = "Here: " + plain(chosen);
  for (const model::Variant& variant : study.variants.all) {
    for (const model::Change& change : variant.changes) {
      table.rows.push_back({plain(variant.name), code(change.path),
                            base_value(study.model, change.path), code(change.value)});
    }
  }
  page.table(table);
}

}  // namespace

void stress_logic(const Study& study, Markdown& page) {
  logic(study, page);
  scenarios(study, page);
}

}  // namespace sim::report
