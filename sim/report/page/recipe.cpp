// sim/report/page/recipe.cpp: the command, the program, the seed and the scenario.
#include "sim/report/page/recipe.h"

#include "sim/base/text.h"

namespace sim::report::page {

Recipe recipe(const model::Model& model, const Edition& edition,
              std::optional<std::uint64_t> fingerprint) {
  Recipe recipe{edition.command, {}, model.written_out};
  recipe.facts.emplace_back("chairtime", edition.version);
  recipe.facts.emplace_back("seed", std::to_string(model.run.seed));
  if (fingerprint) recipe.facts.emplace_back("fingerprint", in_hexadecimal(*fingerprint));
  return recipe;
}

}  // namespace sim::report::page
