#include "sim/clinic/decision.h"

#include <algorithm>
#include <cmath>
#include <variant>

namespace sim::clinic {
namespace {

using model::Fact;

// Whether the rule may act: after the last planned infusion there is nothing left to stop, and an
// extension or a change of the dose is made once.
bool may_act(const model::StopRule& rule, std::uint32_t bit, const CourseState& state) {
  if ((state.rules_off & bit) != 0) return false;
  switch (rule.then) {
    case model::Action::Stop:
      return !state.last_planned_given();
    case model::Action::Complete:
    case model::Action::Switch:
      return true;
    case model::Action::Extend:
    case model::Action::ChangeGain:
      return (state.used_rules & bit) == 0;
  }
  return false;
}

// What a rule does that ends the course.
Decision ended_by(const model::StopRule& rule, std::uint32_t index, const CourseState& state) {
  const bool is_over = state.last_planned_given();
  switch (rule.then) {
    case model::Action::Stop:
      return {true, CourseEnd::Stopped, index};
    case model::Action::Complete:
      return {true, is_over ? CourseEnd::Completed : CourseEnd::CompletedEarly, index};
    case model::Action::Switch:
      return {true, is_over ? CourseEnd::Completed : CourseEnd::Switched, index, &rule.follow_up};
    case model::Action::Extend:
    case model::Action::ChangeGain:
      break;
  }
  return {};
}

// ... and what one does that does not.
void change_plan(const model::StopRule& rule, std::uint32_t bit, CourseState& state) {
  state.used_rules |= bit;
  state.planned = std::min(state.planned + rule.extend_by, model::unlimited);
  state.gain *= rule.gain;
}

}  // namespace

// --- what goes wrong

bool ends_course(const model::AdverseEvent& event, random::Key patient, random::Occasion infusion) {
  return model::happens(event.chance, patient, infusion) &&
         model::happens(event.ends_course, patient, infusion);
}

bool is_ended_by_harm(const CourseContext& context, const CourseState& state) {
  const random::Occasion which = occasion(state.run, state.infusions);
  const auto& events = context.course.adverse_events;
  return std::any_of(events.begin(), events.end(), [&](const model::AdverseEvent& event) {
    return ends_course(event, context.patient, which);
  });
}

// --- what is decided

Time when_assessed(const CourseContext& context, const CourseState& state, Time over) {
  const model::Course& course = context.course;
  if (std::holds_alternative<model::NoResponse>(context.response.is) ||
      course.assess == model::Assess::AtVisitEnd)
    return over;
  if (course.assess == model::Assess::BeforeNext)
    return state.last_planned_given() ? std::max(over, state.latest_infusion + one_day) : never;
  const double delay =
      model::draw(course.assess_delay, context.patient, occasion(state.run, state.infusions));
  return std::max(over, state.latest_infusion + from_milliseconds(delay));
}

Decision decide(const CourseContext& context, const Disposition& disposition, CourseState& state,
                std::uint32_t first) {
  const std::vector<model::StopRule>& rules = context.course.rules;
  for (std::uint32_t i = first; i < rules.size(); ++i) {
    const model::StopRule& rule = rules[i];
    const std::uint32_t bit = std::uint32_t{1} << i;
    if (!may_act(rule, bit, state)) continue;
    if (!model::holds(rule.when, state.facts, state.streaks.data())) continue;
    const Decision decision = ended_by(rule, i, state);
    if (decision.ends) return decision;
    change_plan(rule, bit, state);
    break;
  }
  if (state.last_planned_given()) return {true, CourseEnd::Completed, 0};
  const model::DropOut& drop_out = context.course.drop_out;
  const double chance = state.facts.is(Fact::Responding) ? drop_out.responding : drop_out.otherwise;
  const random::Occasion which = occasion(state.run, state.infusions);
  if (model::happens({chance * disposition.drop_out, drop_out.site}, context.patient, which))
    return {true, CourseEnd::DroppedOut, 0};
  return {};
}

const model::FollowUp* what_follows(const CourseContext& context, const CourseState& state,
                                    const Decision& decision) {
  if (decision.switches_to != nullptr) return decision.switches_to;
  if (decision.how != CourseEnd::Completed && decision.how != CourseEnd::CompletedEarly &&
      decision.how != CourseEnd::Stopped)
    return nullptr;
  int entry = 0;
  for (const model::Afterwards& each : context.course.afterwards) {
    ++entry;
    if (!model::holds(each.when, state.facts, state.streaks.data())) continue;
    if (model::happens(each.chance, context.patient, occasion(state.run, entry)))
      return &each.follow_up;
  }
  return nullptr;
}

Duration time_until(const model::FollowUp& next, const CourseContext& context,
                    const CourseState& state) {
  return from_milliseconds(model::draw(next.after, context.patient, occasion(state.run, 0)));
}

namespace {

// The first moment at which the noise-free improvement is below `response_at`.
Time decayed(const Disposition& disposition, double response_at, Time ended) {
  if (improvement_at(disposition, ended) < response_at) return ended;
  const double half_lives = std::log2(disposition.f / response_at);
  const double span = in_milliseconds(one_day) + half_lives * disposition.half_life;
  constexpr double far = in_milliseconds(1000 * one_year);
  if (!(span < far)) return never;
  return std::max(ended, disposition.latest_infusion + from_milliseconds(span) + Duration{1});
}

}  // namespace

Time relapse_after(const CourseContext& context, const Disposition& disposition, Time ended,
                   int courses) {
  if (context.response.relapse) {
    return ended + from_milliseconds(model::draw(*context.response.relapse, context.patient,
                                                 occasion(courses, 0)));
  }
  const auto* trajectory = std::get_if<model::Trajectory>(&context.response.is);
  return trajectory != nullptr ? decayed(disposition, trajectory->response_at, ended) : never;
}

}  // namespace sim::clinic
