// sim/report/verdicts.h: what came of the targets, in plain words.
#pragma once

#include <string>
#include <string_view>

#include "sim/experiment/replicate.h"

namespace sim::report {

// "met", "probably missed", "unknown": only probable where it is less sure than the intervals are.
std::string_view in_a_word(const experiment::Verdict& verdict, double confidence);

// "18.4 ± 1.2 days, 99 % confident; met in 4 of 50 replications"
std::string grounds(const experiment::Verdict& verdict, int replications);

// A section of the table, begun by an empty line; nothing where there are no targets. Lines are at
// most 100 characters long where the targets are.
std::string verdicts_in_words(const experiment::ScenarioResult& result);

}  // namespace sim::report
