// sim/config/resolve.cpp: the order of resolving, the run, and what is defined but not used.
#include "sim/config/resolve.h"

#include <algorithm>

#include "sim/config/courses.h"
#include "sim/model/load.h"
#include "sim/random/draw.h"

namespace sim::config {
namespace {

// Whether the cohort's referrals come to an end.
bool is_closed(const model::Cohort& cohort) {
  const auto* random = std::get_if<model::Poisson>(&cohort.referrals);
  return random != nullptr ? random->per_week <= 0.0
                           : !std::holds_alternative<model::Gaps>(cohort.referrals);
}

bool all_come_at_start(const Resolving& on) {
  return std::all_of(on.model.cohorts.begin(), on.model.cohorts.end(), [](const auto& cohort) {
    return is_closed(cohort) && !std::holds_alternative<model::Listed>(cohort.referrals);
  });
}

bool starts_empty(const Resolving& on) {
  return std::all_of(on.model.cohorts.begin(), on.model.cohorts.end(), [](const auto& cohort) {
    const model::AtRunStart& there = cohort.at_start;
    return there.waiting.patients == 0 && there.waiting.referred.empty() && there.diary.empty() &&
           there.in_course.empty();
  });
}

std::set<std::uint32_t> used_resources(const Resolving& on) {
  std::set<std::uint32_t> used;
  for (const model::Visit& visit : on.model.visits) {
    for (const ResourceId id : ids(on.model.resources)) {
      const bool in_a_step =
          std::any_of(visit.steps.begin(), visit.steps.end(), [id](const model::Step& step) {
            return step.needs[id.index] > 0 || (step.present >> id.index & 1U) != 0;
          });
      if (in_a_step || visit.throughout[id.index] > 0) used.insert(id.index);
    }
  }
  return used;
}

void warn_of_unused(Resolving& on) {
  const auto warn = [&](const auto& section, const std::set<std::uint32_t>& used,
                        std::string_view what, std::string_view user) {
    std::uint32_t index = 0;
    for (const auto& [name, value] : *section) {
      if (used.contains(index++)) continue;
      on.warning(at_key(value.place), fmt::format("{} \"{}\" is used by no {}", what, name, user));
    }
  };
  warn(on.draft.clinic->resources, used_resources(on), "resource", "visit");
  warn(on.draft.visits, on.used_visits, "visit", "course, no screening and no plan");
  warn(on.draft.courses, on.used_courses, "course", "cohort");
  warn(on.draft.responses, on.used_responses, "response", "cohort");
}

// Who plans for more than there is sees waits grow, and would look for the reason in the results.
void warn_of_load(Resolving& on) {
  constexpr double rounding = 1e-9;
  const model::Load load = model::load_of(on.model);
  for (const ResourceId id : ids(on.model.resources)) {
    const std::string& name = on.model.resources[id].name;
    const double asked = load.hours[id.index];
    const double there = model::staffed_hours(on.model, id);
    if (there <= 0.0 || asked < there * (1.0 - rounding)) continue;
    on.warning(
        at_key(on.draft.clinic->resources->at(name).place),
        fmt::format("the plan needs {:.1f} hours a week, {:.0f} % of the {:.1f} staffed ones",
                    asked, 100.0 * asked / there, there),
        "unless drop-out, stop rules or impatience make it less, waits grow without end; "
        "`chairtime explain` says what is counted");
  }
}

// Whether anything can end it.
bool may_end(const model::Course& course) {
  return course.infusions != model::unlimited || course.drop_out.possible() ||
         std::any_of(course.rules.begin(), course.rules.end(),
                     [](const model::StopRule& rule) {
                       return rule.then != model::Action::Extend &&
                              rule.then != model::Action::ChangeGain;
                     }) ||
         std::any_of(course.adverse_events.begin(), course.adverse_events.end(),
                     [](const model::AdverseEvent& event) {
                       return event.chance.probability > 0.0 && event.ends_course.probability > 0.0;
                     });
}

// Whether some are done with it before it is completed or stopped.
bool some_leave(const Resolving& on, const model::Course& course) {
  return course.drop_out.possible() || !course.adverse_events.empty() ||
         !course.before_first.empty() ||
         std::any_of(
             course.rules.begin(), course.rules.end(),
             [](const model::StopRule& rule) { return rule.then == model::Action::Switch; }) ||
         std::any_of(course.uses.begin(), course.uses.end(), [&](UseId use) {
           const model::Attendance& attendance = on.model.uses[use].attendance;
           return attendance.rebook.probability < 1.0 ||
                  attendance.misses_allowed != model::no_limit;
         });
}

// The course that follows this one for everybody; nothing where some are done with it.
std::optional<CourseId> always_followed_by(const Resolving& on, const model::Course& course) {
  if (some_leave(on, course) || course.afterwards.empty()) return {};
  const model::Afterwards& first = course.afterwards.front();
  const auto* all = std::get_if<model::AllOf>(&first.when.is);
  const bool always = all != nullptr && all->parts.empty() && first.chance.probability >= 1.0;
  return always ? std::optional(first.follow_up.course) : std::nullopt;
}

// Whether patients go from course to course for ever.
bool goes_round(const Resolving& on, CourseId course) {
  std::set<std::uint32_t> seen;
  for (std::optional<CourseId> next = course; next;
       next = always_followed_by(on, on.model.courses[*next]))
    if (!seen.insert(next->index).second) return true;
  return false;
}

// A closed run ends when its patients are done, so every course must end, and every chain of them.
void check_ends(Resolving& on, const Place& place) {
  if (!std::all_of(on.model.cohorts.begin(), on.model.cohorts.end(), is_closed)) {
    on.error(place, "a run ends when it is empty only if the referrals of every cohort end",
             "write length: 52 weeks, or give every cohort referrals: {at_start: 40}, 0 / week or "
             "a file");
    return;
  }
  for (const std::uint32_t index : on.used_courses) {
    const model::Course& course = on.model.courses[CourseId{index}];
    if (!may_end(course)) {
      on.error(place,
               fmt::format("the run never gets empty: nothing ends course \"{}\"", course.name));
    } else if (goes_round(on, CourseId{index})) {
      on.error(place,
               fmt::format("the run never gets empty: after course \"{}\" there is always another",
                           course.name),
               "give its afterwards a condition or a chance, as in when: not responding");
    }
  }
}

// A run that has no length: it ends when the clinic is empty.
void resolve_until(Resolving& on, const RunDraft& draft) {
  if (draft.length.written()) {
    on.error(draft.until.place, "a run has a length or goes on until it is empty, not both",
             "take length or until away");
  } else if (on.model.run.warm_up > Duration{0}) {
    on.error(draft.warm_up.place, "a run until the clinic is empty is measured from its start",
             "take warm_up away");
  } else if (on.model.cohorts.size() > 0 && !on.found.any_errors()) {
    check_ends(on, draft.until.place);
  }
}

void resolve_replications(Resolving& on, const Given<ReplicationsDraft>& draft) {
  model::RunPlan& run = on.model.run;
  if (!draft) return;
  if (const auto* count = std::get_if<int>(&*draft)) {
    run.replications = *count;
    return;
  }
  const auto& wanted = std::get<UntilPreciseDraft>(*draft);
  run.replications = value_or_nothing(wanted.at_most);
  model::UntilPrecise& until = run.until.emplace();
  until.at_least = value_or_nothing(wanted.at_least);
  if (wanted.at_least && wanted.at_most && until.at_least > run.replications) {
    const bool least = wanted.at_least.written();
    on.error(
        (least ? wanted.at_least : wanted.at_most).place,
        fmt::format("at least {} and at most {} cannot both be", until.at_least, run.replications),
        least ? "" : "write at_least too: it is 10 where it is not written");
  }
  if (!wanted.until) return;
  for (const auto& [metric, share] : *wanted.until) {
    const Place place = at_key(share.place);
    if (share) until.all.push_back({metric, *share, place.at, place.path});
  }
}

void resolve_targets(Resolving& on) {
  if (!on.draft.targets) return;
  for (const Given<model::Target>& target : *on.draft.targets)
    if (target) on.model.targets.push_back(*target);
}

}  // namespace

model::Site Sites::of(const std::string& name) {
  const model::Site site = random::hash64(name);
  const auto [there, is_new] = names_.emplace(site, name);
  if (!is_new && there->second != name) {
    found_.error(
        {}, {},
        fmt::format(R"("{}" and "{}" would share their random numbers)", there->second, name),
        "give one of them another name");
  }
  return site;
}

void check_name(Resolving& on, std::string_view name, const Place& place) {
  if (name.empty()) {
    on.error(place, "a name is empty");
    return;
  }
  const std::size_t at = name.find_first_of("/[]=");
  if (at != std::string_view::npos) {
    on.error(place, fmt::format(R"(the name "{}" holds "{}")", name, name[at]),
             "names stand in the names of results; leave / [ ] and = out");
  }
}

void resolve_run(Resolving& on) {
  if (!on.draft.run) return;
  const RunDraft& draft = *on.draft.run;
  model::RunPlan& run = on.model.run;
  run.start = value_or_nothing(draft.start);
  run.warm_up = value_or_nothing(draft.warm_up);
  resolve_replications(on, draft.replications);
  run.seed = value_or_nothing(draft.seed);
  run.confidence = value_or_nothing(draft.confidence);
  if (draft.confidence && (run.confidence < 0.5 || run.confidence > 0.9999)) {
    on.error(draft.confidence.place,
             fmt::format("must be between 50 % and 99.99 %, is {:.10g} %", run.confidence * 100.0));
  }
  const model::ClinicHours& clinic = on.model.clinic;
  if (on.clinic_is_sound && draft.start &&
      model::next_within(clinic.open, clinic.closed, Time{run.start}) == never) {
    on.error(on.draft.clinic->closed.place,
             "leaves the clinic closed for ten years from the start of the run");
  }
  const bool all_known = on.model.cohorts.size() > 0 && !on.found.any_errors();
  if (draft.until) {
    resolve_until(on, draft);
    return;
  }
  run.length = draft.length.missing() ? 52 * one_week : *draft.length;
  if (draft.warm_up.missing() && all_known && starts_empty(on) && !all_come_at_start(on)) {
    on.warning(on.draft.run.place,
               "the clinic starts empty, and without a warm_up its quiet first weeks count too",
               "write warm_up as long as two courses take, as in warm_up: 12 weeks");
  }
}

std::optional<model::Model> resolve(const Draft& draft, std::vector<model::Provenance> provenance,
                                    Diagnostics& found) {
  Resolving on(draft, found);
  on.model.name = value_or_nothing(draft.name);
  resolve_clinic(on);
  resolve_visits(on);
  resolve_booking(on);
  resolve_courses(on);
  resolve_responses(on);
  resolve_cohorts(on);
  resolve_first_opens(on);
  resolve_reserves(on);
  check_booking(on);
  check_attendance_without_infusions(on);
  resolve_economics(on);
  resolve_run(on);
  resolve_targets(on);
  if (found.any_errors()) return {};
  warn_of_unused(on);
  warn_of_what_never_holds(on);
  warn_of_load(on);
  on.model.provenance = std::move(provenance);
  return std::move(on.model);
}

}  // namespace sim::config
