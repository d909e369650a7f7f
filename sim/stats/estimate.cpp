// sim/stats/estimate.cpp: Student-t and jackknife intervals.
#include "sim/stats/estimate.h"

#include <cmath>

#include <boost/math/distributions/students_t.hpp>

#include "sim/base/contract.h"

namespace sim::stats {

double student_t(double confidence, std::size_t degrees_of_freedom) {
  SIM_EXPECTS(confidence > 0.0 && confidence < 1.0 && degrees_of_freedom > 0);
  const boost::math::students_t t(static_cast<double>(degrees_of_freedom));
  return boost::math::quantile(boost::math::complement(t, 0.5 * (1.0 - confidence)));
}

Estimate interval_of(const Tally& values, double confidence) {
  if (values.count() == 0) return {};
  Estimate estimate{values.mean(), std::nullopt, values.count()};
  if (values.count() > 1)
    estimate.half_width = student_t(confidence, values.count() - 1) *
                          std::sqrt(values.variance() / static_cast<double>(values.count()));
  return estimate;
}

double student_t_up_to(double t, std::size_t degrees_of_freedom) {
  SIM_EXPECTS(degrees_of_freedom > 0);
  return boost::math::cdf(boost::math::students_t(static_cast<double>(degrees_of_freedom)), t);
}

double standard_error(double half_width, double confidence, std::size_t degrees_of_freedom) {
  return half_width / student_t(confidence, degrees_of_freedom);
}

Estimate mean_interval(const std::vector<double>& values, double confidence) {
  Tally tally;
  for (const double value : values)
    tally.add(value);
  return interval_of(tally, confidence);
}

Estimate ratio_interval(const std::vector<Ratio>& ratios, double confidence) {
  Ratio sum;
  for (const Ratio& ratio : ratios) {
    sum.numerator += ratio.numerator;
    sum.denominator += ratio.denominator;
  }
  if (sum.denominator == 0.0) return {};

  Estimate estimate{sum.numerator / sum.denominator, std::nullopt, ratios.size()};
  Tally without_one;
  for (const Ratio& ratio : ratios) {
    const double denominator = sum.denominator - ratio.denominator;
    if (denominator == 0.0) return estimate;
    without_one.add((sum.numerator - ratio.numerator) / denominator);
  }
  // (n - 1) / n times the sum of squared deviations is (n - 1)^2 / n times their sample variance.
  const auto n = static_cast<double>(ratios.size());
  const double standard_error = (n - 1.0) * std::sqrt(without_one.variance() / n);
  estimate.half_width = student_t(confidence, ratios.size() - 1) * standard_error;
  return estimate;
}

}  // namespace sim::stats
