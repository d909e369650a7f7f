#include "sim/report/stress.h"

#include <fmt/format.h>

#include "sim/report/prose.h"
#include "sim/report/stress_parts.h"

namespace sim::report {
namespace {

void say_what_this_is(const Study& study, int blanks, Markdown& page) {
  const std::string& variant = study.variants.chosen;
  page.heading(1, fmt::format("STRESS-DES: {}{}", plain(study.model.name),
                              variant.empty() ? "" : ", variant: " + plain(variant)));
  page.say(fmt::format(
      "The reporting checklist for discrete-event simulation studies of Monks, T., Currie, C. S. "
      "M., Onggo, B. S., Robinson, S., Kunc, M. and Taylor, S. J. E. (2019), \"Strengthening the "
      "reporting of empirical simulation studies: Introducing the STRESS guidelines\", Journal of "
      "Simulation 13(1), 55-67, https://doi.org/10.1080/17477778.2018.1442155. chairtime {} has "
      "filled it in from the scenario, which is all that it knows of the study. {}: lines that "
      "begin with `___`.",
      plain(study.implementation.version),
      blanks == 1 ? "One thing is left to the author"
                  : fmt::format("{} things are left to the author", blanks)));
}

}  // namespace

std::string stress(const model::Model& model, const model::Variants& variants,
                   const Diagnostics& read, const Implementation& implementation) {
  const Study study{model, variants, read, implementation, metrics::list_scopes(model).front()};
  Markdown items;
  stress_objectives(study, items);
  stress_overview(study, items);
  stress_logic(study, items);
  stress_algorithms(study, items);
  stress_components(study, items);
  stress_data(study, items);
  stress_experimentation(study, items);
  stress_implementation(study, items);
  Markdown page;
  say_what_this_is(study, items.blanks(), page);
  page.blocks(items.text());
  return page.text();
}

}  // namespace sim::report
