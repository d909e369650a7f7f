// sim/report/page/words.h: words that several parts of a report use.
#pragma once

#include <string>
#include <string_view>

#include "sim/experiment/portrait.h"
#include "sim/stats/estimate.h"

namespace sim::report::page {

// An access time that is estimated in days: "6.7 days"; below one day "3.9 hours".
std::string wait_in_words(const stats::Estimate& days);

// The name of an element: what a scenario's author called something may hold anything. Other names
// give other ids.
std::string id_of(std::string_view kind, std::string_view name);

// "replications 1 to 50".
std::string replications_in_words(const experiment::Portrait& portrait);

}  // namespace sim::report::page
