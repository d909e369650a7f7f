// sim/report/verdicts.cpp: two lines a target: what came of it, and how that is known.
//
//   Targets
//     missed: wait_to_first_infusion.p90 <= 14 days
//             18.4 ± 1.2 days, 99 % confident; met in 4 of 50 replications
#include "sim/report/verdicts.h"

#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "sim/report/figure.h"

namespace sim::report {
namespace {

using experiment::Verdict;

// Rounded down: nothing is as sure as it is not. Certainty is not to be had by sampling.
std::string how_surely(const Verdict& verdict) {
  if (!verdict.confidence) return "too few replications to say how surely";
  constexpr double rounding = 1e-9;
  const double tenths = std::floor(1000.0 * *verdict.confidence + rounding);
  if (tenths >= 1000.0) return "over 99.9 % confident";
  if (tenths >= 990.0) return fmt::format("{:.1f} % confident", tenths / 10.0);
  return fmt::format("{:.0f} % confident", std::floor(tenths / 10.0));
}

std::string how_often(const Verdict& verdict, int replications) {
  const int observed = verdict.replications_observed;
  std::string text = fmt::format("met in {} of {} replication{}", verdict.replications_met,
                                 observed, observed == 1 ? "" : "s");
  if (observed < replications)
    text += fmt::format(" (in {} there was nothing to observe)", replications - observed);
  return text;
}

}  // namespace

std::string_view in_a_word(const Verdict& verdict, double confidence) {
  const bool sure = verdict.confidence.value_or(0.0) >= confidence;
  switch (verdict.outcome) {
    case Verdict::Outcome::Met:
      return sure ? "met" : "probably met";
    case Verdict::Outcome::Missed:
      return sure ? "missed" : "probably missed";
    case Verdict::Outcome::Unknown:
      break;
  }
  return "unknown";
}

std::string grounds(const Verdict& verdict, int replications) {
  if (verdict.outcome == Verdict::Outcome::Unknown) return "never observed";
  const Figure shown = figure(verdict.estimate);
  return fmt::format("{}{}{} {}, {}; {}", shown.mean, shown.half_width.empty() ? "" : " ",
                     shown.half_width, verdict.unit, how_surely(verdict),
                     how_often(verdict, replications));
}

std::string verdicts_in_words(const experiment::ScenarioResult& result) {
  std::string text;
  for (const Verdict& verdict : result.targets) {
    text += fmt::format("  {}: {}\n          {}\n", in_a_word(verdict, result.plan.confidence),
                        verdict.target, grounds(verdict, result.replications));
  }
  return text.empty() ? text : "\nTargets\n" + text;
}

}  // namespace sim::report
