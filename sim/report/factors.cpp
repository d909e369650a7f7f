// sim/report/factors.cpp: what was varied, for people.
#include "sim/report/factors.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/base/text.h"
#include "sim/report/figure.h"
#include "sim/report/prose.h"

namespace sim::report {

std::vector<std::string> short_names(const std::vector<experiment::Factor>& factors) {
  const auto last_part = [](const experiment::Factor& factor) {
    return factor.path.substr(factor.path.rfind('.') + 1);
  };
  std::vector<std::string> names;
  for (const experiment::Factor& factor : factors) {
    const auto alike = std::count_if(factors.begin(), factors.end(), [&](const auto& each) {
      return last_part(each) == last_part(factor);
    });
    names.push_back(alike == 1 ? last_part(factor) : factor.path);
  }
  return names;
}

std::vector<std::string> values_of(const std::vector<experiment::Factor>& factors,
                                   const experiment::Levels& levels) {
  std::vector<std::string> values;
  for (std::size_t i = 0; i < factors.size(); ++i)
    values.push_back(factors[i].values[levels[i]]);
  return values;
}

std::string said(const std::vector<experiment::Factor>& factors, const experiment::Levels& levels) {
  const std::vector<std::string> names = short_names(factors);
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string& value = factors[i].values[levels[i]];
    parts.push_back(parse_integer(value) ? how_many(value, names[i]) : names[i] + " " + value);
  }
  return listed(parts);
}

std::string listed_factors(const std::vector<experiment::Factor>& factors) {
  std::string text;
  for (const experiment::Factor& factor : factors)
    text += fmt::format("  {}: {}\n", factor.path, fmt::join(factor.values, ", "));
  return text;
}

std::string in_a_cell(const stats::Estimate& estimate) {
  const Figure shown = figure(estimate);
  return shown.half_width.empty() ? shown.mean : shown.mean + " " + shown.half_width;
}

}  // namespace sim::report
