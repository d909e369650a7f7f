// sim/metrics/columns.h: the columns of a model's results, given where everything is tallied.
#pragma once

#include "sim/metrics/layout.h"

namespace sim::metrics {

// The columns in the order of the metric table; of one metric first the whole, then what its
// natural label breaks down, then the cohorts and courses.
// Expects: everything of the layout but its columns is laid out.
std::vector<Column> list_columns(const model::Model& model, const Layout& layout);

}  // namespace sim::metrics
