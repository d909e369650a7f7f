#include "sim/clinic/course.h"

#include <algorithm>
#include <cmath>
#include <variant>

#include "sim/base/contract.h"

namespace sim::clinic {
namespace {

using model::Fact;

double logit(double p) { return std::log(p / (1.0 - p)); }
double logistic(double x) { return 1.0 / (1.0 + std::exp(-x)); }

// Which k-th chance a hazard has: the last one repeats.
double chance_at(const model::Hazard& hazard, int number) {
  const auto last = hazard.chances.size() - 1;
  return hazard.chances[std::min(static_cast<std::size_t>(number - 1), last)];
}

struct Dispose {
  random::Key patient;
  double clinic_effect;

  Disposition operator()(const model::NoResponse& /*none*/) const { return {}; }

  Disposition operator()(const model::Hazard& hazard) const {
    Disposition drawn;
    drawn.can_respond = !model::happens(hazard.never, patient, {});
    return drawn;
  }

  Disposition operator()(const model::Trajectory& trajectory) const {
    Disposition drawn;
    drawn.baseline = model::draw(trajectory.baseline, patient, {});
    drawn.ceiling = model::happens(trajectory.capable, patient, {})
                        ? model::draw(trajectory.ceiling, patient, {})
                        : model::ceiling_of_the_others;
    // A gain of 0 or 1 has an infinite logit: no effect moves it.
    const double gain = model::draw(trajectory.gain, patient, {});
    drawn.gain = clinic_effect == 0.0 ? gain : logistic(logit(gain) + clinic_effect);
    drawn.half_life = model::draw(trajectory.half_life, patient, {});
    return drawn;
  }
};

void update_streaks(const model::Course& course, CourseState& state) {
  for (std::size_t i = 0; i < course.streaks.size(); ++i) {
    std::uint16_t& streak = state.streaks[i];
    streak = model::holds(course.streaks[i], state.facts)
                 ? static_cast<std::uint16_t>(std::min(streak + 1, model::unlimited))
                 : std::uint16_t{0};
  }
}

// Whether the fact is new: it holds, and the fact "has ever held" did not yet.
bool first_time(model::CourseFacts& facts, bool now, Fact ever) {
  const bool first = now && !facts.is(ever);
  if (first) facts[ever] = 1.0;
  return first;
}

struct Read {
  const CourseContext& context;
  const Disposition& disposition;
  CourseState& state;
  Time at;

  Reading operator()(const model::NoResponse& /*none*/) const { return {}; }

  Reading operator()(const model::Hazard& /*hazard*/) const {
    Reading reading;
    reading.has_response = true;
    state.facts[Fact::Responding] = disposition.responding ? 1.0 : 0.0;
    reading.first_response = first_time(state.facts, disposition.responding, Fact::Responded);
    return reading;
  }

