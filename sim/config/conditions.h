// sim/config/conditions.h: the form of a stop rule's condition.
#pragma once

#include <utility>
#include <vector>

#include "sim/config/section.h"
#include "sim/model/condition.h"

namespace sim::config {

// Streaks are not numbered yet: that is for `resolve`, which sees all rules of a course.
struct ConditionDraft {
  model::Condition condition;
  // What it asks, and where: a response model may not have it.
  std::vector<std::pair<model::Fact, Place>> facts;
};

// "[not] fact [op value] [for N assessments]", or {all: [...]}, {any: [...]}, {none: [...]},
// {not: ...} of such.
Form<ConditionDraft> condition();

}  // namespace sim::config
