// sim/config/resolve_visit.cpp: visits, their steps, and whether their needs can be met.
#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/base/text.h"
#include "sim/config/resolving.h"

namespace sim::config {
namespace {

Place place_of(const Given<Needs>& needs, const std::string& resource, const Place& otherwise) {
  const auto there = needs->find(resource);
  return there == needs->end() ? otherwise : there->second.place;
}

std::string text_of(Fraction fraction) {
  return fraction.denominator() == 1
             ? std::to_string(fraction.numerator())
             : fmt::format("{}/{}", fraction.numerator(), fraction.denominator());
}

// What a step or a whole visit asks for, by resource.
struct Needed {
  model::Units units{};
  std::uint32_t present = 0;  // one bit each
};

void add_units(Resolving& on, ResourceId id, const Given<Need>& given, Needed& into) {
  const Fraction need = std::get<Fraction>(*given);
  const model::Resource& there = on.model.resources[id];
  if (need.value() > there.staffing.most()) {
    on.error(given.place, fmt::format("needs {}, and there are never more than {} {}",
                                      text_of(need), there.staffing.most(), there.name));
  } else if (there.units_each % need.denominator() == 0) {
    into.units[id.index] = static_cast<std::int32_t>(sim::units_of(need, there.units_each));
  }
}

void add_present(Resolving& on, ResourceId id, const Given<Need>& given, Needed& into) {
  const model::Resource& there = on.model.resources[id];
  into.present |= std::uint32_t{1} << id.index;
  if (there.staffing.most() == 0) {
    on.error(given.place,
             fmt::format("asks for someone present, and there are never any {}", there.name));
  }
}

// What can never be met is an error.
Needed needed(Resolving& on, const Given<Needs>& needs) {
  Needed all;
  if (!needs || !on.draft.clinic || !on.draft.clinic->resources) return all;
  for (const auto& [name, need] : *needs) {
    const Given<std::string> resource{Given<std::string>::Standing::Written, name,
                                      at_key(need.place)};
    const auto id = look_up<ResourceId>(on, resource, on.draft.clinic->resources, "resource");
    if (!id || !need || id->index >= model::most_resources) continue;
    if (!on.sound_resources.contains(id->index)) continue;
    if (std::holds_alternative<Present>(*need)) {
      add_present(on, *id, need, all);
    } else {
      add_units(on, *id, need, all);
    }
  }
  return all;
}

// The book's length of a step. A mean that is a whole minute but for rounding is that minute.
Duration planned(const random::Sampler& takes) {
  constexpr double rounding = 1e-9;
  const double minutes = std::ceil(takes.mean() / in_milliseconds(one_minute) * (1.0 - rounding));
  return std::max<std::int64_t>(1, std::llround(minutes)) * one_minute;
}

void resolve_steps(Resolving& on, const Given<List<StepDraft>>& steps, model::Visit& visit) {
  if (!steps) return;
  if (steps->empty()) on.error(steps.place, "a visit needs at least one step");
  std::set<std::string> names;
  for (const Given<StepDraft>& given : *steps) {
    model::Step& step = visit.steps.emplace_back();
    step.planned = one_minute;
    if (!given) continue;
    step.name = value_or_nothing(given->name);
    step.after_patient = value_or_nothing(given->after_patient);
    if (given->only) step.only = *given->only;
    const Needed asked = needed(on, given->needs);
    step.needs = asked.units;
    step.present = asked.present;
    if (given->takes) step.takes = random::Sampler(*given->takes);
    if (given->takes) step.planned = planned(step.takes);
    if (!given->name) continue;
    check_name(on, step.name, given->name.place);
    if (!names.insert(step.name).second)
      on.error(given->name.place, fmt::format("two steps are called \"{}\"", step.name));
  }
}

// So much time is booked for the steps in all: the last ones are cut, or the very last stretched.
void book_for(Duration span, model::Visit& visit) {
  for (model::Step& step : visit.steps) {
    step.planned = std::min(step.planned, span);
    span -= step.planned;
  }
  if (!visit.steps.empty()) visit.steps.back().planned += span;
}

void resolve_books(Resolving& on, const Given<Duration>& books, model::Visit& visit) {
  if (!books) return;
  if (*books % one_minute == Duration{0}) {
    book_for(*books, visit);
  } else {
    on.error(books.place, fmt::format("must be whole minutes, is {}", format_duration(*books)));
  }
}

void check_order(Resolving& on, const Given<List<StepDraft>>& steps) {
  const Given<StepDraft>* last_with_patient = nullptr;
  const Given<StepDraft>* first_without = nullptr;
  for (const Given<StepDraft>& step : *steps) {
    if (!step || step->after_patient.broken()) return;
    if (!*step->after_patient) last_with_patient = &step;
    if (*step->after_patient && !first_without) first_without = &step;
    if (first_without && last_with_patient == &step) {
      on.error((*first_without)->after_patient.place,
               fmt::format("the patient has left, but is there again in step \"{}\"", *step->name),
               "steps after the patient has left come last");
      return;
    }
  }
  if (first_without && !last_with_patient)
    on.error((*first_without)->after_patient.place, "the patient is there in none of the steps");
}

// What happens at a visit that has none of the steps that not every visit has.
void check_only(Resolving& on, const Given<List<StepDraft>>& steps) {
  const Given<double>* first = nullptr;
  for (const Given<StepDraft>& step : *steps) {
    if (!step || step->after_patient.broken() || step->only.broken()) return;
    if (*step->after_patient) continue;
    if (*step->only >= 1.0) return;
    if (!first) first = &step->only;
  }
  if (first) {
    on.error(first->place,
             "no step with the patient is part of every visit, so that some visits have none",
             "take only away from one step with the patient");
  }
}

// A step and what is held throughout may ask for the same resource.
void check_sums(Resolving& on, const VisitDraft& draft, const model::Visit& visit) {
  for (std::size_t i = 0; i < visit.steps.size(); ++i) {
    for (const ResourceId id : ids(on.model.resources)) {
      const model::Resource& resource = on.model.resources[id];
      if (id.index >= model::most_resources || visit.steps[i].needs[id.index] == 0) continue;
      const std::int32_t sum = visit.steps[i].needs[id.index] + visit.throughout[id.index];
      const Given<StepDraft>& step = (*draft.steps)[i];
      if (sum > resource.staffing.most() * resource.units_each) {
        on.error(place_of(step->needs, resource.name, step.place),
                 fmt::format("needs, with what is held throughout, {} in all, and there are never "
                             "more than {} {}",
                             text_of(Fraction(sum, resource.units_each)), resource.staffing.most(),
                             resource.name));
      }
    }
  }
}

bool is_readable(const VisitDraft& draft) {
  if (draft.throughout.broken() || draft.books.broken()) return false;
  if (!draft.steps || draft.steps->empty()) return false;
  return std::all_of(draft.steps->begin(), draft.steps->end(), [](const Given<StepDraft>& step) {
    return step && step->takes && !step->needs.broken();
  });
}

model::Visit visit_of(Resolving& on, const std::string& name, const Given<VisitDraft>& draft) {
  model::Visit visit;
  visit.name = name;
  if (!draft) return visit;
  const std::size_t errors = on.found.errors();
  visit.throughout = needed(on, draft->throughout).units;
  resolve_steps(on, draft->steps, visit);
  resolve_books(on, draft->books, visit);
  if (draft->steps) check_order(on, draft->steps);
  if (draft->steps) check_only(on, draft->steps);
  if (is_readable(*draft) && on.found.errors() == errors) check_sums(on, *draft, visit);
  return visit;
}

double units_in_all(const model::Resource& resource) {
  return static_cast<double>(resource.staffing.most()) * resource.units_each;
}

// The most units of a resource that visits can hold throughout for each unit of another that they
// hold throughout; nothing where some hold none of the other.
std::optional<double> held_per_unit(const model::Model& model, ResourceId resource,
                                    ResourceId other) {
  double most = 0.0;
  for (const model::Visit& visit : model.visits) {
    if (visit.throughout[resource.index] == 0) continue;
    if (visit.throughout[other.index] == 0) return std::nullopt;
    most = std::max(most, static_cast<double>(visit.throughout[resource.index]) /
                              visit.throughout[other.index]);
  }
  return most;
}

// The most units of a resource that visits can hold throughout at once: all there are, or what the
// scarcest other resource that they all hold lets them.
double most_held(const model::Model& model, ResourceId resource) {
  double most = units_in_all(model.resources[resource]);
  for (const ResourceId other : ids(model.resources)) {
    if (const auto per_unit = held_per_unit(model, resource, other))
      most = std::min(most, *per_unit * units_in_all(model.resources[other]));
  }
  return most;
}

// Patients who all hold a part of a resource throughout and wait for more of it wait for ever.
void check_gridlock(Resolving& on, const VisitDraft& draft, const model::Visit& visit) {
  for (const ResourceId id : ids(on.model.resources)) {
    const model::Resource& resource = on.model.resources[id];
    if (visit.throughout[id.index] == 0) continue;
    const double left = units_in_all(resource) - most_held(on.model, id);
    for (std::size_t i = 1; i < visit.steps.size(); ++i) {
      if (visit.steps[i].needs[id.index] <= left) continue;
      const Given<StepDraft>& step = (*draft.steps)[i];
      on.error(place_of(step->needs, resource.name, step.place),
               fmt::format("patients who hold {} throughout can take up so many that each waits "
                           "for more in this step, for ever",
                           resource.name),
               fmt::format("ask for {} step by step instead of throughout, or have more of them",
                           resource.name));
      return;
    }
  }
}

}  // namespace

void resolve_visits(Resolving& on) {
  if (!on.draft.visits) return;
  for (const auto& [name, draft] : *on.draft.visits) {
    check_name(on, name, at_key(draft.place));
    const auto index = static_cast<std::uint32_t>(on.model.visits.size());
    const std::size_t errors = on.found.errors();
    const model::Visit visit = visit_of(on, name, draft);
    if (draft && is_readable(*draft) && on.found.errors() == errors) on.sound_visits.insert(index);
    for (const ResourceId id : ids(on.model.resources)) {
      if (id.index < model::most_resources && visit.throughout[id.index] > 0)
        on.model.resources[id].held_throughout = true;
    }
    on.model.visits.add(visit);
  }
  if (!on.clinic_is_sound || on.sound_visits.size() < on.model.visits.size() ||
      on.model.resources.size() > model::most_resources) {
    return;
  }
  std::uint32_t index = 0;
  for (const auto& [name, draft] : *on.draft.visits)
    check_gridlock(on, *draft, on.model.visits[VisitId{index++}]);
}

}  // namespace sim::config
