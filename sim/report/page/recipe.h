// sim/report/page/recipe.h: how somebody else comes to the numbers of a report.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/model/model.h"
#include "sim/report/page/pages.h"
#include "sim/report/page/parts.h"

namespace sim::report::page {

// Without a fingerprint where a report is of many scenarios.
Recipe recipe(const model::Model& model, const Edition& edition,
              std::optional<std::uint64_t> fingerprint);

}  // namespace sim::report::page
