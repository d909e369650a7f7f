// tests/support/compiled.h: a model from YAML text, or a failed test that says what is wrong.
#pragma once

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/config/compile.h"
#include "sim/model/model.h"

namespace sim::tests {

// Throws, and so fails the test, where the text is no scenario.
inline model::Model compiled(const std::string& yaml,
                             const std::vector<std::string>& overrides = {}) {
  Diagnostics found;
  auto model = config::compile(yaml, "test.yaml", overrides, found);
  if (!model) throw std::invalid_argument(render_all(found) + yaml);
  return *std::move(model);
}

// The text of a file of the checkout, as in "scenarios/smallest.yaml".
inline std::string text_of(const std::string& path) {
  std::ifstream file(std::string(CHAIRTIME_SOURCE_DIR) + "/" + path);
  if (!file) throw std::invalid_argument("cannot read " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace sim::tests
