// sim/model/quantity.h: numbers of a model that chance decides, each with the site of its draws.
#pragma once

#include <cstdint>

#include "sim/base/time.h"
#include "sim/random/distribution.h"
#include "sim/random/draw.h"

namespace sim::model {

// The hash of a quantity's canonical name, as in "course/induction/drop_out": with the patient's
// key and the occasion it is the address of a draw. Made by `resolve`, which refuses equal hashes.
using Site = std::uint64_t;

// A quantity that may vary. Durations are in milliseconds, everything else in its own unit.
struct Quantity {
  random::Sampler sampler;  // by default the constant 0
  Site site = 0;
};

// The probability of a yes.
struct Chance {
  double probability = 0.0;
  Site site = 0;
};

// The value of a sampler at an address.
inline double draw(const random::Sampler& sampler, Site site, random::Key who,
                   random::Occasion which) {
  return sampler.at(random::uniform(who, site, which));
}
inline double draw(const Quantity& quantity, random::Key who, random::Occasion which) {
  return draw(quantity.sampler, quantity.site, who, which);
}

// Monotone in the uniform, like every sampler: a larger chance turns some noes into yeses and no
// yes into a no.
inline bool happens(const Chance& chance, random::Key who, random::Occasion which) {
  return chance.probability > 0.0 && random::uniform(who, chance.site, which) < chance.probability;
}

}  // namespace sim::model
