// sim/report/page/words.h: words that several parts of a report use.
#pragma once

#include <string>

#include "sim/experiment/portrait.h"
#include "sim/stats/estimate.h"

namespace sim::report::page {

// An access time that is estimated in days: "6.7 days"; below one day "3.9 hours".
std::string wait_in_words(const stats::Estimate& days);

// "replications 1 to 50".
std::string replications_in_words(const experiment::Portrait& portrait);

}  // namespace sim::report::page
