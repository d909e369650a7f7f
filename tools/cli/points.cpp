// tools/cli/points.cpp: each value checked on its own, then every combination compiled.
#include "tools/cli/points.h"

#include <set>
#include <string_view>

#include <fmt/format.h>

#include "sim/config/varied.h"
#include "tools/cli/output.h"
#include "tools/cli/running.h"
#include "tools/cli/scenario_file.h"

namespace cli {
namespace {

using sim::experiment::Factor;
using sim::experiment::Levels;

constexpr std::size_t most_points = 100'000;

std::vector<Factor> read_factors(const CommandLine& line, sim::Diagnostics& found) {
  std::vector<Factor> factors;
  for (const std::string& text : line.varied) {
    const std::uint32_t file = found.add_file("--vary", text);
    if (auto varied = sim::config::read_varied(text, file, found))
      factors.push_back({std::move(varied->path), std::move(varied->values)});
  }
  return factors;
}

void check_number(const std::vector<Factor>& factors) {
  std::size_t points = 1;
  for (const Factor& factor : factors) {
    points *= factor.values.size();
    if (points > most_points)
      throw UsageError(fmt::format("--vary asks for more than {} points", most_points));
  }
}

std::string override_of(const Factor& factor, std::size_t value) {
  return factor.path + "=" + factor.values[value];
}

// Of two lists for one path only the last would count.
void check_paths(const std::vector<Factor>& factors) {
  std::set<std::string_view> known;
  for (const Factor& factor : factors) {
    if (known.insert(factor.path).second) continue;
    throw UsageError(fmt::format(
        "--vary gives values to {} twice; write all of them in one list, as in --vary {}=2,3,4",
        factor.path, factor.path));
  }
}

// One value of each factor, alone: so a mistake is said once, and all are said.
void check_values(const ScenarioSource& source, const std::vector<Factor>& factors,
                  sim::Diagnostics& found) {
  for (const Factor& factor : factors) {
    for (std::size_t value = 0; value < factor.values.size(); ++value)
      source.compile_also({override_of(factor, value)}, found);
  }
}

// Nothing where the combination, but none of its values alone, is wrong.
std::optional<sim::model::Model> compile_point(const ScenarioSource& source,
                                               const std::vector<Factor>& factors,
                                               const Levels& levels) {
  std::vector<std::string> overrides;
  for (std::size_t i = 0; i < factors.size(); ++i)
    overrides.push_back(override_of(factors[i], levels[i]));
  sim::Diagnostics found;
  std::optional<sim::model::Model> model = source.compile_also(overrides, found);
  if (!model) note(render_all(found));
  return model;
}

}  // namespace

std::optional<Points> load_points(const CommandLine& line) {
  sim::Diagnostics found;
  const std::vector<Factor> factors = read_factors(line, found);
  check_number(factors);
  check_paths(factors);
  const ScenarioSource source(line);
  const std::optional<Scenario> scenario = source.load(found);
  if (!scenario || found.any_errors() || !line.quiet) note(render_all(found));
  if (!scenario || found.any_errors()) return {};

  sim::Diagnostics of_values;
  check_values(source, factors, of_values);
  if (of_values.any_errors()) {
    note(render_all(of_values));
    return {};
  }
  Points points{scenario->model, factors, {}, {}};
  apply_options(line, points.base.run);
  for (Levels& levels : sim::experiment::full_factorial(factors)) {
    std::optional<sim::model::Model> model = compile_point(source, factors, levels);
    if (!model) return {};
    apply_options(line, model->run);
    points.points.push_back({std::move(levels), *std::move(model)});
  }
  points.manifest = manifest_for(line, points.base, source.texts().read_so_far());
  return points;
}

}  // namespace cli
