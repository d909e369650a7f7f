#include "sim/clinic/on_paper.h"

#include <algorithm>

#include "sim/clinic/decision.h"
#include "sim/clinic/step_time.h"

namespace sim::clinic {
namespace {

class PaperCourse {
 public:
  PaperCourse(const model::Model& model, const CourseContext& context,
              const Disposition& disposition, const CourseState& state)
      : model_(model), context_(context), disposition_(disposition), state_(state) {}

  OnPaper follow(const Stopped& stopped) {
    state_.rules_off |= std::uint32_t{1} << stopped.rule;
    free_from_ = stopped.at;
    until_ = stopped.until;
    is_over_ = decide(context_, disposition_, state_, stopped.rule + 1).ends;
    while (!is_over_) {
      const Time start = next_start();
      if (start >= until_) break;
      if (state_.unread) read(start);
      if (!is_over_) give(start);
    }
    on_paper_.responding = on_paper_.infusions > 0 && state_.facts.is(model::Fact::Responding);
    return on_paper_;
  }

 private:
  Time next_start() const {
    const Aim aim = aim_at(context_, state_.run, state_.infusions + 1, state_.counted_from());
    return std::max(aim.target, free_from_);
  }

  void read(Time at) {
    assess(context_, disposition_, state_, at);
    is_over_ = decide(context_, disposition_, state_).ends;
  }

  void give(Time start) {
    infuse(context_, disposition_, state_, start, false);
    const UseId use = context_.course.use_of(state_.infusions);
    const VisitLength length = visit_length(
        model_, {use, context_.patient, occasion(state_.run, state_.infusions)}, context_.course);
    count(use, length.in_all);
    free_from_ = start + length.patient_stays;
    is_over_ = is_ended_by_harm(context_, state_);
    if (!is_over_) read_when_due(when_assessed(context_, state_, free_from_));
  }

  // What is due only after the next infusion should have begun is read just before that one.
  void read_when_due(Time due) {
    const bool is_last = state_.last_planned_given();
    if (due >= until_ || (!is_last && due > next_start())) {
      is_over_ = is_last;
      return;
    }
    if (is_last) free_from_ = due;
    read(due);
  }

  void count(UseId use, Duration in_all) {
    ++on_paper_.infusions;
    const model::Units& throughout = model_.visit_of(use).throughout;
    for (std::size_t i = 0; i < throughout.size(); ++i)
      on_paper_.held[i] += throughout[i] * in_all.count();
  }

  const model::Model& model_;
  const CourseContext& context_;
  Disposition disposition_;
  CourseState state_;
  OnPaper on_paper_;
  Time free_from_;  // the patient, of the visit before
  Time until_;
  bool is_over_ = false;
};

}  // namespace

OnPaper follow_on_paper(const model::Model& model, const CourseContext& context,
                        Disposition disposition, CourseState state, const Stopped& stopped) {
  return PaperCourse(model, context, disposition, state).follow(stopped);
}

}  // namespace sim::clinic
