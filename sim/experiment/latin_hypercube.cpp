// sim/experiment/latin_hypercube.cpp: a permutation of the strata for each input.
#include "sim/experiment/latin_hypercube.h"

#include <algorithm>
#include <numeric>

#include "sim/random/draw.h"

namespace sim::experiment {
namespace {

using random::Key;

// The address: the experiment's point, the input's path; the lane is the first or second number.
constexpr std::uint16_t turn = 0;
constexpr std::uint16_t place = 1;

double draw(Key experiment, std::size_t point, const std::string& path, std::uint16_t lane) {
  random::Occasion which;
  which.lane = lane;
  return random::uniform(random::member_key(experiment, point), random::hash64(path), which);
}

// By point, its stratum: the points in the order of numbers drawn for them.
std::vector<std::size_t> strata(Key experiment, const std::string& path, std::size_t points) {
  std::vector<double> turns;
  for (std::size_t point = 0; point < points; ++point)
    turns.push_back(draw(experiment, point, path, turn));
  std::vector<std::size_t> order(points);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return turns[a] < turns[b]; });
  std::vector<std::size_t> stratum(points);
  for (std::size_t i = 0; i < points; ++i)
    stratum[order[i]] = i;
  return stratum;
}

}  // namespace

std::vector<std::vector<double>> latin_hypercube(std::uint64_t seed,
                                                 const std::vector<std::string>& paths,
                                                 std::size_t points) {
  // Replications count from 1: the clinic never draws here.
  const Key experiment = random::family_key(seed, random::hash64("experiment"), 0);
  std::vector<std::vector<double>> shares(points);
  for (const std::string& path : paths) {
    const std::vector<std::size_t> stratum = strata(experiment, path, points);
    for (std::size_t point = 0; point < points; ++point) {
      const double within = draw(experiment, point, path, place);
      shares[point].push_back((static_cast<double>(stratum[point]) + within) /
                              static_cast<double>(points));
    }
  }
  return shares;
}

}  // namespace sim::experiment
