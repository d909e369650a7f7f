// sim/experiment/sweep.cpp: points one after another, each replicated.
#include "sim/experiment/sweep.h"

#include "sim/base/contract.h"

namespace sim::experiment {

std::vector<Levels> full_factorial(const std::vector<Factor>& factors) {
  std::vector<Levels> all = {{}};
  for (const Factor& factor : factors) {
    SIM_EXPECTS(!factor.values.empty());
    std::vector<Levels> longer;
    for (const Levels& levels : all) {
      for (std::size_t value = 0; value < factor.values.size(); ++value) {
        longer.push_back(levels);
        longer.back().push_back(value);
      }
    }
    all = std::move(longer);
  }
  return all;
}

std::string name_of(const std::vector<Factor>& factors, const Levels& levels) {
  std::string name;
  for (std::size_t i = 0; i < factors.size(); ++i)
    name += (i == 0 ? "" : ", ") + factors[i].path + "=" + factors[i].values[levels[i]];
  return name;
}

Sweep sweep(const std::vector<Factor>& factors, const std::vector<Point>& points,
            const Execution& execution, ResultStore* store) {
  Sweep sweep{factors, {}, points.size()};
  int done = 0;
  for (const Point& point : points) {
    Execution of_point = execution;
    of_point.kept = {store, name_of(factors, point.levels)};
    if (execution.completed)
      of_point.completed = [&](int replications) { execution.completed(done + replications); };
    ScenarioResult result = replicate(point.model, of_point);
    if (result.replications == 0) break;
    done += point.model.run.replications;
    sweep.points.push_back({point.levels, std::move(result)});
    if (sweep.points.back().result.interrupted) break;
  }
  return sweep;
}

}  // namespace sim::experiment
