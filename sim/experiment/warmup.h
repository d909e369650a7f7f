// sim/experiment/warmup.h: how long the clinic takes to settle, and whether the warm-up is that
// long.
//
// The replications are watched from their first moment on, day by day, and averaged over
// replications, so that what is left is what time does and not what chance did (Welch 1983). Where
// the averages have settled is found by MSER-5 (White, Cobb and Spratt 2000). Both look for a
// steady state, which a holiday or a busy season would hide: so every week is made like any other.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/experiment/growth.h"
#include "sim/experiment/replicate.h"
#include "sim/experiment/unsettled_start.h"
#include "sim/metrics/tallies.h"
#include "sim/model/model.h"

namespace sim::experiment {

// One level, averaged over replications.
struct WatchedLevel {
  metrics::PatientLevel level;
  // By week from the first day on, a last one cut short left out: Welch's moving average over seven
  // days, read once a week. The week is the clinic's rhythm: a narrower window shows its weekends,
  // a wider one blurs the beginning that is looked for.
  std::vector<double> weeks = {};
  std::optional<int> mser_days = {};         // to leave out; none: more than half of the run
  std::optional<Growth> growth = {};         // still, when the run ends
  std::optional<UnsettledStart> start = {};  // of what is measured after the warm-up given

  // What MSER-5 would leave out, in whole weeks.
  std::optional<int> settled_after() const;
};

enum class WarmUpVerdict : std::uint8_t {
  CannotTell,       // too few replications, or too few weeks measured
  NeverSettles,     // a level grows until the run ends
  TooShort,         // weeks that are measured are unlike those that follow
  LongEnough,       // none are
  LongerThanNeeded  // half of it would do, and save a month or more
};

struct WarmUp {
  std::vector<WatchedLevel> levels;
  WarmUpVerdict verdict = WarmUpVerdict::CannotTell;
  // What is enough, where the verdict asks for another one. None where the run is too short to say.
  std::optional<int> enough_weeks;
  int closed_dates = 0;     // of the run, on which the clinic was taken to be open
  bool seasons = false;     // referrals by the month, or growing: taken to be even
  bool from_today = false;  // the clinic does not begin empty
  int replications = 0;
  model::RunPlan plan;

  bool interrupted() const { return replications < plan.replications; }
};

// The scenario with every week like any other: no closed dates, the same referrals in all months,
// and no growth of them. What changes from a date on, such as a rota, still does.
model::Model with_every_week_alike(model::Model model);

// Throws as replicate() does. Expects: the run has a length.
WarmUp judge_warm_up(const model::Model& model, const Execution& execution);

}  // namespace sim::experiment
