// sim/config/resolve_attendance.cpp: whether booked patients come, and what happens if not.
#include "sim/base/words.h"
#include "sim/config/resolving.h"
#include "sim/config/values.h"

namespace sim::config {
namespace {

// The draft for a visit; nullptr where nothing, or nothing readable, is said about it.
const AttendanceDraft* draft_for(const Draft& draft, const std::string& visit) {
  if (!draft.attendance) return nullptr;
  const auto there = draft.attendance->find(visit);
  return there != draft.attendance->end() && there->second ? &*there->second : nullptr;
}

// Nobody ever being there, or fit, would have the same visit booked for ever.
void check_chances(Resolving& on, const AttendanceDraft& draft) {
  constexpr double rounding = 1e-9;
  const double no_show = value_or_nothing(draft.no_show);
  const double late_cancel = value_or_nothing(draft.late_cancel);
  const std::string too_many = "must be less than 100 %, or nobody ever comes";
  if (no_show >= 1.0) {
    on.error(draft.no_show.place, too_many);
  } else if (late_cancel >= 1.0) {
    on.error(draft.late_cancel.place, too_many);
  } else if (no_show + late_cancel >= 1.0 - rounding) {
    on.error(draft.late_cancel.place,
             fmt::format("is {:.10g} % together with no_show, so that nobody ever comes",
                         (no_show + late_cancel) * 100.0));
  }
  if (draft.not_fit && draft.not_fit->chance && *draft.not_fit->chance >= 1.0)
    on.error(draft.not_fit->chance.place, "must be less than 100 %, or nobody is ever fit");
}

std::vector<std::string> steps_of_every_visit(const model::Visit& visit) {
  std::vector<std::string> names;
  for (const model::Step& step : visit.steps)
    if (!step.after_patient && step.only >= 1.0) names.push_back(step.name);
  return names;
}

// After which step the patient is found not to be fit.
void check_step(Resolving& on, const Given<NotFitDraft>& not_fit, const model::Visit& visit) {
  if (!not_fit || not_fit->after.broken()) return;
  const Given<std::string>& after = not_fit->after;
  const model::Step* step = after ? step_named(visit, *after) : &visit.steps.front();
  const Place& place = after ? after.place : not_fit.place;
  const std::vector<std::string> known = steps_of_every_visit(visit);
  const std::string hint = fmt::format("write after: {}", either(known));
  if (!step) {
    const auto near = did_you_mean(*after, known);
    on.error(place,
             fmt::format(R"(there is no step "{}" in visit "{}"{})", *after, visit.name,
                         near ? fmt::format(", did you mean \"{}\"?", *near) : ""),
             near ? "" : hint);
  } else if (step->after_patient) {
    on.error(place, fmt::format("the patient has left before step \"{}\"", step->name), hint);
  } else if (step->only < 1.0) {
    on.error(place, fmt::format("step \"{}\" is not part of every visit", step->name), hint);
  }
}

// Where nothing is booked, nothing is missed, cancelled or late.
void warn_of_idle_keys(Resolving& on, const AttendanceDraft& draft) {
  const auto warn = [&](const auto& given) {
    if (given.written())
      on.warning(given.place, "has no effect with mode: walk_in, where nothing is booked");
  };
  warn(draft.no_show);
  warn(draft.late_cancel);
  warn(draft.notice);
  warn(draft.punctuality);
  warn(draft.after_no_show);
  warn(draft.misses_allowed);
}

// At a visit at which nobody gets an infusion nobody can be found not fit for it.
void check_without_infusion(Resolving& on, UseId use, const std::string& whose,
                            std::string_view way_out) {
  const AttendanceDraft* draft = draft_for(on.draft, on.model.visit_of(use).name);
  if (draft == nullptr || !draft->not_fit.written()) return;
  on.error(draft->not_fit.place,
           fmt::format("{} at this visit, and gets no infusion there to be fit for", whose),
           fmt::format("take not_fit away, or {}", way_out));
}

}  // namespace

const model::Step* step_named(const model::Visit& visit, std::string_view name) {
  for (const model::Step& step : visit.steps)
    if (step.name == name) return &step;
  return nullptr;
}

void check_attendance(Resolving& on) {
  if (!on.draft.attendance) return;
  for (const auto& [name, attendance] : *on.draft.attendance) {
    const auto visit = look_up<VisitId>(
        on, {Given<std::string>::Standing::Written, name, at_key(attendance.place)},
        on.draft.visits, "visit");
    if (!attendance) continue;
    check_chances(on, *attendance);
    if (visit && on.sound_visits.contains(visit->index))
      check_step(on, attendance->not_fit, on.model.visits[*visit]);
    if (on.model.booking.mode == model::BookingMode::WalkIn) warn_of_idle_keys(on, *attendance);
  }
}

void check_attendance_without_infusions(Resolving& on) {
  std::set<UseId> said;
  for (const model::Cohort& cohort : on.model.cohorts) {
    const auto& screening = cohort.screening;
    if (screening && screening->use && said.insert(*screening->use).second) {
      check_without_infusion(on, *screening->use,
                             fmt::format("cohort \"{}\" is screened", cohort.name),
                             "screen patients at a visit of its own");
    }
    for (const model::PlanPart& part : cohort.with) {
      if (!part.use || !said.insert(*part.use).second) continue;
      check_without_infusion(on, *part.use,
                             fmt::format("cohort \"{}\" has its {}", cohort.name, part.name),
                             "give that a visit of its own");
    }
  }
}

model::Attendance attendance_of(Resolving& on, const std::string& use, const model::Visit& visit) {
  model::Attendance attendance;
  attendance.site = on.sites.of(use + "/attends");
  attendance.notice.site = on.sites.of(use + "/notice");
  attendance.rebook.site = on.sites.of(use + "/rebook");
  const model::Site punctual = on.sites.of(use + "/punctual");
  const model::Site fit = on.sites.of(use + "/fit");
  const AttendanceDraft* draft = draft_for(on.draft, visit.name);
  if (!draft) return attendance;
  attendance.no_show = value_or_nothing(draft->no_show);
  attendance.late_cancel = value_or_nothing(draft->late_cancel);
  if (draft->notice) attendance.notice.sampler = random::Sampler(*draft->notice);
  if (draft->punctuality)
    attendance.punctuality = model::Quantity{random::Sampler(*draft->punctuality), punctual};
  if (draft->not_fit) {
    const model::Step* after = step_named(visit, value_or_nothing(draft->not_fit->after));
    attendance.not_fit =
        model::NotFit{{value_or_nothing(draft->not_fit->chance), fit},
                      after ? static_cast<std::uint32_t>(after - visit.steps.data()) : 0,
                      value_or_nothing(draft->not_fit->postpone)};
  }
  if (draft->after_no_show)
    attendance.rebook.probability = value_or_nothing(draft->after_no_show->rebook);
  if (draft->misses_allowed) attendance.misses_allowed = *draft->misses_allowed;
  return attendance;
}

}  // namespace sim::config
