// sim/metrics/collector_courses.cpp: counting courses, how they end and what comes of them.
#include <algorithm>
#include <cmath>

#include "sim/metrics/collector.h"
#include "sim/metrics/outcome.h"

namespace sim::metrics {
namespace {

PatientSum sum_of(clinic::CourseEnd how) {
  switch (how) {
    case clinic::CourseEnd::Completed:
    case clinic::CourseEnd::CompletedEarly:
      return PatientSum::CoursesCompleted;
    case clinic::CourseEnd::Stopped:
      return PatientSum::CoursesStopped;
    case clinic::CourseEnd::Switched:
      return PatientSum::CoursesSwitched;
    case clinic::CourseEnd::DroppedOut:
      return PatientSum::CoursesDroppedOut;
    case clinic::CourseEnd::Lost:
      return PatientSum::CoursesLost;
    case clinic::CourseEnd::AdverseEvent:
      return PatientSum::CoursesEndedByEvent;
  }
  return PatientSum::CoursesCompleted;
}

bool by_rule(clinic::CourseEnd how) {
  return how == clinic::CourseEnd::CompletedEarly || how == clinic::CourseEnd::Stopped ||
         how == clinic::CourseEnd::Switched;
}

}  // namespace

// Who waited for a first course leaves the waiting list; for a later one nobody was on it.
void Collector::on(const clinic::CourseStarted& now) {
  const Scopes in = scopes(now.patient.cohort, now.course);
  count(PatientSum::CoursesStarted, in);
  change(PatientLevel::CoursesInProgress, in, now.at, 1.0);
  if (now.order == clinic::CourseOrder::Later) {
    move(Outcome::Between, Outcome::InCourse);
    return;
  }
  sample(PatientSample::WaitToFirstInfusion, in, (now.at - now.referred).count());
  count_causes(layout_.access_causes, now.waited_for);
  patient(now.patient).started = now.at;
  leave_waiting_list(now.patient, now.at, Outcome::InCourse);
}

void Collector::on(const clinic::InfusionStarted& now) {
  const Scopes in = scopes(now.patient.cohort, now.course);
  count(PatientSum::Infusions, in);
  if (now.number > 1) {
    count(PatientSum::Gaps, in);
    count(PatientSum::GapLength, in, in_milliseconds(now.gap));
  }
  if (now.due) {
    count(PatientSum::InfusionsWithTarget, in);
    sample(PatientSample::Delay, in, std::max(now.at - *now.due, Duration{0}).count());
  }
  if (now.late) count(PatientSum::LateInfusions, in);
  if (!numbered(now.number)) return;
  count(InfusionSum::Given, in, now.number);
  const bool was_there =
      now.patient.origin == Origin::InCourseAtStart || now.patient.origin == Origin::DiaryAtStart;
  if (!was_there) count(InfusionSum::Retained, in, now.number);
}

void Collector::on(const clinic::AdverseEventSeen& now) {
  count(PatientSum::AdverseEvents, scopes(now.patient.cohort, now.course));
  sums_[layout_.events[now.course.index][now.event].first] += 1.0;
}

// --- response ---

void Collector::set_response(PatientId id, Time at, std::optional<CourseId> course) {
  Patient& known = patient(id);
  const auto step = [&](double by) {
    change(PatientLevel::InResponse, scopes(id.cohort, known.responds_in), at, by);
  };
  if (known.responding == course.has_value() && (!course || *course == known.responds_in)) return;
  if (known.responding) step(-1.0);
  known.responding = course.has_value();
  if (!course) return;
  known.responds_in = *course;
  step(1.0);
}

void Collector::on(const clinic::Assessed& now) {
  const Scopes in = scopes(now.patient.cohort, now.course);
  set_response(now.patient, now.at, now.responding ? std::optional(now.course) : std::nullopt);
  if (now.first_response) {
    sample(PatientSample::InfusionsToResponse, in, now.number);
    sample(PatientSample::TimeToResponse, in, now.into_course.count());
  }
  if (now.first_remission) sample(PatientSample::InfusionsToRemission, in, now.number);
  if (!numbered(now.number)) return;
  count(InfusionSum::Assessed, in, now.number);
  if (now.responding) count(InfusionSum::Responding, in, now.number);
  if (std::isnan(now.score)) return;
  count(InfusionSum::Scored, in, now.number);
  count(InfusionSum::Score, in, now.number, now.score);
  if (now.in_remission) count(InfusionSum::InRemission, in, now.number);
}

void Collector::on(const clinic::PatientRelapsed& now) {
  const Scopes in = scopes(now.patient.cohort, now.course);
  count(PatientSum::Relapses, in);
  if (now.after == Duration{0}) count(PatientSum::RelapsesAtOnce, in);
  sample(PatientSample::TimeToRelapse, in, now.after.count());
  set_response(now.patient, now.at, std::nullopt);
  if (now.comes_again) move(outcome_of(now.ended), Outcome::Between);
}

// Whether and when they relapse is known already; whether the run goes on so long is not.
void Collector::watch_for_relapse(const clinic::CourseEnded& now) {
  if (!now.responding) return;
  for (Watch& watch : watches_) {
    const Time until = now.at + watch.span;
    if (now.next && now.next_due <= until) continue;
    watch.who.push_back({until, now.patient.cohort, now.course, now.relapses <= until});
  }
}

void Collector::stop_watching(Time until) {
  for (Watch& watch : watches_) {
    for (; !watch.who.empty() && watch.who.front().until <= until; watch.who.pop_front()) {
      const Watched& first = watch.who.front();
      const Scopes in = scopes(first.cohort, first.course);
      count(watch.all, in);
      if (first.relapses) count(watch.relapsed, in);
    }
  }
}

// --- ends ---

void Collector::count_end(const clinic::CourseEnded& now, const Scopes& in) {
  count(PatientSum::CoursesEnded, in);
  count(PatientSum::InfusionsOfEnded, in, now.infusions);
  count(PatientSum::LengthOfEnded, in, in_milliseconds(now.length));
  count(sum_of(now.how), in);
  if (!by_rule(now.how)) return;
  const Block& rule = layout_.rules[now.course.index][now.rule];
  sums_[rule.at(static_cast<std::size_t>(RuleSum::Courses))] += 1.0;
}

void Collector::count_state_at_end(const clinic::CourseEnded& now, const Scopes& in) {
  if (!now.assessed) return;
  count(PatientSum::AssessedEnded, in);
  if (now.responding) count(PatientSum::Responders, in);
  if (now.in_remission) count(PatientSum::Remitters, in);
  if (now.ever_responded) count(PatientSum::EverResponded, in);
  if (now.ever_remitted) count(PatientSum::EverRemitted, in);
}

void Collector::on(const clinic::CourseEnded& now) {
  const Scopes in = scopes(now.patient.cohort, now.course);
  count_end(now, in);
  count_state_at_end(now, in);
  change(PatientLevel::CoursesInProgress, in, now.at, -1.0);
  move(Outcome::InCourse, now.next ? Outcome::Between : outcome_of(now.how));
  // Of who is not responding here nobody will say that they relapse.
  set_response(now.patient, now.at, now.responding ? std::optional(now.course) : std::nullopt);
  stop_watching(now.at);
  watch_for_relapse(now);
}

void Collector::on(const clinic::StopFollowedUp& now) {
  const Scopes in = scopes(now.patient.cohort, now.course);
  double chair_time = 0.0;
  for (const ResourceId id : ids<ResourceId>(model_.resources)) {
    const model::Resource& resource = model_.resources[id];
    if (!resource.held_throughout) continue;
    chair_time += static_cast<double>(now.held[id.index]) / resource.units_each;
  }
  const Block& rule = layout_.rules[now.course.index][now.rule];
  const auto add = [&](PatientSum sum, RuleSum of_rule, double amount) {
    count(sum, in, amount);
    sums_[rule.at(static_cast<std::size_t>(of_rule))] += amount;
  };
  add(PatientSum::InfusionsSaved, RuleSum::InfusionsSaved, now.infusions);
  add(PatientSum::ChairTimeSaved, RuleSum::ChairTimeSaved, chair_time);
  if (now.responding) add(PatientSum::RespondersLost, RuleSum::RespondersLost, 1.0);
}

void Collector::on(const clinic::CourseForgone& now) {
  move(Outcome::Between, outcome_of(now.last));
}

}  // namespace sim::metrics
