// sim/report/event_log.cpp: cases out of records, and as comma-separated values.
#include "sim/report/event_log.h"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "sim/metrics/telling.h"
#include "sim/metrics/visit_log.h"
#include "sim/report/csv.h"
#include "sim/report/timestamp.h"

namespace sim::report {
namespace {

using metrics::Milestone;
using metrics::MilestoneKind;
using metrics::VisitOutcome;
using metrics::VisitRecord;
using model::Model;

std::string how_it_ended(const Model& model, const Milestone& end, CohortId cohort) {
  const std::string reason = metrics::reason_of(model, end, cohort);
  switch (end.how) {
    case clinic::CourseEnd::Completed:
      return "course completed";
    case clinic::CourseEnd::CompletedEarly:
      return "course completed: " + reason;
    case clinic::CourseEnd::Stopped:
      return "course stopped: " + reason;
    case clinic::CourseEnd::Switched:
      return "course switched: " + reason;
    case clinic::CourseEnd::DroppedOut:
      return "dropped out";
    case clinic::CourseEnd::Lost:
      return "lost";
    case clinic::CourseEnd::AdverseEvent:
      return "course ended: " + reason;
  }
  return {};
}

std::string activity_of(const Model& model, const Milestone& milestone, CohortId cohort) {
  const auto reason = [&] { return metrics::reason_of(model, milestone, cohort); };
  switch (milestone.kind) {
    case MilestoneKind::Referred:
      return "referral";
    case MilestoneKind::TakenOver:
      return "in course at the start";
    case MilestoneKind::Eligible:
      return "found eligible";
    case MilestoneKind::Excluded:
      return "excluded: " + reason();
    case MilestoneKind::Granted:
      return "granted: " + reason();
    case MilestoneKind::Refused:
      return "refused: " + reason();
    case MilestoneKind::GaveUp:
      return "gave up waiting";
    case MilestoneKind::LostBefore:
      return "lost before starting";
    case MilestoneKind::CourseStarted:
      return "course started: " + model.courses[milestone.course].name;
    case MilestoneKind::AdverseEvent:
      return "adverse event: " + reason();
    case MilestoneKind::Responded:
      return "first response";
    case MilestoneKind::Remitted:
      return "first remission";
    case MilestoneKind::CourseEnded:
      return how_it_ended(model, milestone, cohort);
    case MilestoneKind::Relapsed:
      return "relapse";
    case MilestoneKind::CourseForgone:
      return "course not begun: " + model.courses[milestone.course].name;
  }
  return {};
}

// What the visit came to, where its steps do not say it.
std::optional<ActivityInstance> what_else(const VisitRecord& visit) {
  ActivityInstance moment;
  moment.start = visit.missed != never ? visit.missed : visit.left;
  moment.activity = metrics::name_of(visit.outcome);
  switch (visit.outcome) {
    case VisitOutcome::InHand:
    case VisitOutcome::Attended:
      return std::nullopt;
    case VisitOutcome::NotFit:
    case VisitOutcome::NoShow:
    case VisitOutcome::LateCancellation:
    case VisitOutcome::SentHome:
      return moment;
    case VisitOutcome::GaveUp:
    case VisitOutcome::CourseEnded:
      moment.activity = "left unseen";
      return moment;
  }
  return std::nullopt;
}

// All that the units are of, and those of whom someone must be on site.
std::string names_of(const Model& model, const model::Units& units, std::uint32_t present) {
  std::string names;
  for (const ResourceId resource : ids<ResourceId>(model.resources)) {
    if (units[resource.index] == 0 && (present >> resource.index & 1U) == 0) continue;
    names += (names.empty() ? "" : " + ") + model.resources[resource].name;
  }
  return names;
}

std::string resource_of(const Model& model, const model::Visit& visit, const model::Step& step) {
  const std::string own = names_of(model, step.needs, step.present);
  return own.empty() ? names_of(model, visit.throughout, 0) : own;
}

std::vector<ActivityInstance> activities_at(const Model& model, const VisitRecord& record) {
  const model::Visit& visit = model.visits[record.visit];
  std::vector<ActivityInstance> all;
  for (const metrics::StepRecord& done : record.steps) {
    const model::Step& step = visit.steps[done.step];
    ActivityInstance instance;
    instance.activity = fmt::format("{}/{}", visit.name, step.name);
    instance.start = done.began;
    instance.complete = done.ended;
    instance.resource = resource_of(model, visit, step);
    instance.waited = done.waited;
    if (done.waited > Duration{0}) instance.waited_for = metrics::name_of(model, done.cause);
    all.push_back(instance);
  }
  if (std::optional<ActivityInstance> moment = what_else(record)) {
    moment->complete = moment->start;
    all.push_back(*moment);
  }
  for (ActivityInstance& each : all) {
    each.visit = record.number;
    each.kind = visit.name;
    each.infusion = record.infusion;
  }
  return all;
}

Case make_case(const Recorded& run, const metrics::PatientRecord& patient,
               const std::vector<const VisitRecord*>& visits) {
  const Model& model = *run.model;
  Case made{fmt::format("{}{}{}/{}", run.scenario, run.scenario.empty() ? "" : "/", run.replication,
                        metrics::name_of(model, patient.patient)),
            run,
            &patient,
            {}};
  for (const Milestone& milestone : patient.milestones) {
    ActivityInstance moment;
    moment.activity = activity_of(model, milestone, patient.patient.cohort);
    moment.start = moment.complete = milestone.at;
    made.activities.push_back(moment);
  }
  for (const VisitRecord* visit : visits) {
    const std::vector<ActivityInstance> here = activities_at(model, *visit);
    made.activities.insert(made.activities.end(), here.begin(), here.end());
  }
  std::stable_sort(made.activities.begin(), made.activities.end(),
                   [](const ActivityInstance& a, const ActivityInstance& b) {
                     return a.start != b.start ? a.start < b.start : !a.waited && b.waited;
                   });
  return made;
}

}  // namespace

std::vector<Case> cases(const std::vector<Recorded>& all, std::size_t wanted) {
  std::vector<Case> made;
  std::uint32_t instances = 0;
  for (const Recorded& run : all) {
    std::map<metrics::Who, std::vector<const VisitRecord*>> visits;
    for (const VisitRecord& visit : run.records->visits)
      visits[metrics::who(visit.patient)].push_back(&visit);
    const std::vector<metrics::PatientRecord>& patients = run.records->patients;
    const std::size_t every = wanted == 0 ? 1 : (patients.size() + wanted - 1) / wanted;
    for (std::size_t i = 0; i < patients.size(); i += every) {
      made.push_back(make_case(run, patients[i], visits[metrics::who(patients[i].patient)]));
      for (ActivityInstance& each : made.back().activities)
        each.number = ++instances;
    }
  }
  return made;
}

std::string event_log_csv(const std::vector<Case>& cases) {
  const bool scenarios = std::any_of(cases.begin(), cases.end(),
                                     [](const Case& each) { return !each.run.scenario.empty(); });
  const auto number = [](auto value) { return value == 0 ? std::string() : std::to_string(value); };
  std::vector<std::string> line = {
      "case",   "activity", "start", "complete", "resource",       "instance",  "replication",
      "cohort", "visit",    "kind",  "infusion", "waited_minutes", "waited_for"};
  if (scenarios) line.emplace_back("scenario");
  std::string text = csv_line(line);
  for (const Case& each : cases) {
    const Model& model = *each.run.model;
    for (const ActivityInstance& done : each.activities) {
      line = {each.id,
              done.activity,
              timestamp(done.start),
              done.complete == never ? std::string() : timestamp(done.complete),
              done.resource,
              std::to_string(done.number),
              std::to_string(each.run.replication),
              model.cohorts[each.patient->patient.cohort].name,
              number(done.visit),
              done.kind,
              number(done.infusion),
              done.waited ? csv_number(in_minutes(*done.waited)) : std::string(),
              done.waited_for};
      if (scenarios) line.push_back(each.run.scenario);
      text += csv_line(line);
    }
  }
  return text;
}

}  // namespace sim::report
