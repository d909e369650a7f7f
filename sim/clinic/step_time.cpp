#include "sim/clinic/step_time.h"

namespace sim::clinic {

bool has_step(const model::Model& model, const VisitDraws& visit, std::uint32_t step) {
  const model::Use& use = model.uses[visit.use];
  const double only = model.visits[use.visit].steps[step].only;
  return only >= 1.0 || model::happens({only, use.step_only[step]}, visit.patient, visit.which);
}

Duration step_time(const model::Model& model, const VisitDraws& visit, std::uint32_t step) {
  const model::Use& use = model.uses[visit.use];
  const random::Sampler& takes = model.visits[use.visit].steps[step].takes;
  return from_milliseconds(model::draw(takes, use.step_times[step], visit.patient, visit.which));
}

Duration lengthening(const model::Model& model, const VisitDraws& visit, std::uint32_t step,
                     const model::Course& course) {
  const auto& lengthened_by = model.uses[visit.use].lengthened_by;
  Duration more{0};
  if (lengthened_by.empty()) return more;
  // A visit that was broken off and begun again is still the same infusion.
  const random::Occasion infusion{visit.which.run, visit.which.number, 0, 0};
  for (const std::uint32_t index : lengthened_by[step]) {
    const model::AdverseEvent& event = course.adverse_events[index];
    if (model::happens(event.chance, visit.patient, infusion))
      more += from_milliseconds(model::draw(event.by, visit.patient, infusion));
  }
  return more;
}

VisitLength visit_length(const model::Model& model, const VisitDraws& visit,
                         const model::Course& course) {
  VisitLength length;
  const std::vector<model::Step>& steps = model.visit_of(visit.use).steps;
  for (std::uint32_t step = 0; step < steps.size(); ++step) {
    if (!has_step(model, visit, step)) continue;
    const Duration takes = step_time(model, visit, step) + lengthening(model, visit, step, course);
    length.in_all += takes;
    if (!steps[step].after_patient) length.patient_stays += takes;
  }
  return length;
}

}  // namespace sim::clinic
