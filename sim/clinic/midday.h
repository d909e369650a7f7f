// sim/clinic/midday.h: the middle of the day: clinics that close then, rotas that dip, and the same
// clinic doing otherwise.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/model/calendar.h"
#include "sim/model/holds.h"
#include "sim/model/model.h"

namespace sim::clinic {

// A longer pause is no midday: the clinic then has two half days.
inline constexpr Duration longest_midday = std::chrono::hours{3};

// The spans between two openings of one day.
model::WeeklyHours pauses(const model::WeeklyHours& open);

// The spans inside an opening in which fewer of some resource are there than at some time before
// and at some time after it, by the staffing of the date.
model::WeeklyHours dips(const model::Model& model, Date date);

// Who is there around each of the spans, each pattern once, of the resources that are fewer then.
std::vector<model::AroundMidday> fewer_during(const model::Model& model,
                                              const model::WeeklyHours& spans, Date date);

enum class Midday : std::uint8_t {
  All,  // as many as are there both before and after
  Half  // half of them, rounded up, of what no visit holds from its first step to its last
};
// The clinic open through the spans. Expects: they are its pauses.
model::Model open_through(const model::Model& model, const model::WeeklyHours& spans, Midday staff);

// The clinic closed during the spans.
model::Model closed_during(const model::Model& model, const model::WeeklyHours& spans);

}  // namespace sim::clinic
