// sim/report/explain.h: a scenario in plain English, before any run.
#pragma once

#include <string>

#include "sim/base/diagnostic.h"
#include "sim/model/holds.h"
#include "sim/model/model.h"
#include "sim/model/variant.h"

namespace sim::report {

// The clinic as the model has it, defaults included; what its book can hold (`holds`, of the same
// model); what the referrals ask for; which variants the file has; and where each number came from.
// `read` is what the scenario was read with: it knows the names of the files.
std::string explain(const model::Model& model, const model::BookHolds& holds,
                    const Diagnostics& read, const model::Variants& variants = {});

}  // namespace sim::report
