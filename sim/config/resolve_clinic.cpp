// sim/config/resolve_clinic.cpp: hours, and who is on duty when.
#include <algorithm>
#include <optional>

#include "sim/config/resolving.h"
#include "sim/model/wait_cause.h"

namespace sim::config {
namespace {

using model::Rota;
using model::WeeklyHours;

constexpr std::int64_t most_units_each = 32'767;

// Who is on duty from some date on, and the hours that a later count alone keeps.
struct OnDuty {
  Rota rota;
  std::optional<WeeklyHours> hours;  // none where a rota has the counts in it
};

OnDuty on_duty(Resolving& on, const Place& place, const StaffDraft& draft,
               const std::optional<WeeklyHours>& hours_before) {
  if (const Rota* rota = draft.on ? std::get_if<Rota>(&*draft.on) : nullptr) {
    if (draft.count) {
      on.error(draft.count.place, "the rota says how many there are, a count beside it does too",
               "take the count away, or write on with hours only");
    }
    return {*rota, std::nullopt};
  }
  if (draft.count.missing() && !draft.on.broken()) {
    on.error(place, "the key \"count\" is missing",
             "write {count: 2, on: {mon-fri: 08:00-12:00}}, or a rota with the counts in it");
  }
  std::optional<WeeklyHours> hours = hours_before;
  if (draft.on) hours = std::get<WeeklyHours>(*draft.on);
  if (draft.count && draft.on.missing() && !hours) {
    on.error(draft.count.place,
             "a count alone keeps the hours, and until then a rota says how many there are when",
             "write {count: 2, on: {mon-fri: 08:00-12:00}}, or a rota with the counts in it");
  }
  return {draft.count && hours ? Rota(*draft.count, *hours) : Rota(), std::move(hours)};
}

model::Staffing staffing_of(Resolving& on, const Given<ResourceDraft>& given) {
  OnDuty now = on_duty(on, given.place, given->staff, on.model.clinic.open);
  model::Dated<Rota> rotas(std::move(now.rota));
  if (!given->from) return rotas;
  for (const auto& [date, staff] : *given->from) {
    if (!staff) continue;
    now = on_duty(on, staff.place, *staff, now.hours);
    rotas.change(date, std::move(now.rota));
  }
  return rotas;
}

// Whether what is written could be read.
bool is_readable(const StaffDraft& staff) { return !staff.count.broken() && !staff.on.broken(); }
bool is_readable(const ResourceDraft& draft) {
  if (!is_readable(draft.staff) || draft.from.broken()) return false;
  return draft.from.missing() ||
         std::all_of(draft.from->begin(), draft.from->end(), [](const auto& change) {
           return change.second && is_readable(*change.second);
         });
}

std::optional<model::Absence> absence_of(Resolving& on, const std::string& resource,
                                         const Given<AbsenceDraft>& draft) {
  if (!draft) return std::nullopt;
  if (draft->chance && *draft->chance >= 1.0)
    on.error(draft->chance.place, "must be less than 100 %, or nobody is ever there");
  model::Absence absence;
  absence.family = on.families.of("resource/" + resource);
  absence.chance = {value_or_nothing(draft->chance), on.sites.of("absent")};
  absence.lasts.site = on.sites.of("absent/lasts");
  if (draft->lasts) absence.lasts.sampler = random::Sampler(*draft->lasts);
  return absence;
}

// Every need of the scenario, of steps and of whole visits.
std::vector<const Given<Needs>*> all_needs(const Draft& draft) {
  std::vector<const Given<Needs>*> all;
  if (!draft.visits) return all;
  for (const auto& [name, visit] : *draft.visits) {
    if (visit) all.push_back(&visit->throughout);
    if (!visit || !visit->steps) continue;
    for (const Given<StepDraft>& step : *visit->steps)
      if (step) all.push_back(&step->needs);
  }
  return all;
}

// The least common multiple of the denominators of all needs of the resource.
std::int32_t units_each(Resolving& on, const std::string& resource) {
  std::int64_t units = 1;
  for (const Given<Needs>* needs : all_needs(on.draft)) {
    const auto need = needs->value.find(resource);
    if (need == needs->value.end() || !need->second) continue;
    const auto* part = std::get_if<Fraction>(&*need->second);
    if (!part) continue;
    units = least_common_multiple(units, part->denominator()).value_or(most_units_each + 1);
    if (units <= most_units_each) continue;
    on.error(need->second.place,
             fmt::format("the fractions of {} do not go together: one of them would be cut into "
                         "more than {} parts",
                         resource, most_units_each),
             "use fractions like 1/2, 1/3, 1/4 and 1/6");
    return 1;
  }
  return static_cast<std::int32_t>(units);
}

// A wait is put down to a resource or to one of a few other causes, by name.
void check_is_no_cause(Resolving& on, const std::string& name, const Place& place) {
  const auto& causes = model::other_cause_names;
  if (std::find(causes.begin(), causes.end(), name) == causes.end()) return;
  on.error(place, fmt::format("\"{}\" is what results call a cause of waiting", name),
           "give the resource another name");
}

}  // namespace

void resolve_clinic(Resolving& on) {
  if (!on.draft.clinic) return;
  on.model.clinic.open = value_or_nothing(on.draft.clinic->open);
  on.model.clinic.closed = value_or_nothing(on.draft.clinic->closed);
  const Given<Named<ResourceDraft>>& resources = on.draft.clinic->resources;
  if (!resources) return;
  if (resources->size() > model::most_resources) {
    on.error(resources.place, fmt::format("there are {} resources, at most {} are possible",
                                          resources->size(), model::most_resources));
  }
  for (const auto& [name, draft] : *resources) {
    check_name(on, name, at_key(draft.place));
    check_is_no_cause(on, name, at_key(draft.place));
    model::Resource resource;
    resource.name = name;
    if (draft) {
      const std::size_t errors = on.found.errors();
      resource.staffing = staffing_of(on, draft);
      if (on.draft.clinic->open && is_readable(*draft) && on.found.errors() == errors)
        on.sound_resources.insert(static_cast<std::uint32_t>(on.model.resources.size()));
      resource.absence = absence_of(on, name, draft->absent);
    }
    resource.units_each = units_each(on, name);
    on.model.resources.add(std::move(resource));
  }
  on.clinic_is_sound = on.draft.clinic->open && !on.draft.clinic->closed.broken() &&
                       on.sound_resources.size() == on.model.resources.size();
}

}  // namespace sim::config
