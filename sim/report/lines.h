// sim/report/lines.h: which figures stand on the pages for people, and what they are called there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/metrics/layout.h"
#include "sim/model/run.h"

namespace sim::report {

// The columns of a metric that are shown: the whole, a line for each of the names (of resources,
// reasons, rules) that it is broken down by, or the first of these only.
enum class Which : std::uint8_t { Whole, Names, FirstName };

struct Line {
  metrics::Metric metric;
  metrics::Statistic statistic;
  Which which;
  std::string_view words;  // after the metric's label
};

// The columns that a line shows, as indices. A run until the clinic is empty has no totals per
// year; their counts stand in for them.
std::vector<std::size_t> columns_of(const Line& line, const std::vector<metrics::Column>& columns,
                                    const model::RunPlan& plan);

// "Wait to first infusion, mean".
std::string words(const Line& line, const metrics::Column& column);

// "wait to first infusion" of "Wait to first infusion, mean".
std::string in_a_sentence(std::string words);

// The first figures that a manager asks for.
const std::vector<Line>& at_a_glance();

// What is compared beside them.
const std::vector<Line>& also_compared();

// Differences of shares are in points: 5 % less than 50 % could be 45 % or 47.5 %.
std::string_view unit_of_difference(const metrics::Column& column);

// "50 replications of 52 weeks after a warm-up of 13 weeks".
std::string extent(const model::RunPlan& plan, int replications);

// What every page says at its end.
inline constexpr std::string_view sampling_error_only =
    "The intervals cover sampling error only, not how well the scenario describes a clinic.";
inline constexpr std::string_view closing_words =
    "The intervals cover sampling error only, not how well the scenario describes a clinic.\n"
    "This is a tool for planning and teaching; it is not medical advice.\n";

}  // namespace sim::report
