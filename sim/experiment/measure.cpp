// sim/experiment/measure.cpp: the clinic with its observers.
#include "sim/experiment/measure.h"

#include <fmt/format.h>

#include "sim/base/contract.h"
#include "sim/clinic/replication.h"
#include "sim/metrics/collector.h"
#include "sim/metrics/fingerprint.h"

namespace sim::experiment {
namespace {

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

}  // namespace

BrokenReplication::BrokenReplication(std::uint64_t seed, std::uint32_t number,
                                     const std::string& promise)
    : std::logic_error(fmt::format("replication {} of seed {}: {}", number, seed, promise)) {}

Measured measure(const model::Model& model, const metrics::Layout& layout, std::uint32_t number) {
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

}  // namespace sim::experiment
