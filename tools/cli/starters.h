// tools/cli/starters.h: the scenarios to begin with: those that the program is shipped with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cli {

struct ShippedScenario {
  std::string_view path;  // in the checkout: "scenarios/iron.yaml"
  std::string_view text;
};
// Written into the program when it is built (tools/cli/embed.cmake).
const std::vector<ShippedScenario>& shipped_scenarios();

struct Starter {
  std::string_view name;  // as in `chairtime init iron`
  std::string_view path;  // of the shipped scenario
  std::string_view what;  // it is, on one line
};
// The first one is what somebody gets who names none.
const std::vector<Starter>& starters();

// nullptr if there is none of that name.
const Starter* starter_named(std::string_view name);

// Its text for a file of that name: with the line that lets an editor check it, and with the
// commands in its comments as they are typed where the program is installed.
std::string text_of(const Starter& starter, const std::string& file);

}  // namespace cli
