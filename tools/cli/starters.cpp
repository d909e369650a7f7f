// tools/cli/starters.cpp: the names of the starters, and their texts.
#include "tools/cli/starters.h"

#include <algorithm>

#include "sim/base/contract.h"

namespace cli {
namespace {

// yaml-language-server, which editors use, looks for the first line anywhere among the comments; to
// all others it is a comment like the rest.
constexpr std::string_view for_editors =
    "# yaml-language-server: $schema=chairtime.schema.json\n"
    "# With that line an editor completes keys and underlines mistakes, once the schema is there:\n"
    "#   chairtime schema > chairtime.schema.json\n"
    "#\n";

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

}  // namespace

const std::vector<Starter>& starters() {
  static const std::vector<Starter> all = {
      {"ketamine", "scenarios/ketamine_clinic.yaml",
       "ketamine for depression: screening, no-shows, drop-out and a stop rule"},
      {"ketamine_maintenance", "scenarios/ketamine_maintenance.yaml",
       "what comes after six infusions: boosters, relapse, the six again, talk therapy"},
      {"ketamine_mixed_diagnoses", "scenarios/ketamine_mixed_diagnoses.yaml",
       "four diagnoses in the same chairs, with priorities and an insurer's authorisation"},
      {"esketamine", "scenarios/esketamine.yaml",
       "nasal spray with two hours of observation, in phases, evaluated at week 4"},
      {"iron", "scenarios/iron.yaml", "one to three short visits, and patients who cannot wait"},
      {"biologics", "scenarios/biologics.yaml",
       "maintenance for years: patients in course from the start, longer first visits"},
      {"chemo", "scenarios/chemotherapy_day_unit.yaml",
       "a day unit of 17 chairs that is limited by its nurses and their lunch"},
      {"one_chair", "scenarios/teaching/one_chair.yaml",
       "teaching: the queue M/M/1, whose answer is known"},
      {"booking_ahead", "scenarios/teaching/booking_ahead.yaml",
       "teaching: whole courses booked at the start, or visit by visit"},
      {"lunch", "scenarios/teaching/lunch.yaml", "teaching: what closing for lunch costs"},
      {"same_patients", "scenarios/teaching/same_patients.yaml",
       "teaching: why a what-if is asked on the same patients"},
  };
  return all;
}

const Starter* starter_named(std::string_view name) {
  for (const Starter& each : starters())
    if (each.name == name) return &each;
  return nullptr;
}

std::string text_of(const Starter& starter, const std::string& file) {
  const std::vector<ShippedScenario>& all = shipped_scenarios();
  const auto there = std::find_if(all.begin(), all.end(), [&](const ShippedScenario& each) {
    return each.path == starter.path;
  });
  SIM_EXPECTS(there != all.end());
  std::string text(there->text);
  replace_all(text, starter.path, file);
  replace_all(text, "tools/chairtime", "chairtime");
  return std::string(for_editors) + text;
}

}  // namespace cli