  Reading operator()(const model::Trajectory& trajectory) const {
    const double noise = model::draw(trajectory.noise, context.course.sites.noise, context.patient,
                                     occasion(state.run, state.infusions));
    const double score =
        std::clamp(disposition.baseline * (1.0 - improvement_at(disposition, at)) + noise,
                   trajectory.scale.lowest, trajectory.scale.highest);
    const double improvement =
        disposition.baseline > 0.0 ? (disposition.baseline - score) / disposition.baseline : 0.0;
    const bool responding = improvement >= trajectory.response_at;
    const bool in_remission = score <= trajectory.scale.remission;

    model::CourseFacts& facts = state.facts;
    facts[Fact::Score] = score;
    facts[Fact::Improvement] = improvement;
    facts[Fact::BestImprovement] =
        state.assessed ? std::max(facts[Fact::BestImprovement], improvement) : improvement;
    facts[Fact::Responding] = responding ? 1.0 : 0.0;
    facts[Fact::InRemission] = in_remission ? 1.0 : 0.0;
    Reading reading;
    reading.has_scores = true;
    reading.has_response = true;
    reading.first_response = first_time(facts, responding, Fact::Responded);
    reading.first_remission = first_time(facts, in_remission, Fact::Remitted);
    return reading;
  }
};

// Whether the rule may act: after the last planned infusion there is nothing left to stop, and an
// extension is made once.
bool may_act(const model::StopRule& rule, std::uint32_t bit, const CourseState& state) {
  switch (rule.then) {
    case model::Action::Stop:
      return !state.last_planned_given();
    case model::Action::Complete:
      return true;
    case model::Action::Extend:
      return (state.used_rules & bit) == 0;
  }
  return false;
}

}  // namespace

random::Occasion occasion(int run, int number, int attempt) {
  constexpr int most = 0xffff;
  SIM_EXPECTS(0 <= run && run <= most && 0 <= number && number <= most && 0 <= attempt &&
              attempt <= most);
  return {static_cast<std::uint16_t>(run), static_cast<std::uint16_t>(number),
          static_cast<std::uint16_t>(attempt), 0};
}

Disposition dispose(const model::Response& response, random::Key patient, double clinic_effect) {
  return std::visit(Dispose{patient, clinic_effect}, response.is);
}

double improvement_at(const Disposition& disposition, Time at) {
  if (disposition.f == 0.0) return 0.0;
  const double since = in_milliseconds(at - disposition.latest_infusion);
  const double decaying = std::max(since - in_milliseconds(one_day), 0.0);
  return disposition.f * std::exp2(-decaying / disposition.half_life);
}

Aim aim_at(const CourseContext& context, int run, int number, Time previous) {
  const model::Spacing& spacing = context.course.before(number);
  const Time target =
      previous + from_milliseconds(model::draw(spacing.gap, context.course.sites.spacing,
                                               context.patient, occasion(run, number)));
  if (const auto* days = std::get_if<model::DaysAfterPrevious>(&spacing.window)) {
    return {target, date_of(previous) + std::chrono::days{days->first},
            date_of(previous) + std::chrono::days{days->last}};
  }
  const auto& around = std::get<model::AroundTarget>(spacing.window);
  return {target, date_of(target - around.early), date_of(target + around.late)};
}

CourseState begin_course(const model::Course& course, int run) {
  CourseState state;
  state.run = run;
  state.planned = course.infusions;
  return state;
}

namespace {

// Who is said to be responding is at their ceiling, and it is one that allows for it; who is not,
// and has no score, is where treatment began.
void set_response(const CourseContext& context, Disposition& disposition,
                  const model::InCourse& so_far) {
  const bool responds = so_far.state == model::StateAtStart::Responding;
  if (const auto* trajectory = std::get_if<model::Trajectory>(&context.response.is)) {
    if (so_far.score) {
      disposition.f = std::clamp(1.0 - *so_far.score / disposition.baseline, 0.0, 1.0);
    } else if (responds) {
      disposition.ceiling = std::max(disposition.ceiling, trajectory->response_at);
      disposition.f = disposition.ceiling;
    }
  } else if (std::holds_alternative<model::Hazard>(context.response.is) && responds) {
    disposition.can_respond = disposition.responding = true;
  }
}

}  // namespace

void resume(const CourseContext& context, Disposition& disposition, CourseState& state,
            const model::InCourse& so_far) {
  SIM_EXPECTS(so_far.infusions >= 1);
  state.infusions = so_far.infusions;
  state.latest_infusion = so_far.last;
  state.first_infusion = so_far.last;
  for (int number = 2; number <= so_far.infusions && !context.course.spacings.empty(); ++number)
    state.first_infusion -= from_milliseconds(context.course.before(number).gap.mean());
  state.facts[Fact::Infusions] = so_far.infusions;
  set_response(context, disposition, so_far);
  disposition.latest_infusion = so_far.last;
}

void infuse(const CourseContext& context, Disposition& disposition, CourseState& state, Time at,
            bool late) {
  if (state.infusions == 0) state.first_infusion = at;
  ++state.infusions;
  state.latest_infusion = at;
  state.unread = true;
  state.facts[Fact::Infusions] = state.infusions;
  state.facts[Fact::MissedVisits] = state.missed_in_row;
  state.facts[Fact::LateVisits] += late ? 1.0 : 0.0;
  state.missed_in_row = 0;

  const model::CourseSites& sites = context.course.sites;
  const random::Occasion which = occasion(state.run, state.infusions);
  if (const auto* hazard = std::get_if<model::Hazard>(&context.response.is)) {
    const double chance =
        disposition.responding ? hazard->loss : chance_at(*hazard, state.infusions);
    const model::Site site = disposition.responding ? sites.loses : sites.responds;
    if (disposition.can_respond && model::happens({chance, site}, context.patient, which)) {
      disposition.responding = !disposition.responding;
    }
  } else if (std::holds_alternative<model::Trajectory>(context.response.is)) {
    const double f = improvement_at(disposition, at);
    disposition.f = f + disposition.gain * std::max(disposition.ceiling - f, 0.0);
  }
  disposition.latest_infusion = at;
}

Reading assess(const CourseContext& context, const Disposition& disposition, CourseState& state,
               Time at) {
  SIM_EXPECTS(state.unread);
  const Reading reading = std::visit(Read{context, disposition, state, at}, context.response.is);
  state.facts[Fact::DaysInCourse] = std::floor(in_days(at - state.first_infusion));
  state.unread = false;
  state.assessed = state.assessed || reading.has_response;
  update_streaks(context.course, state);
  return reading;
}

Decision decide(const CourseContext& context, CourseState& state) {
  const std::vector<model::StopRule>& rules = context.course.rules;
  for (std::uint32_t i = 0; i < rules.size(); ++i) {
    const model::StopRule& rule = rules[i];
    const std::uint32_t bit = std::uint32_t{1} << i;
    if (!may_act(rule, bit, state)) continue;
    if (!model::holds(rule.when, state.facts, state.streaks.data())) continue;
    if (rule.then == model::Action::Extend) {
      state.used_rules |= bit;
      state.planned = std::min(state.planned + rule.extend_by, model::unlimited);
      break;
    }
    if (rule.then == model::Action::Stop) return {true, CourseEnd::Stopped, i};
    return {true, state.last_planned_given() ? CourseEnd::Completed : CourseEnd::CompletedEarly, i};
  }
  if (state.last_planned_given()) return {true, CourseEnd::Completed, 0};
  const random::Occasion which = occasion(state.run, state.infusions);
  if (model::happens(context.course.drop_out, context.patient, which)) {
    return {true, CourseEnd::DroppedOut, 0};
  }
  return {};
}

}  // namespace sim::clinic
