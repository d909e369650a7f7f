// sim/config/resolve_cohort.cpp: cohorts, their screening, and how their patients respond.
#include "sim/config/at_start.h"
#include "sim/config/referrals.h"
#include "sim/config/resolving.h"
#include "sim/random/draw.h"

namespace sim::config {
namespace {

using random::Distribution;
using random::Sampler;

// What a course without assessments goes by, in files that name no response.
constexpr std::string_view without_response = "none";

// --- responses

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

model::Response response_of(Resolving& on, const std::string& name,
                            const Given<ResponseDraft>& draft) {
  model::Response response{name, model::NoResponse{}};
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

ResponseId response_named(const Resolving& on, std::string_view name) {
  for (const ResponseId id : ids(on.model.responses))
    if (on.model.responses[id].name == name) return id;
  return {};
}

// --- cohorts

model::Screening screening_of(Resolving& on, const ScreeningDraft& draft,
                              std::map<std::uint32_t, UseId>& uses) {
  model::Screening screening;
  screening.site = on.sites.of("screening/excluded");
  if (const auto visit = look_up<VisitId>(on, draft.visit, on.draft.visits, "visit")) {
    const auto there = uses.find(visit->index);
    screening.use = there != uses.end() ? there->second : add_use(on, "screening", *visit);
    uses.emplace(visit->index, *screening.use);
  }
  if (!draft.excluded) return screening;
  double sum = 0.0;
  for (const auto& [reason, share] : *draft.excluded) {
    screening.excluded.push_back({reason, value_or_nothing(share)});
    sum += screening.excluded.back().share;
  }
  constexpr double rounding = 1e-9;
  if (sum > 1.0 + rounding) {
    on.error(draft.excluded.place,
             fmt::format("the shares add up to {:.10g} %, more than 100 %", sum * 100.0));
  }
  return screening;
}

model::FactNeeds offered_by(const model::Response& response) {
  if (std::holds_alternative<model::Trajectory>(response.is)) return model::FactNeeds::Scores;
  if (std::holds_alternative<model::Hazard>(response.is)) return model::FactNeeds::Response;
  return model::FactNeeds::Nothing;
}

// What a rule asks that the response of a cohort does not have: the first such fact.
void check_facts(Resolving& on, const ConditionDraft& when, const model::Cohort& cohort) {
  const model::FactNeeds offered = offered_by(on.model.responses[cohort.response]);
  for (const auto& [fact, place] : when.facts) {
    const model::FactDescription& asked = model::fact_table[static_cast<std::size_t>(fact)];
    if (asked.needs <= offered) continue;
    const bool scores = asked.needs == model::FactNeeds::Scores;
    on.error(place,
             fmt::format("asks for {}, and patients of cohort \"{}\" have no {}", asked.name,
                         cohort.name, scores ? "scores" : "response"),
             fmt::format("give the cohort a response (model: {}), or another course",
                         scores ? "trajectory" : "hazard or trajectory"));
    return;
  }
}

void check_facts(Resolving& on, const Given<List<RuleDraft>>& rules, const model::Cohort& cohort) {
  if (!rules) return;
  for (const Given<RuleDraft>& rule : *rules) {
    if (rule && rule->when) check_facts(on, *rule->when, cohort);
  }
}

enum class ResponseKnown : std::uint8_t { No, Yes };

// Whether the cohort's response could be made out, so that more can be asked of it.
ResponseKnown resolve_response_of(Resolving& on, const CohortDraft& draft, model::Cohort& cohort) {
  const std::string name =
      draft.response.missing() ? std::string(without_response) : value_or_nothing(draft.response);
  // Positions in the table and among the definitions differ where "none" was added.
  cohort.response = response_named(on, name);
  const Named<ResponseDraft> defined = value_or_nothing(on.draft.responses);
  const auto there = defined.find(name);
  if (there == defined.end() && name == without_response) return ResponseKnown::Yes;
  const auto id = look_up<ResponseId>(on, draft.response, on.draft.responses, "response");
  if (id) on.used_responses.insert(id->index);
  return id && there->second && there->second->model ? ResponseKnown::Yes : ResponseKnown::No;
}

// A course of the cohort's patients; nothing if there is none of that name.
std::optional<CourseId> treated_with(Resolving& on, const Given<std::string>& name,
                                     const model::Cohort& cohort, ResponseKnown response) {
  const auto course = look_up<CourseId>(on, name, on.draft.courses, "course");
  if (!course) return {};
  on.used_courses.insert(course->index);
  const Given<CourseDraft>& drafted = on.draft.courses->at(*name);
  if (drafted && response == ResponseKnown::Yes) check_facts(on, drafted->stop_rules, cohort);
  return course;
}

AtStartOf resolve_treatment(Resolving& on, const CohortDraft& draft, model::Cohort& cohort) {
  const ResponseKnown response = resolve_response_of(on, draft, cohort);
  AtStartOf of{draft, cohort, treated_with(on, draft.course, cohort, response), {}};
  cohort.course = of.course.value_or(CourseId{});
  if (response == ResponseKnown::No) return of;
  const bool is_another = draft.in_course && !draft.in_course->course.missing();
  of.in_course =
      is_another ? treated_with(on, draft.in_course->course, cohort, response) : of.course;
  return of;
}

model::Cohort cohort_of(Resolving& on, const std::string& name, const CohortDraft& draft,
                        std::map<std::uint32_t, UseId>& screening_uses) {
  model::Cohort cohort;
  cohort.name = name;
  cohort.label = draft.label ? *draft.label : name;
  cohort.family = on.families.of(name);
  cohort.referral_hours = draft.referral_hours ? *draft.referral_hours : on.model.clinic.open;
  cohort.referrals = resolve_referrals(on, draft.referrals, cohort.referral_hours);
  cohort.referral_site = on.sites.of("referral");
  if (draft.screening) cohort.screening = screening_of(on, *draft.screening, screening_uses);
  if (draft.waits_at_most)
    cohort.patience = model::Quantity{Sampler(*draft.waits_at_most), on.sites.of("patience")};
  if (draft.priority) cohort.priority = *draft.priority;
  resolve_at_start(on, resolve_treatment(on, draft, cohort));
  return cohort;
}

}  // namespace

void resolve_responses(Resolving& on) {
  for (const auto& [name, draft] : responses_in_use(on.draft)) {
    check_name(on, name, at_key(draft.place));
    on.model.responses.add(response_of(on, name, draft));
  }
}

void resolve_cohorts(Resolving& on) {
  if (!on.draft.cohorts) return;
  if (on.draft.cohorts->empty())
    on.error(on.draft.cohorts.place, "there are no cohorts, so nobody is ever referred");
  std::map<std::uint32_t, UseId> screening_uses;  // by visit
  for (const auto& [name, draft] : *on.draft.cohorts) {
    check_name(on, name, at_key(draft.place));
    if (draft) {
      on.model.cohorts.add(cohort_of(on, name, *draft, screening_uses));
    } else {
      on.model.cohorts.add({});
    }
  }
  check_whose_rows(on);
}

}  // namespace sim::config
