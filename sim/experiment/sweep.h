// sim/experiment/sweep.h: every combination of the values of some factors.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/experiment/replicate.h"
#include "sim/experiment/result_store.h"
#include "sim/experiment/scenario_result.h"
#include "sim/model/model.h"

namespace sim::experiment {

// A path of the scenario and the values that it takes.
struct Factor {
  std::string path;
  std::vector<std::string> values;
};

// One combination: by factor, the index of its value.
using Levels = std::vector<std::size_t>;

// All combinations, the last factor changing fastest. Expects: every factor has a value.
std::vector<Levels> full_factorial(const std::vector<Factor>& factors);

// "clinic.resources.chairs=5, clinic.resources.nurses=2"
std::string name_of(const std::vector<Factor>& factors, const Levels& levels);

struct Point {
  Levels levels;
  model::Model model;
};

struct Sweep {
  struct Result {
    Levels levels;
    ScenarioResult result;
  };
  std::vector<Factor> factors;
  std::vector<Result> points;  // in the order of the points; the last may be interrupted
  std::size_t wanted = 0;

  std::size_t complete() const {
    return points.size() - (!points.empty() && points.back().result.interrupted ? 1 : 0);
  }
  bool interrupted() const { return complete() < wanted; }
};

// Runs the points one after another, each as often as its plan asks for; what the store holds is
// not run again. nullptr: nothing is kept. Throws as replicate() does.
Sweep sweep(const std::vector<Factor>& factors, const std::vector<Point>& points,
            const Execution& execution, ResultStore* store);

}  // namespace sim::experiment
