// sim/report/origins.h: how well founded the numbers of a scenario are, for whoever asks "and how
// sure is this?".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/model/model.h"

namespace sim::report {

// With a source or as an assumption; by default; without either.
enum class Standing : std::uint8_t { Reasoned, Default, Bare };

Standing standing_of(const model::Provenance& number);

using Numbers = std::vector<const model::Provenance*>;

// In the order of the file. The format's version is no number of the clinic.
Numbers numbers_of(const model::Model& model, Standing standing);

// Of a number with that path; nullptr if there is none.
const model::Provenance* number_at(const model::Model& model, const std::string& path);

// Whether it was given on the command line, not in a file.
bool is_override(const model::Provenance& number, const Diagnostics& read);

// What holds by default, in several places perhaps: then the path has `*` for the names in it.
struct InForce {
  std::string path;
  std::string value;
  int places = 1;
};

// Of what the scenario's mode of booking looks at.
std::vector<InForce> defaults_in_force(const model::Model& model);

}  // namespace sim::report
