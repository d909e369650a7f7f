// sim/metrics/sentences.h: what a story says of each fact.
#pragma once

#include <string>

#include "sim/metrics/story.h"

namespace sim::metrics {

// One sentence or two; none for what happens after the patient has left, and of repeated refusals
// without its full stop.
std::string to_sentence(const model::Model& model, const StoryFact& fact);

}  // namespace sim::metrics
