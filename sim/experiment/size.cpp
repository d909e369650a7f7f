// sim/experiment/size.cpp: which candidates to run, and which of those that meet the targets to
// take.
#include "sim/experiment/size.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "sim/base/contract.h"
#include "sim/base/text.h"
#include "sim/experiment/in_order.h"
#include "sim/experiment/measure.h"
#include "sim/metrics/metric_table.h"
#include "sim/stats/selection.h"

namespace sim::experiment {
namespace {

using metrics::Metric;

// What more of a resource does not make worse.
bool gains_from_more(const model::Model& model, const TargetOfColumn& target,
                     const std::vector<metrics::Column>& columns) {
  static_cast<void>(model);
  switch (columns[target.column].metric) {
    case Metric::WaitToScreening:
    case Metric::WaitToFirstInfusion:
    case Metric::WaitingList:
    case Metric::GaveUpWaiting:
      return target.relation == model::Relation::AtMost;
    case Metric::StartedWithin:
    case Metric::CoursesStarted:
    case Metric::CoursesCompleted:
      return target.relation == model::Relation::AtLeast;
    default:
      return false;
  }
}

}  // namespace
}  // namespace sim::experiment
