// tests/support/random_model.h: the models of made-up scenarios; those that are refused are left
// out.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/base/diagnostic.h"
#include "sim/config/compile.h"
#include "sim/model/model.h"
#include "tests/support/random_scenario.h"

namespace sim::tests {

inline std::optional<model::Model> random_model(std::uint64_t seed, Order order = Order::AsMade) {
  Diagnostics found;
  return config::compile(random_scenario(seed, order), "random.yaml", {}, found);
}

}  // namespace sim::tests
