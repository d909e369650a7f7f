// sim/report/sensitivity_advice.h: which of the uncertain inputs is worth measuring first, in
// words.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/sensitivity.h"

namespace sim::report {

// By input, the last two parts of its path, as in "induction.drop_out"; the whole path where two
// would be called alike.
std::vector<std::string> short_names(const std::vector<model::UncertainInput>& inputs);

// "Wait to first infusion, p90", "Utilisation: chairs".
std::string in_words(const metrics::Column& column);

// "+4.1 ± 0.8".
std::string change(const experiment::Difference& difference);

// What is worth measuring first, for this figure. Expects: it is one of `all`.
std::string advice(const experiment::Sensitivity& all,
                   const experiment::Sensitivity::Figure& figure);

}  // namespace sim::report
