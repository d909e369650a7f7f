// sim/report/explain_targets.cpp: what the clinic is to keep, and how often it takes to know.
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/report/explain_parts.h"

namespace sim::report {

std::string how_often_in_words(const model::RunPlan& plan) {
  if (!plan.until) return fmt::format("It is repeated {}", counted(plan.replications, "time"));
  std::vector<std::string> wanted;
  for (const model::Precision& each : plan.until->all)
    wanted.push_back(fmt::format("{} of the mean for {}", percent(each.of_mean), each.metric));
  return fmt::format(
      "It is repeated until the half-width of the interval is {} (of one unit where the mean is "
      "less than that), at least {} and at most {}",
      listed(wanted), counted(plan.until->at_least, "time"), counted(plan.replications, "time"));
}

void explain_targets(const model::Model& model, Prose& prose) {
  if (model.targets.empty()) return;
  prose.heading("Targets: what a run says was met or missed");
  for (const model::Target& target : model.targets)
    prose.say(target.text);
}

}  // namespace sim::report
