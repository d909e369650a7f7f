// sim/report/figure.cpp: one estimate as people read it.
#include "sim/report/figure.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace sim::report {
namespace {

constexpr int most_decimals = 2;
constexpr double most_with_two_digits = 3.55;

int decimals_for(const stats::Estimate& estimate) {
  if (!estimate.half_width) return 1;
  if (*estimate.half_width <= 0.0) return estimate.mean == std::round(estimate.mean) ? 0 : 2;
  const double magnitude = std::floor(std::log10(*estimate.half_width));
  const double leading = *estimate.half_width / std::pow(10.0, magnitude);  // 1 to 10
  const int digits = leading < most_with_two_digits ? 2 : 1;
  return std::clamp(digits - 1 - static_cast<int>(magnitude), 0, most_decimals);
}

std::string rounded(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  // A value that rounds to nothing has no sign.
  const bool zero = text.find_first_not_of("-0.") == std::string::npos;
  if (zero && text.front() == '-') text.erase(0, 1);
  return text;
}

}  // namespace

Figure figure(const stats::Estimate& estimate) {
  if (estimate.observations == 0) return {"-", ""};
  const int decimals = decimals_for(estimate);
  if (!estimate.half_width) return {rounded(estimate.mean, decimals), ""};
  return {rounded(estimate.mean, decimals), "± " + rounded(*estimate.half_width, decimals)};
}

std::string with_sign(const stats::Estimate& estimate) {
  const std::string mean = figure(estimate).mean;
  const bool signless = estimate.mean <= 0.0 || mean.find_first_not_of("0.") == std::string::npos;
  return signless ? mean : "+" + mean;
}

}  // namespace sim::report
