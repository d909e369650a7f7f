// sim/report/waiting.h: what patients wait for, in a sentence.
#pragma once

#include <string>

#include "sim/experiment/replicate.h"
#include "sim/model/model.h"

namespace sim::report {

// "Most of the wait for a first infusion is for chairs: 3.1 of 5.6 days." The largest of the
// causes, which is called most of the wait only where it is more than half. Empty where nobody
// waited.
std::string largest_cause_of_waiting(const model::Model& model,
                                     const experiment::ScenarioResult& result);

}  // namespace sim::report
