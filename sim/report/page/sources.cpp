// sim/report/page/sources.cpp: the numbers of a scenario, those with a reason first.
#include "sim/report/page/sources.h"

#include <cstdint>

#include <fmt/format.h>

#include "sim/report/prose.h"

namespace sim::report::page {
namespace {

using model::Provenance;

enum class Standing : std::uint8_t { Published, Assumed, Bare, Default };

Standing standing_of(const Provenance& number) {
  if (!number.source.empty()) return Standing::Published;
  if (!number.assumption.empty()) return Standing::Assumed;
  return number.is_default ? Standing::Default : Standing::Bare;
}

std::string reason_of(const Provenance& number) {
  std::string reason;
  switch (standing_of(number)) {
    case Standing::Published:
      reason = number.source;
      break;
    case Standing::Assumed:
      reason = "assumed: " + number.assumption;
      break;
    case Standing::Bare:
      reason = "the scenario says so";
      break;
    case Standing::Default:
      reason = "the program's default";
      break;
  }
  if (!number.low.empty()) reason += fmt::format(" (between {} and {})", number.low, number.high);
  return reason;
}

}  // namespace

Section sources(const model::Model& model) {
  Table table{{"What", "Value", "Where it came from"}, 3};
  Table defaults = table;
  std::int64_t published = 0;
  std::int64_t assumed = 0;
  std::int64_t bare = 0;
  for (const Standing standing :
       {Standing::Published, Standing::Assumed, Standing::Bare, Standing::Default}) {
    for (const Provenance& each : model.provenance) {
      if (each.path == "chairtime" || standing_of(each) != standing) continue;
      (standing == Standing::Default ? defaults : table)
          .rows.push_back({each.path, each.value, reason_of(each)});
      if (standing == Standing::Published) ++published;
      if (standing == Standing::Assumed) ++assumed;
      if (standing == Standing::Bare) ++bare;
    }
  }
  Section section{"sources", "Assumptions and sources"};
  section.words.push_back(fmt::format(
      "{} of this scenario {} a source, {} called an assumption, and {} stated without either; the "
      "others are defaults. What the program itself leaves out, such as the effect of care outside "
      "the clinic, is said in its README.",
      counted(published, "number"), published == 1 ? "has" : "have",
      fmt::format("{} {}", assumed, assumed == 1 ? "is" : "are"),
      fmt::format("{} {}", bare, bare == 1 ? "is" : "are")));
  section.table = std::move(table);
  if (!defaults.rows.empty()) {
    section.folded_as = counted(static_cast<std::int64_t>(defaults.rows.size()), "default");
    section.folded = std::move(defaults);
  }
  return section;
}

}  // namespace sim::report::page
