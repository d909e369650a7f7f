// sim/report/verdicts.h: what came of the targets, in plain words.
#pragma once

#include <string>

#include "sim/experiment/replicate.h"

namespace sim::report {

// A section of the table, begun by an empty line; nothing where there are no targets. Lines are at
// most 100 characters long where the targets are.
std::string verdicts_in_words(const experiment::ScenarioResult& result);

}  // namespace sim::report
