#include "sim/clinic/disposition.h"

#include <algorithm>
#include <cmath>
#include <variant>

namespace sim::clinic {
namespace {

double logit(double p) { return std::log(p / (1.0 - p)); }
double logistic(double x) { return 1.0 / (1.0 + std::exp(-x)); }

// What the parts of the larger plan that a patient has come to.
struct Plan {
  std::uint32_t parts = 0;
  double gain = 1.0;
  double half_life = 1.0;
  double drop_out = 1.0;
};

Plan plan_of(const model::Cohort& cohort, random::Key patient) {
  Plan plan;
  for (std::size_t i = 0; i < cohort.with.size(); ++i) {
    const model::PlanPart& part = cohort.with[i];
    if (!model::happens(part.share, patient, {})) continue;
    plan.parts |= std::uint32_t{1} << i;
    plan.gain *= part.gain;
    plan.half_life *= part.half_life;
    plan.drop_out *= part.drop_out;
  }
  return plan;
}

struct Dispose {
  random::Key patient;
  double clinic_effect;
  const Plan& plan;

  Disposition operator()(const model::NoResponse& /*none*/) const { return {}; }

  Disposition operator()(const model::Hazard& hazard) const {
    Disposition drawn;
    drawn.can_respond = !model::happens(hazard.never, patient, {});
    return drawn;
  }

  Disposition operator()(const model::Trajectory& trajectory) const {
    Disposition drawn;
    drawn.baseline = model::draw(trajectory.baseline, patient, {});
    drawn.ceiling = model::happens(trajectory.capable, patient, {})
                        ? model::draw(trajectory.ceiling, patient, {})
                        : model::ceiling_of_the_others;
    // A gain of 0 or 1 has an infinite logit: no effect moves it.
    const double gain = model::draw(trajectory.gain, patient, {});
    drawn.gain = clinic_effect == 0.0 ? gain : logistic(logit(gain) + clinic_effect);
    drawn.gain = std::min(1.0, drawn.gain * plan.gain);
    drawn.half_life = model::draw(trajectory.half_life, patient, {}) * plan.half_life;
    return drawn;
  }
};

}  // namespace

Disposition dispose(const model::Cohort& cohort, const model::Response& response,
                    random::Key patient, double clinic_effect) {
  const Plan plan = plan_of(cohort, patient);
  Disposition drawn = std::visit(Dispose{patient, clinic_effect, plan}, response.is);
  drawn.parts = plan.parts;
  drawn.drop_out = plan.drop_out;
  return drawn;
}

double improvement_at(const Disposition& disposition, Time at) {
  if (disposition.f == 0.0) return 0.0;
  const double since = in_milliseconds(at - disposition.latest_infusion);
  const double decaying = std::max(since - in_milliseconds(one_day), 0.0);
  return disposition.f * std::exp2(-decaying / disposition.half_life);
}

}  // namespace sim::clinic
