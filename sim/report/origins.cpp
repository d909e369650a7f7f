#include "sim/report/origins.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace sim::report {
namespace {

using model::Provenance;

// The parts of a dotted path; a part in quotes may hold dots.
std::vector<std::string> parts_of(const std::string& path) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  for (const char letter : path) {
    if (letter == '"') quoted = !quoted;
    if (letter == '.' && !quoted) {
      parts.emplace_back();
    } else {
      parts.back() += letter;
    }
  }
  return parts;
}

// The path with `*` for the names that the scenario has given: "visits.*.steps.*.only".
std::string pattern_of(const std::string& path) {
  static constexpr std::array<std::string_view, 7> named = {
      "resources", "visits", "attendance", "courses", "responses", "cohorts", "steps"};
  std::vector<std::string> parts = parts_of(path);
  for (std::size_t i = 1; i < parts.size(); ++i)
    if (std::find(named.begin(), named.end(), parts[i - 1]) != named.end()) parts[i].assign(1, '*');
  return fmt::format("{}", fmt::join(parts, "."));
}

// Whether the mode of booking ever looks at it.
bool matters(const model::Model& model, const Provenance& number) {
  if (number.path.rfind("booking.", 0) != 0) return true;
  if (model.booking.mode == model::BookingMode::Appointments)
    return number.path != "booking.last_arrival";
  return number.path == "booking.mode" || number.path == "booking.queue" ||
         number.path == "booking.last_arrival";
}

}  // namespace

Standing standing_of(const Provenance& number) {
  if (!number.source.empty() || !number.assumption.empty()) return Standing::Reasoned;
  return number.is_default ? Standing::Default : Standing::Bare;
}

Numbers numbers_of(const model::Model& model, Standing standing) {
  Numbers numbers;
  for (const Provenance& each : model.provenance)
    if (each.path != "chairtime" && standing_of(each) == standing) numbers.push_back(&each);
  return numbers;
}

const Provenance* number_at(const model::Model& model, const std::string& path) {
  const auto found = std::find_if(model.provenance.begin(), model.provenance.end(),
                                  [&](const Provenance& each) { return each.path == path; });
  return found == model.provenance.end() ? nullptr : &*found;
}

bool is_override(const Provenance& number, const Diagnostics& read) {
  const SourceFile* file = read.file(number.at.file);
  return file != nullptr && file->name == "--set";
}

std::vector<InForce> defaults_in_force(const model::Model& model) {
  struct Shared {
    std::string pattern;
    const Provenance* first;
    int places;
  };
  std::vector<Shared> all;
  for (const Provenance* number : numbers_of(model, Standing::Default)) {
    if (!matters(model, *number)) continue;
    const std::string pattern = pattern_of(number->path);
    const auto same = std::find_if(all.begin(), all.end(), [&](const Shared& each) {
      return each.pattern == pattern && each.first->value == number->value;
    });
    if (same == all.end()) {
      all.push_back({pattern, number, 1});
    } else {
      ++same->places;
    }
  }
  std::vector<InForce> in_force;
  in_force.reserve(all.size());
  for (const Shared& each : all) {
    in_force.push_back(
        {each.places == 1 ? each.first->path : each.pattern, each.first->value, each.places});
  }
  return in_force;
}

}  // namespace sim::report
