// sim/config/resolve_plan_parts.cpp: what else the treatment plan of a cohort holds.
#include <array>

#include "sim/config/cohorts.h"
#include "sim/config/courses.h"

namespace sim::config {
namespace {

constexpr std::string_view how_visits_look = "write it as in visit: therapy, every: 1 week";

// Only patients of a trajectory have a gain and a half-life to be changed.
void check_factors(Resolving& on, const PlanPartDraft& draft, const model::Cohort& cohort) {
  const model::Response& response = on.model.responses[cohort.response];
  if (std::holds_alternative<model::Trajectory>(response.is)) return;
  using Changed = std::pair<const Given<double>*, std::string_view>;
  for (const auto& [factor, what] :
       std::array{Changed{&draft.gain, "gain"}, Changed{&draft.half_life, "half-life"}}) {
    if (!*factor || **factor == 1.0) continue;
    on.error(
        factor->place,
        fmt::format("changes the {}, and patients of cohort \"{}\" have none", what, cohort.name),
        "give the cohort a response (model: trajectory), or take the factor away");
  }
}

// That there are visits and that it is said when go together.
void check_visits(Resolving& on, const Given<PlanPartDraft>& draft) {
  const auto missing = [&](std::string_view key) {
    on.error(at_key(draft.place), fmt::format("the key \"{}\" is missing", key),
             std::string(how_visits_look));
  };
  const bool has_times = !draft->every.missing() || !draft->window.missing();
  if (draft->visit.missing() && has_times) missing("visit");
  if (draft->every.missing() && (!draft->visit.missing() || !draft->window.missing()))
    missing("every");
}

void warn_of_no_effect(Resolving& on, const Given<PlanPartDraft>& draft) {
  const auto is_idle = [](const Given<double>& factor) { return factor && *factor == 1.0; };
  if (!is_idle(draft->gain) || !is_idle(draft->half_life) || !is_idle(draft->drop_out)) return;
  if (!draft->visit.missing() || !draft->every.missing() || !draft->window.missing()) return;
  on.warning(at_key(draft.place), "has no effect, because it changes nothing and has no visits",
             "write what it changes, as in gain: x 1.2, or its visits, as in visit: therapy, "
             "every: 1 week");
}

model::PlanPart part_of(Resolving& on, const std::string& name, const PlanPartDraft& draft) {
  const std::string path = "with/" + name;
  model::PlanPart part;
  part.name = name;
  part.share = {value_or_nothing(draft.share), on.sites.of(path + "/share")};
  part.spacing = on.sites.of(path + "/spacing");
  if (draft.gain) part.gain = *draft.gain;
  if (draft.half_life) part.half_life = *draft.half_life;
  if (draft.drop_out) part.drop_out = *draft.drop_out;
  part.every = every_of(on, draft.every, draft.window, "visit");
  if (const auto visit = look_up<VisitId>(on, draft.visit, on.draft.visits, "visit"))
    part.use = use_of(on, path, *visit);
  return part;
}

}  // namespace

void resolve_plan_parts(Resolving& on, const Given<Named<PlanPartDraft>>& parts,
                        ResponseKnown response, model::Cohort& cohort) {
  if (!parts) return;
  for (const auto& [name, draft] : *parts) {
    check_name(on, name, at_key(draft.place));
    if (!draft) continue;
    cohort.with.push_back(part_of(on, name, *draft));
    check_visits(on, draft);
    if (response == ResponseKnown::Yes) check_factors(on, *draft, cohort);
    warn_of_no_effect(on, draft);
  }
  if (parts->size() > model::most_plan_parts) {
    on.error(at_key(parts.place), fmt::format("there are {} parts, at most {} are possible",
                                              parts->size(), model::most_plan_parts));
  }
}

}  // namespace sim::config
