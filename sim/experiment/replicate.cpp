// sim/experiment/replicate.cpp: the clinic with its observers, on every thread.
#include "sim/experiment/replicate.h"

#include <algorithm>
#include <cstddef>
#include <mutex>

#include <fmt/format.h>

#include "sim/base/contract.h"
#include "sim/clinic/replication.h"
#include "sim/experiment/estimates.h"
#include "sim/experiment/parallel.h"
#include "sim/metrics/collector.h"
#include "sim/metrics/fingerprint.h"

namespace sim::experiment {
namespace {

struct Outcome {
  metrics::Row row;
  std::uint64_t fingerprint = 0;
  std::uint64_t events = 0;
};

// The clinic and the collector count patients independently: they must agree.
bool same(const clinic::Ledger& ledger, const metrics::OutcomeCounts& outcomes) {
  using clinic::CourseEnd;
  const auto ended = [&](CourseEnd how) { return ledger.ended(how); };
  const metrics::OutcomeCounts in_order = {
      ledger.waiting,
      ledger.in_course,
      ledger.between,
      ledger.excluded,
      ledger.refused,
      ledger.gave_up,
      ledger.lost_before_start,
      ended(CourseEnd::Completed) + ended(CourseEnd::CompletedEarly),
      ended(CourseEnd::Stopped),
      ended(CourseEnd::Switched),
      ended(CourseEnd::DroppedOut),
      ended(CourseEnd::Lost),
      ended(CourseEnd::AdverseEvent)};
  return in_order == outcomes;
}

Outcome run_one(const model::Model& model, const metrics::Layout& layout, std::uint32_t number) {
  try {
    metrics::Collector collector(model, layout);
    metrics::Fingerprint fingerprint(model);
    clinic::Everybody<metrics::Collector, metrics::Fingerprint> observers{{collector, fingerprint}};
    const clinic::Replication replication =
        clinic::simulate(model, model.run.seed, number, observers);
    SIM_EXPECTS(same(replication.ledger, collector.outcomes()));
    return {collector.finish(replication.ended), fingerprint.value(), replication.events};
  } catch (const BrokenPromise& broken) {
    throw BrokenReplication(model.run.seed, number, broken.what());
  }
}

}  // namespace

stats::Estimate ScenarioResult::named(std::string_view column) const {
  const auto there = std::find_if(columns.begin(), columns.end(),
                                  [&](const metrics::Column& each) { return each.name == column; });
  if (there == columns.end()) return {};
  return estimates[static_cast<std::size_t>(there - columns.begin())];
}

BrokenReplication::BrokenReplication(std::uint64_t seed, std::uint32_t number,
                                     const std::string& promise)
    : std::logic_error(fmt::format("replication {} of seed {}: {}", number, seed, promise)) {}

ScenarioResult replicate(const model::Model& model, const Execution& execution) {
  metrics::Layout layout = metrics::lay_out(model);
  std::vector<Outcome> outcomes(static_cast<std::size_t>(model.run.replications));
  std::mutex telling;
  int completed = 0;
  const auto run = [&](int index) {
    outcomes[static_cast<std::size_t>(index)] =
        run_one(model, layout, static_cast<std::uint32_t>(index) + 1);
    if (!execution.completed) return;
    const std::lock_guard<std::mutex> lock(telling);
    execution.completed(++completed);
  };
  const int done =
      do_numbered(model.run.replications, {execution.threads, execution.interrupted}, run);
  outcomes.resize(static_cast<std::size_t>(done));

  ScenarioResult result;
  std::vector<std::uint64_t> fingerprints;
  for (Outcome& outcome : outcomes) {
    result.rows.push_back(std::move(outcome.row));
    result.events += outcome.events;
    fingerprints.push_back(outcome.fingerprint);
  }
  result.fingerprint = metrics::combine(fingerprints);
  result.estimates = estimate(layout.columns, result.rows, model.run.confidence);
  WaitingListWatch list(model, layout.columns);
  for (const metrics::Row& row : result.rows)
    list.add(row);
  result.growth = list.growth();
  result.quiet_start = list.quiet_start();
  result.columns = std::move(layout.columns);
  result.plan = model.run;
  return result;
}

}  // namespace sim::experiment
