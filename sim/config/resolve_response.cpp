// sim/config/resolve_response.cpp: how patients respond.
#include "sim/config/cohorts.h"

namespace sim::config {
namespace {

using random::Distribution;
using random::Sampler;

struct QuantityOf {
  Resolving& on;
  const std::string& response;

  model::Site site(std::string_view name) const {
    return on.sites.of(fmt::format("response/{}/{}", response, name));
  }
  model::Quantity quantity(std::string_view name, const Given<Distribution>& given) const {
    return {given ? Sampler(*given) : Sampler(), site(name)};
  }
  model::Chance chance(std::string_view name, const Given<double>& given) const {
    return {value_or_nothing(given), site(name)};
  }
};

Sampler noise_of(double sd) {
  if (sd > 0.0) return Sampler(random::Normal{0.0, sd});
  return {};
}

void check_baseline(Resolving& on, const ResponseDraft& draft) {
  if (!draft.baseline || !draft.scale) return;
  const double least = random::lowest(*draft.baseline);
  const double most = random::highest(*draft.baseline);
  const model::Scale& scale = *draft.scale;
  const std::string hint =
      "cut it with min and max, as in {normal: {mean: 33, sd: 6, min: 20, max: 54}}";
  if (least < scale.lowest || most > scale.highest) {
    on.error(draft.baseline.place,
             fmt::format("a baseline can be outside the scale, which goes from {:g} to {:g}",
                         scale.lowest, scale.highest),
             hint);
  } else if (least <= 0.0) {
    on.error(draft.baseline.place, "a baseline of 0 leaves nothing to improve", hint);
  }
}

model::Trajectory trajectory(Resolving& on, const std::string& name, const ResponseDraft& draft) {
  const QuantityOf of{on, name};
  check_baseline(on, draft);
  model::Trajectory trajectory;
  trajectory.scale = value_or_nothing(draft.scale);
  trajectory.response_at = value_or_nothing(draft.response_at);
  trajectory.baseline = of.quantity("baseline", draft.baseline);
  trajectory.capable = of.chance("capable", draft.capable);
  trajectory.ceiling = of.quantity("ceiling", draft.ceiling);
  trajectory.gain = of.quantity("gain", draft.gain);
  trajectory.clinic_effect = of.quantity("clinic_effect", draft.clinic_effect);
  trajectory.half_life = of.quantity("half_life", draft.half_life);
  trajectory.noise = noise_of(value_or_nothing(draft.noise));
  return trajectory;
}

model::Hazard hazard(Resolving& on, const std::string& name, const ResponseDraft& draft) {
  model::Hazard hazard;
  if (draft.hazard) {
    for (const Given<double>& chance : *draft.hazard)
      hazard.chances.push_back(value_or_nothing(chance));
    if (hazard.chances.empty())
      on.error(draft.hazard.place, "expected at least one share, found an empty list");
  }
  hazard.loss = value_or_nothing(draft.loss);
  hazard.never = QuantityOf{on, name}.chance("never", draft.never);
  return hazard;
}

// How long after a course those who respond relapse; nothing where their response decays by itself.
std::optional<model::Quantity> relapse_of(Resolving& on, const std::string& name,
                                          const ResponseDraft& draft) {
  if (!draft.relapse) return {};
  if (const auto* span = std::get_if<Distribution>(&*draft.relapse))
    return model::Quantity{Sampler(*span), QuantityOf{on, name}.site("relapse")};
  if (*draft.model == ResponseModel::Hazard) {
    on.error(draft.relapse.place, "a hazard has no scores that could decay",
             "write how long after a course, as in relapse: {exponential: {mean: 12 weeks}}");
  }
  return {};
}

model::Response response_of(Resolving& on, const std::string& name,
                            const Given<ResponseDraft>& draft) {
  model::Response response;
  response.name = name;
  if (!draft || !draft->model) return response;
  switch (*draft->model) {
    case ResponseModel::None:
      break;
    case ResponseModel::Hazard:
      response.is = hazard(on, name, *draft);
      break;
    case ResponseModel::Trajectory:
      response.is = trajectory(on, name, *draft);
      break;
  }
  response.relapse = relapse_of(on, name, *draft);
  if (name == without_response && *draft->model != ResponseModel::None) {
    on.error(draft.place, "the name \"none\" is kept for courses without assessments",
             "give the response another name");
  }
  return response;
}

// Whether a cohort goes by the response that need not be defined.
bool has_no_response(const Given<CohortDraft>& cohort) {
  return cohort && (cohort->response.missing() ||
                    (cohort->response && *cohort->response == without_response));
}

// The drafts by name, with the one that need not be defined where a cohort goes by it.
Named<ResponseDraft> responses_in_use(const Draft& draft) {
  Named<ResponseDraft> all = value_or_nothing(draft.responses);
  if (!draft.cohorts) return all;
  for (const auto& [name, cohort] : *draft.cohorts) {
    if (has_no_response(cohort)) {
      Given<ResponseDraft> none;
      none.standing = Given<ResponseDraft>::Standing::Default;
      all.emplace(without_response, none);
    }
  }
  return all;
}

}  // namespace

void resolve_responses(Resolving& on) {
  for (const auto& [name, draft] : responses_in_use(on.draft)) {
    check_name(on, name, at_key(draft.place));
    on.model.responses.add(response_of(on, name, draft));
  }
}

}  // namespace sim::config
