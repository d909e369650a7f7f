// sim/report/explain_sources.cpp: where each number came from, and why it is what it is.
//
// What somebody can stand for comes first, and what nobody has given a reason for comes last, where
// a reader looks who has just asked "and how sure is this?".
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "sim/report/explain_parts.h"

namespace sim::report {
namespace {

using model::Provenance;

enum class Standing : std::uint8_t { Reasoned, Default, Bare };

Standing standing_of(const Provenance& number) {
  if (!number.source.empty() || !number.assumption.empty()) return Standing::Reasoned;
  return number.is_default ? Standing::Default : Standing::Bare;
}

// "clinic.yaml:12", "--set"; the folder of a file is left out.
std::string place_of(const Provenance& number, const Diagnostics& read) {
  const SourceFile* file = read.file(number.at.file);
  if (file == nullptr) return {};
  if (file->name == "--set") return " [--set]";
  const std::size_t slash = file->name.rfind('/');
  const std::string name = slash == std::string::npos ? file->name : file->name.substr(slash + 1);
  return fmt::format(" [{}:{}]", name, number.at.line);
}

void explain_number(const Provenance& number, const Diagnostics& read, Prose& prose) {
  prose.say(fmt::format("{}: {}{}", number.path, number.value, place_of(number, read)));
  if (!number.low.empty()) prose.item(fmt::format("range: {} to {}", number.low, number.high));
  if (!number.source.empty()) prose.item("source: " + number.source);
  if (!number.assumption.empty()) prose.item("assumption: " + number.assumption);
}

using Numbers = std::vector<const Provenance*>;

// The format's version is no number of the clinic.
Numbers numbers_of(const model::Model& model, Standing standing) {
  Numbers numbers;
  for (const Provenance& each : model.provenance)
    if (each.path != "chairtime" && standing_of(each) == standing) numbers.push_back(&each);
  return numbers;
}

// --- defaults

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

// What holds by default in several places is said once.
void explain_defaults(const model::Model& model, const Numbers& defaults, Prose& prose) {
  struct Shared {
    std::string pattern;
    const Provenance* first;
    int places;
  };
  std::vector<Shared> all;
  for (const Provenance* number : defaults) {
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
  for (const Shared& each : all) {
    const std::string path = each.places == 1
                                 ? each.first->path
                                 : fmt::format("{} ({} of them)", each.pattern, each.places);
    prose.say(fmt::format("{}: {}", path, each.first->value));
  }
}

}  // namespace

void explain_sources(const model::Model& model, const Diagnostics& read, Prose& prose) {
  const auto explain_numbers = [&](Standing standing, std::string_view heading) {
    const Numbers numbers = numbers_of(model, standing);
    if (numbers.empty()) return;
    prose.heading(heading);
    if (standing == Standing::Default) return explain_defaults(model, numbers, prose);
    for (const Provenance* each : numbers)
      explain_number(*each, read, prose);
  };
  explain_numbers(Standing::Reasoned,
                  "Where the numbers came from: with a source or as an assumption");
  explain_numbers(Standing::Default,
                  "Where the numbers came from: defaults, where nothing else is said");
  explain_numbers(Standing::Bare, "Where the numbers came from: without a source or an assumption");
}

}  // namespace sim::report
