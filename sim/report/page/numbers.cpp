// sim/report/page/numbers.cpp: rounding, for people and for what draws.
#include "sim/report/page/numbers.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

#include "sim/base/contract.h"
#include "sim/report/factors.h"
#include "sim/report/figure.h"

namespace sim::report::page {

double rounded(double value) {
  if (value == 0.0 || !std::isfinite(value)) return value;
  const double scale = std::pow(10.0, 5.0 - std::floor(std::log10(std::abs(value))));
  return std::isfinite(scale) ? std::round(value * scale) / scale : value;
}

Json mean_in_chart(const stats::Estimate& estimate) {
  return estimate.observations == 0 ? Json(nullptr) : Json(rounded(estimate.mean));
}
Json low_in_chart(const stats::Estimate& estimate) {
  if (estimate.observations == 0 || !estimate.half_width) return nullptr;
  return rounded(estimate.mean - *estimate.half_width);
}
Json high_in_chart(const stats::Estimate& estimate) {
  if (estimate.observations == 0 || !estimate.half_width) return nullptr;
  return rounded(estimate.mean + *estimate.half_width);
}

void add_estimates(const std::vector<stats::Estimate>& estimates, Json& chart) {
  Json values = Json::array();
  Json low = Json::array();
  Json high = Json::array();
  for (const stats::Estimate& each : estimates) {
    values.push_back(mean_in_chart(each));
    low.push_back(low_in_chart(each));
    high.push_back(high_in_chart(each));
  }
  chart["values"] = std::move(values);
  chart["low"] = std::move(low);
  chart["high"] = std::move(high);
}

std::string in_table(const stats::Estimate& estimate) { return in_a_cell(estimate); }

std::string mean_in_words(const stats::Estimate& estimate) { return figure(estimate).mean; }

std::string three_digits(double value) {
  const double size = std::abs(value);
  const int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return fmt::format("{:.{}f}", value, decimals);
}

std::string share_in_table(double percent) {
  return percent > 0.0 && percent < 0.1 ? "< 0.1" : fmt::format("{:.1f}", percent);
}

double quantile(const std::vector<double>& sorted, double share) {
  SIM_EXPECTS(!sorted.empty() && share >= 0.0 && share <= 1.0);
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(place));
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace sim::report::page
