// sim/config/resolve_adverse_events.cpp: what may go wrong at an infusion, and what it makes
// longer.
#include <algorithm>

#include "sim/config/at_start.h"
#include "sim/config/courses.h"
#include "sim/config/values.h"

namespace sim::config {
namespace {

using model::Course;

// By name, so that the order of the file cannot matter. One that has no name, or that of another,
// is left out: an error.
std::map<std::string, const AdverseEventDraft*> by_name(
    Resolving& on, const Given<List<AdverseEventDraft>>& events) {
  std::map<std::string, const AdverseEventDraft*> all;
  for (const Given<AdverseEventDraft>& event : *events) {
    if (!event || !event->name) continue;
    check_name(on, *event->name, event->name.place);
    if (!all.emplace(*event->name, &*event).second) {
      on.error(event->name.place,
               fmt::format("two adverse events are called \"{}\"", *event->name));
    }
  }
  return all;
}

// The visits at which infusions of the course are given, each once; none where one is not sound.
std::vector<const model::Visit*> visits_of(const Resolving& on, const CourseDraft& draft,
                                           const Course& course) {
  std::vector<const model::Visit*> visits;
  if (!draft.visits || !is_sound(on, draft.visits.place.path)) return visits;
  for (const UseId use : course.uses) {
    const VisitId id = on.model.uses[use].visit;
    if (!on.sound_visits.contains(id.index)) return {};
    const model::Visit* visit = &on.model.visits[id];
    if (std::find(visits.begin(), visits.end(), visit) == visits.end()) visits.push_back(visit);
  }
  return visits;
}

std::string names_of(const std::vector<const model::Visit*>& visits) {
  std::string names = visits.size() == 1 ? "visit " : "visits ";
  for (std::size_t i = 0; i < visits.size(); ++i)
    names += fmt::format("{}\"{}\"", i == 0 ? "" : " and ", visits[i]->name);
  return names;
}

// That it is a step of some of the visits, with the patient there.
void check_step(Resolving& on, const Given<std::string>& step,
                const std::vector<const model::Visit*>& visits) {
  std::vector<std::string> known;
  bool is_there = false;
  for (const model::Visit* visit : visits) {
    for (const model::Step& each : visit->steps)
      if (!each.after_patient) known.push_back(each.name);
    const model::Step* there = step_named(*visit, *step);
    is_there |= there != nullptr;
    if (there == nullptr || !there->after_patient) continue;
    on.error(step.place, fmt::format(R"(the patient has left before step "{}" of visit "{}")",
                                     *step, visit->name));
    return;
  }
  if (is_there || visits.empty()) return;
  const auto near = did_you_mean(*step, known);
  on.error(step.place,
           fmt::format("there is no step \"{}\" in {}{}", *step, names_of(visits),
                       near ? fmt::format(", did you mean \"{}\"?", *near) : ""),
           near ? "" : fmt::format("write extends: {}", either(known)));
}

void check_extension(Resolving& on, const AdverseEventDraft& event,
                     const std::vector<const model::Visit*>& visits) {
  if (event.extends) check_step(on, event.extends, visits);
  if (event.by.missing() && event.extends) {
    on.error(event.extends.place, "extends a step, and nothing says by how much",
             "write it as in extends: monitor, by: 30 min");
  } else if (event.extends.missing() && event.by) {
    on.error(event.by.place, "says how much longer something takes, and not which step",
             "write it as in extends: monitor, by: 30 min");
  }
}

void lengthen(Resolving& on, const Course& course, const std::string& step, std::uint32_t event) {
  for (const UseId id : std::set<UseId>(course.uses.begin(), course.uses.end())) {
    model::Use& use = on.model.uses[id];
    if (use.visit.index >= on.model.visits.size()) continue;
    const std::vector<model::Step>& steps = on.model.visits[use.visit].steps;
    for (std::size_t i = 0; i < steps.size(); ++i)
      if (steps[i].name == step) use.lengthened_by[i].push_back(event);
  }
}

}  // namespace

void resolve_adverse_events(Resolving& on, const CourseDraft& draft, Course& course) {
  if (!draft.adverse_events) return;
  const std::vector<const model::Visit*> visits = visits_of(on, draft, course);
  for (const auto& [name, drafted] : by_name(on, draft.adverse_events)) {
    const std::string path = "course/" + course.name + "/adverse/" + name;
    model::AdverseEvent event;
    event.name = name;
    event.chance = {value_or_nothing(drafted->chance), on.sites.of(path)};
    event.by.site = on.sites.of(path + "/by");
    if (drafted->by) event.by.sampler = random::Sampler(*drafted->by);
    event.ends_course = {value_or_nothing(drafted->ends_course), on.sites.of(path + "/ends")};
    check_extension(on, *drafted, visits);
    if (drafted->extends) {
      lengthen(on, course, *drafted->extends,
               static_cast<std::uint32_t>(course.adverse_events.size()));
    }
    course.adverse_events.push_back(std::move(event));
  }
}

}  // namespace sim::config
