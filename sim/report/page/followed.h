// sim/report/page/followed.h: the few figures that a report shows replication by replication.
//
// A row has a thousand cells and there may be thousands of rows, so that only what is drawn is
// kept.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "sim/metrics/layout.h"
#include "sim/metrics/row.h"
#include "sim/model/model.h"

namespace sim::report::page {

class Followed {
 public:
  // Of a run of that model. Its columns are those of metrics::lay_out().
  explicit Followed(const model::Model& model);

  // Replications in their order.
  void add(const metrics::Row& row);

  std::size_t replications() const { return replications_; }
  // The waiting list of each week.
  const std::vector<std::size_t>& weeks() const { return weeks_; }
  // Figures of which is shown how they settle.
  const std::vector<std::size_t>& settling() const { return settling_; }
  // By replication. Expects: one of those columns.
  const std::vector<metrics::Cell>& cells(std::size_t column) const { return cells_.at(column); }

 private:
  std::vector<std::size_t> weeks_;
  std::vector<std::size_t> settling_;
  std::map<std::size_t, std::vector<metrics::Cell>> cells_;
  std::size_t replications_ = 0;
};

}  // namespace sim::report::page
