// sim/config/distribution_kinds.h: the distributions that a scenario can name, with their
// parameters.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/time.h"
#include "sim/config/files.h"
#include "sim/config/reading.h"
#include "sim/config/values.h"
#include "sim/random/distribution.h"

namespace sim::config {

struct Parameters {
  Given<double> low, mode, high, mean, sd, min, max, median, log_sd, shape, scale;
  Given<int> k;
  Given<std::vector<Given<double>>> values;
  Given<Data> file;
  Given<std::string> column;
  Given<Duration> unit;
  std::vector<double> seen;  // from the file
};

struct Kind {
  std::string_view name;
  void (*describe)(Section&, const Measure&, Parameters&);
  // Nothing if the parameters that are there do not suffice. Expects: none is broken.
  std::optional<random::Distribution> (*make)(const Parameters&);
  std::string_view needs = {};  // what does, where that is not each of them
  std::string_view example = {};
};

// nullptr if there is none of that name.
const Kind* kind_named(std::string_view name);
// All names, `discrete` too, which has no parameters but values with their shares.
std::vector<std::string> distribution_names();
// Each as a key of its own, for those who only describe the scenario.
void describe_distributions(Section& section, const Measure& measure);
bool any_broken(const Parameters& p);
// Takes the values of the file, where one is named. Mistakes are reported.
void read_seen(const Input& input, const Measure& measure, Parameters& p);

}  // namespace sim::config
