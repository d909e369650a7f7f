// sim/report/page/sources.h: where the numbers of a scenario came from, as a section of a report.
#pragma once

#include "sim/model/model.h"
#include "sim/report/page/parts.h"

namespace sim::report::page {

// What has a source or is said to be an assumption, then what has neither; defaults last.
Section sources(const model::Model& model);

}  // namespace sim::report::page
