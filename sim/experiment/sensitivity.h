// sim/experiment/sensitivity.h: which of the numbers that nobody knows exactly matters most.
//
// Two answers, because each alone can mislead. The tornado sets one input at a time to the ends of
// its range and leaves the others as they stand: what it says is exact, but of one place only. The
// Latin hypercube varies all of them at once, and asks which one the figure goes along with. In
// both, every point meets the same patients.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/comparison.h"
#include "sim/experiment/replicate.h"
#include "sim/metrics/layout.h"
#include "sim/model/model.h"
#include "sim/model/uncertain_input.h"
#include "sim/stats/estimate.h"
#include "sim/stats/rank_correlation.h"

namespace sim::experiment {

// An input and the scenario with it at either end of its range.
struct AtEnds {
  model::UncertainInput input;
  model::Model low;
  model::Model high;
};

// A point of the hypercube.
struct LatinPoint {
  std::vector<double> shares;  // by input, of the way through its range
  model::Model model;
};

struct Study {
  const model::Model& base;
  std::vector<AtEnds> inputs;
  std::vector<LatinPoint> points;
  std::vector<std::string> figures;  // columns of the base
};

// A point tells the ranks of figures that are far apart; more points say more than more of these.
inline constexpr int replications_of_a_point = 2;

// What one input does to one figure while the others stay as they are.
struct Swing {
  Difference low;     // at the low end, less as it stands
  Difference high;    // at the high end, less as it stands
  Difference across;  // at the high end, less at the low end

  // The largest of them: across, unless both ends lie on the same side.
  const Difference& widest() const;
};

struct Sensitivity {
  struct Figure {
    metrics::Column column;
    stats::Estimate base;
    std::vector<Swing> swings;  // by input; adjusted for all of them
    std::vector<std::optional<stats::RankCorrelation>> correlations;  // by input; none where one of
                                                                      // the two does not vary
    std::vector<std::size_t> by_swing;        // inputs, the widest swing first
    std::vector<std::size_t> by_correlation;  // the farthest from 0 first
  };

  std::vector<model::UncertainInput> inputs;
  std::vector<Figure> figures;
  model::RunPlan plan;   // of the tornado
  int replications = 0;  // of the tornado, complete at the base and at all ends
  int replications_wanted = 0;
  int points = 0;  // complete
  int points_wanted = 0;

  bool interrupted() const { return replications < replications_wanted || points < points_wanted; }
};

// How many replications it takes in all, at most.
int replications_of(const Study& study);

// Runs the tornado, with as many replications as the base's plan asks for (until the base is as
// precise as it is to be, where it says so), and then the points; an
// interruption leaves what is complete. Throws as replicate() does. Expects: all models have the
// base's seed.
Sensitivity sensitivity(const Study& study, const Execution& execution);

// Whether the input moves the figure at all, beyond chance at that confidence.
bool moves(const Swing& swing, double confidence);

}  // namespace sim::experiment
