// sim/report/page/what_ifs.h: variants against the base, as a section of a report.
#pragma once

#include "sim/experiment/comparison.h"
#include "sim/model/model.h"
#include "sim/model/variant.h"
#include "sim/report/page/parts.h"

namespace sim::report::page {

// A chart for each of the figures that are asked for first, and what each variant changes.
// Expects: `said` has every variant that was compared.
Section what_ifs(const model::Model& base, const experiment::Comparison& comparison,
                 const model::Variants& said);

// All that is compared for people, a row a figure and variant.
Table all_differences(const experiment::Comparison& comparison);

}  // namespace sim::report::page
