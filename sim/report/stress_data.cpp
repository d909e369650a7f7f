// sim/report/stress_data.cpp: section 3 of the checklist: every number of the scenario, where it
// came from, and what was assumed.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/report/origins.h"
#include "sim/report/prose.h"
#include "sim/report/stress_parts.h"

namespace sim::report {
namespace {

using model::Provenance;

// Several numbers may have been given the same reason: it is said once.
struct Reason {
  std::string text;
  std::vector<std::string> paths;
};

std::vector<Reason> reasons_of(const model::Model& model, std::string Provenance::*which) {
  std::vector<Reason> reasons;
  for (const Provenance& number : model.provenance) {
    const std::string& text = number.*which;
    if (text.empty()) continue;
    const auto known = std::find_if(reasons.begin(), reasons.end(),
                                    [&](const Reason& each) { return each.text == text; });
    Reason& reason = known == reasons.end() ? reasons.emplace_back(Reason{text, {}}) : *known;
    reason.paths.push_back(code(number.path));
  }
  return reasons;
}

void say(const std::vector<Reason>& reasons, Markdown& page) {
  for (const Reason& each : reasons)
    page.item(fmt::format("\"{}\": {}", plain(each.text), fmt::join(each.paths, ", ")));
}

bool is_of_a_file(const Provenance& number) {
  constexpr std::string_view key = "file";
  const std::size_t dot = number.path.rfind('.');
  const bool names_one = dot != std::string::npos && number.path.substr(dot + 1) == key;
  return !number.is_default && (names_one || number.value.find("file:") != std::string::npos);
}

void sources(const model::Model& model, Markdown& page) {
  page.heading(3, "3.1 Data sources");
  const std::vector<Reason> reasons = reasons_of(model, &Provenance::source);
  if (reasons.empty()) page.say("No value of the scenario names a source.");
  if (!reasons.empty())
    page.say("The scenario names these sources, each with the values it is for:");
  say(reasons, page);
  if (std::any_of(model.provenance.begin(), model.provenance.end(), is_of_a_file)) {
    page.say("These values are read from files of data:");
    for (const Provenance& each : model.provenance) {
      if (is_of_a_file(each)) page.item(fmt::format("{}: {}", code(each.path), code(each.value)));
    }
  }
  page.blank(
      reasons.empty()
          ? "where the values of 3.3 came from, with full references"
          : "the full references of these sources, when and how the data were collected, and by "
            "whose permission they are used");
}

void preprocessing(Markdown& page) {
  page.heading(3, "3.2 Pre-processing");
  page.say(
      "The program takes the values as they stand in 3.3 and fits nothing to data. It makes whole "
      "milliseconds of all times.");
  page.blank(
      "how the values were worked out from their sources: fitting, cleaning, what was left out");
}

// --- parameters

// "source: ..., assumption: ...", and whether somebody gave it on the command line.
std::string origin_of(const Study& study, const Provenance& number) {
  std::vector<std::string> parts;
  if (!number.source.empty()) parts.push_back("source: " + plain(number.source));
  if (!number.assumption.empty()) parts.push_back("assumption: " + plain(number.assumption));
  if (is_override(number, study.read)) parts.emplace_back("given on the command line");
  if (parts.empty()) parts.emplace_back("neither source nor assumption");
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string range_of(const Provenance& number) {
  return number.low.empty() ? "" : fmt::format(" ({} to {})", code(number.low), code(number.high));
}

void parameters(const Study& study, Markdown& page) {
  page.heading(3, "3.3 Input parameters");
  page.say(
      "These values stand in the scenario, by their path in it. A value with two ends in brackets "
      "is uncertain within that range. Every other value has its default (3.4).");
  MarkdownTable table{{"Parameter", "Value", "Where it came from"}, {}};
  for (const Provenance& each : study.model.provenance) {
    if (each.path == "chairtime" || standing_of(each) == Standing::Default) continue;
    table.rows.push_back(
        {code(each.path), code(each.value) + range_of(each), origin_of(study, each)});
  }
  page.table(table);
}

// --- assumptions

void bare_values(const model::Model& model, Markdown& page) {
  std::vector<std::string> paths;
  for (const Provenance* each : numbers_of(model, Standing::Bare))
    paths.push_back(code(each->path));
  if (paths.empty()) return;
  page.say(
      fmt::format("These values stand without a source and without a reason: {}.", listed(paths)));
}

void defaults(const model::Model& model, Markdown& page) {
  const std::vector<InForce> in_force = defaults_in_force(model);
  if (in_force.empty()) return;
  page.say(
      "These defaults of the program hold where the scenario says nothing; `*` stands for each "
      "name in its place:");
  MarkdownTable table{{"Parameter", "Default", "Places"}, {}};
  for (const InForce& each : in_force)
    table.rows.push_back({code(each.path), plain(each.value), std::to_string(each.places)});
  page.table(table);
}

// What is so in every scenario, as far as it matters in this one.
void built_in(const Study& study, Markdown& page) {
  page.say("And these are built into the program:");
  page.item(
      "Staff have nothing to do but their steps, and need no time between them; nobody is slow or "
      "quick by name.");
  page.item("There is one site and one wall clock, without daylight saving.");
  page.item(
      "Patients are independent of each other, but for what they share in the clinic; travel is "
      "not modelled.");
  if (study.books()) page.item("Any time in its window suits a patient for a visit.");
  if (study.has.assessed) {
    page.item("Response does not depend on waiting, on delays in the clinic or on who treats.");
  }
  if (study.has.stops) {
    page.item(
        "What a stop rule saves is worked out as if the freed time changed nobody else's course.");
  }
}

void assumptions(const Study& study, Markdown& page) {
  page.heading(3, "3.4 Assumptions");
  const std::vector<Reason> reasons = reasons_of(study.model, &Provenance::assumption);
  if (reasons.empty()) page.say("No value of the scenario is marked as an assumption.");
  if (!reasons.empty()) {
    page.say("The scenario calls these values assumptions, each with the reason that it gives:");
    say(reasons, page);
  }
  bare_values(study.model, page);
  defaults(study.model, page);
  built_in(study, page);
  page.blank("why these assumptions are acceptable, and which of them the results depend on");
}

}  // namespace

void stress_data(const Study& study, Markdown& page) {
  page.heading(2, "3. Data");
  sources(study.model, page);
  preprocessing(page);
  parameters(study, page);
  assumptions(study, page);
}

}  // namespace sim::report
