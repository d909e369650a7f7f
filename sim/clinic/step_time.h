// sim/clinic/step_time.h: which steps a visit has, and how long they take.
//
// Draws with addresses, so a visit that is only thought of takes as long as it would have taken.
#pragma once

#include <cstdint>

#include "sim/base/time.h"
#include "sim/model/model.h"
#include "sim/random/draw.h"

namespace sim::clinic {

// One visit of a patient: as what it is used, and the address of its draws.
struct VisitDraws {
  UseId use;
  random::Key patient = 0;
  random::Occasion which;
};

// Whether the visit has the step: some have not every one.
bool has_step(const model::Model& model, const VisitDraws& visit, std::uint32_t step);

Duration step_time(const model::Model& model, const VisitDraws& visit, std::uint32_t step);
// How much longer adverse events of the course make the step, at an infusion of it.
Duration lengthening(const model::Model& model, const VisitDraws& visit, std::uint32_t step,
                     const model::Course& course);

// An infusion visit without any waiting.
struct VisitLength {
  Duration patient_stays{};
  Duration in_all{};  // cleaning included
};
VisitLength visit_length(const model::Model& model, const VisitDraws& visit,
                         const model::Course& course);

}  // namespace sim::clinic
