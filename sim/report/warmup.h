// sim/report/warmup.h: whether the warm-up is long enough, in a few lines and a curve for each
// level.
#pragma once

#include <string>
#include <string_view>

#include "sim/experiment/warmup.h"
#include "sim/model/model.h"

namespace sim::report {

// `variant` is the name of the what-if; empty: the scenario as it stands.
std::string warm_up_to_text(const model::Model& model, const experiment::WarmUp& warm_up,
                            std::string_view variant = {});
std::string warm_up_to_json(const model::Model& model, const experiment::WarmUp& warm_up,
                            std::string_view version, std::string_view variant = {});

}  // namespace sim::report
