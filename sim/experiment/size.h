// sim/experiment/size.h: the smallest, or cheapest, clinic that meets its targets.
//
// A candidate meets a target if its figure does, with the confidence of the run's plan: one-sided,
// for each target apart. All must be met, and a test that asks each of several claims to hold needs
// no adjustment for their number (the intersection-union test: Berger 1982).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/experiment/replicate.h"
#include "sim/experiment/sweep.h"

namespace sim::experiment {

enum class Search : std::uint8_t {
  Everything,  // every candidate is run
  Monotone     // more of a resource is taken never to make a target worse, so that most need not be
};

// Whether the search may be Monotone: every factor is the count of a resource that goes up, and
// every target is of access or of courses completed, which more resources do not make worse.
// Elsewhere they may: one chair more can mean overtime.
Search safe_search(const std::vector<Factor>& factors, const std::vector<Point>& candidates);

struct Size {
  struct Seen {
    std::size_t candidate;  // index
    Levels levels;
    ScenarioResult result;
    bool meets;  // all targets
  };
  // How the cheapest was told from the others that meet the targets.
  struct Selected {
    double indifference;       // in money a year
    std::size_t among;         // candidates
    std::size_t replications;  // that it took, of those that stayed to the end
  };

  std::vector<Factor> factors;
  Search search = Search::Everything;
  std::size_t candidates = 0;
  std::vector<Seen> seen;           // in the order of the candidates
  std::vector<std::size_t> chosen;  // of `seen`: the cheapest, or all of the smallest; none does
  bool by_cost = false;
  std::optional<Selected> selected;
  bool interrupted = false;  // before there was an answer
};

// Expects: every candidate has targets, the same ones, and a plan of at least two replications; all
// combinations of the factors are there, in the order of full_factorial().
Size size(const std::vector<Factor>& factors, const std::vector<Point>& candidates, Search search,
          const Execution& execution);

// The total of the numbers that were varied; where a value is no number, its place in its list
// stands for it.
double extent_of(const std::vector<Factor>& factors, const Levels& levels);

}  // namespace sim::experiment
