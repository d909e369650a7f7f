// sim/config/bounds.cpp: distributions whose values make no sense.
#include "sim/config/bounds.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

namespace sim::config {
namespace {

using random::Distribution;

// A distribution that comes as close to its bound as it likes, but never there.
bool approaches_its_ends(const Distribution& distribution) {
  return !std::holds_alternative<random::Constant>(distribution) &&
         !std::holds_alternative<random::Discrete>(distribution) &&
         !std::holds_alternative<random::Empirical>(distribution);
}

// What is wrong with the values that the distribution can give; empty if nothing is.
std::string out_of_bounds(const Distribution& distribution, const Measure& measure) {
  const double least = random::lowest(distribution);
  const double most = random::highest(distribution);
  const bool constant = least == most;
  const bool varies = !constant && approaches_its_ends(distribution);
  const std::string_view verb = constant ? "is" : "can be";
  if (measure.bound == Measure::Bound::Above && least <= measure.lowest &&
      !(varies && least == measure.lowest)) {
    return least == -random::infinity
               ? "can be negative"
               : fmt::format("must be more than {}, {} {}", format_amount(measure.lowest, measure),
                             verb, format_amount(least, measure));
  }
  if (least < measure.lowest) {
    return least == -random::infinity && measure.lowest == 0.0
               ? "can be negative"
               : fmt::format("must be at least {}, {} {}", format_amount(measure.lowest, measure),
                             verb, format_amount(least, measure));
  }
  if (most > measure.highest) {
    return fmt::format("must be at most {}, {} {}", format_amount(measure.highest, measure), verb,
                       most == random::infinity ? "without limit" : format_amount(most, measure));
  }
  return {};
}

std::string how_to_cut(const random::Normal& normal, const Measure& measure) {
  const auto text = [&](double value) { return format_amount(value, measure); };
  std::string limits = ", min: " + text(std::max(normal.min, measure.lowest));
  const double most = std::min(normal.max, measure.highest);
  if (most < random::infinity) limits += ", max: " + text(most);
  return fmt::format("cut it, as in {{normal: {{mean: {}, sd: {}{}}}}}", text(normal.mean),
                     text(normal.sd), limits);
}

// Ten thousand years: no sample may leave what a Duration can hold.
constexpr double longest_sample = 1e4 * 365.0 * 86'400'000.0;

}  // namespace

bool check_bounds(const Input& input, const Distribution& distribution, const Measure& measure) {
  if (const auto wrong = random::fault(distribution)) {
    input.error(*wrong);
    return false;
  }
  if (const std::string wrong = out_of_bounds(distribution, measure); !wrong.empty()) {
    const auto* normal = std::get_if<random::Normal>(&distribution);
    input.error(wrong, normal ? how_to_cut(*normal, measure) : "");
    return false;
  }
  if (measure.dimension == Measure::Dimension::Span &&
      random::Sampler(distribution).at(1.0 - 0x1p-53) > longest_sample) {
    input.error("can last more than 10,000 years");
    return false;
  }
  return true;
}

}  // namespace sim::config
