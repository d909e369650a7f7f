// sim/config/resolve.h: the draft of a scenario made into a model.
//
// Names are looked up, tables are numbered by name, needs become whole units, every quantity gets
// the site of its draws, and what cannot work together is reported. A part that could not be read
// is passed over in silence: it has been reported.
#pragma once

#include <optional>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/config/draft.h"
#include "sim/model/model.h"

namespace sim::config {

// Nothing if `found` holds an error afterwards, from here or from reading.
std::optional<model::Model> resolve(const Draft& draft, std::vector<model::Provenance> provenance,
                                    Diagnostics& found);

}  // namespace sim::config
