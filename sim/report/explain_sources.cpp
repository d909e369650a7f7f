// sim/report/explain_sources.cpp: where each number came from, and why it is what it is.
//
// What somebody can stand for comes first, and what nobody has given a reason for comes last, where
// a reader looks who has just asked "and how sure is this?".
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "sim/report/explain_parts.h"
#include "sim/report/origins.h"

namespace sim::report {
namespace {

using model::Provenance;

// "clinic.yaml:12", "--set"; the folder of a file is left out.
std::string place_of(const Provenance& number, const Diagnostics& read) {
  const SourceFile* file = read.file(number.at.file);
  if (file == nullptr) return {};
  if (is_override(number, read)) return " [--set]";
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

// What holds by default in several places is said once.
void explain_defaults(const model::Model& model, Prose& prose) {
  for (const InForce& each : defaults_in_force(model)) {
    const std::string many = each.places == 1 ? "" : fmt::format(" ({} of them)", each.places);
    prose.say(fmt::format("{}{}: {}", each.path, many, each.value));
  }
}

}  // namespace

void explain_sources(const model::Model& model, const Diagnostics& read, Prose& prose) {
  const auto explain_numbers = [&](Standing standing, std::string_view heading) {
    const Numbers numbers = numbers_of(model, standing);
    if (numbers.empty()) return;
    prose.heading(heading);
    if (standing == Standing::Default) return explain_defaults(model, prose);
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
