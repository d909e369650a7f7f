#include "sim/clinic/course.h"

#include <algorithm>
#include <cmath>
#include <variant>

#include "sim/base/contract.h"

namespace sim::clinic {
namespace {

using model::Fact;

// Which k-th chance a hazard has: the last one repeats.
double chance_at(const model::Hazard& hazard, int number) {
  const auto last = hazard.chances.size() - 1;
  return hazard.chances[std::min(static_cast<std::size_t>(number - 1), last)];
}

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

}  // namespace

random::Occasion occasion(int run, int number, int attempt) {
  constexpr int most = 0xffff;
  SIM_EXPECTS(0 <= run && run <= most && 0 <= number && number <= most && 0 <= attempt &&
              attempt <= most);
  return {static_cast<std::uint16_t>(run), static_cast<std::uint16_t>(number),
          static_cast<std::uint16_t>(attempt), 0};
}

Aim aim_at(const CourseContext& context, int run, int number, CountedFrom from) {
  return aim_at(context.course, number, from, {context.patient, occasion(run, number)});
}

CourseState begin_course(const model::Course& course, int run) {
  CourseState state;
  state.run = run;
  state.planned = course.infusions;
  return state;
}

namespace {

// Who is said to be responding is at their ceiling, and it is one that allows for it; who is not,
// and has no score, is where treatment began. Answers whether they respond.
bool set_response(const CourseContext& context, Disposition& disposition,
                  const model::InCourse& so_far) {
  const bool responds = so_far.state == model::StateAtStart::Responding;
  if (const auto* trajectory = std::get_if<model::Trajectory>(&context.response.is)) {
    if (so_far.score) {
      disposition.f = std::clamp(1.0 - *so_far.score / disposition.baseline, 0.0, 1.0);
      return disposition.f >= trajectory->response_at;
    }
    if (responds) {
      disposition.ceiling = std::max(disposition.ceiling, trajectory->response_at);
      disposition.f = disposition.ceiling;
    }
  } else if (std::holds_alternative<model::Hazard>(context.response.is) && responds) {
    disposition.can_respond = disposition.responding = true;
  }
  return responds;
}

}  // namespace

void resume(const CourseContext& context, Disposition& disposition, CourseState& state,
            const model::InCourse& so_far) {
  SIM_EXPECTS(so_far.infusions >= 1);
  state.infusions = so_far.infusions;
  state.latest_infusion = so_far.last;
  state.first_infusion = so_far.last;
  bool found = false;
  for (int number = so_far.infusions; number >= 1; --number) {
    const model::Schedule& schedule = context.course.schedule;
    if (!found) state.day_zero = state.first_infusion;
    found = found || number == 1 || schedule.phase_of(number).is_day_zero(number);
    if (number > 1) state.first_infusion -= schedule.mean_gap(number);
  }
  state.facts[Fact::Infusions] = so_far.infusions;
  if (set_response(context, disposition, so_far)) state.facts[Fact::Responded] = 1.0;
  disposition.latest_infusion = so_far.last;
}

void infuse(const CourseContext& context, Disposition& disposition, CourseState& state, Time at,
            bool late) {
  if (state.infusions == 0) state.first_infusion = at;
  ++state.infusions;
  const CountedFrom from = counted_from(context.course, state.infusions, at, state.counted_from());
  state.latest_infusion = at;
  state.day_zero = from.day_zero;
  state.unread = true;
  state.facts[Fact::Infusions] = state.infusions;
  state.facts[Fact::MissedVisits] = state.missed_in_row;
  state.facts[Fact::LateVisits] += late ? 1.0 : 0.0;
  state.missed_in_row = 0;

  const model::CourseSites& sites = context.course.sites;
  const random::Occasion which = occasion(state.run, state.infusions);
  for (const model::AdverseEvent& event : context.course.adverse_events) {
    if (model::happens(event.chance, context.patient, which))
      state.facts[Fact::AdverseEvents] += 1.0;
  }
  if (const auto* hazard = std::get_if<model::Hazard>(&context.response.is)) {
    const double chance =
        disposition.responding ? hazard->loss : chance_at(*hazard, state.infusions);
    const model::Site site = disposition.responding ? sites.loses : sites.responds;
    if (disposition.can_respond && model::happens({chance, site}, context.patient, which)) {
      disposition.responding = !disposition.responding;
    }
  } else if (std::holds_alternative<model::Trajectory>(context.response.is)) {
    const double f = improvement_at(disposition, at);
    const double gain = std::min(1.0, disposition.gain * state.gain);
    disposition.f = f + gain * std::max(disposition.ceiling - f, 0.0);
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

}  // namespace sim::clinic
