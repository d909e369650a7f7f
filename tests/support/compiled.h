// tests/support/compiled.h: a model from YAML text, or a failed test that says what is wrong.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/config/compile.h"
#include "sim/model/model.h"

namespace sim::tests {

// Throws, and so fails the test, where the text is no scenario.
inline model::Model compiled(const std::string& yaml,
                             const std::vector<std::string>& overrides = {},
                             const config::FileReader& files = {}) {
  Diagnostics found;
  auto model = config::compile(yaml, "test.yaml", overrides, found, files);
  if (!model) throw std::invalid_argument(render_all(found) + yaml);
  return *std::move(model);
}

}  // namespace sim::tests
