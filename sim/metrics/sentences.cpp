// sim/metrics/sentences.cpp: facts about a patient in words.
#include "sim/metrics/sentences.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/metrics/telling.h"

namespace sim::metrics {
namespace {

std::string early_or_late(Duration late) {
  if (late <= -one_minute) return fmt::format(", {} early", in_words(-late));
  if (late >= one_minute) return fmt::format(", {} late", in_words(late));
  return {};
}

std::string plural(int count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

// One sentence for each kind of fact; none for what happens after the patient has left.
struct Sentence {
  const model::Model& model;

  std::string operator()(const clinic::PatientReferred& now) const {
    if (now.patient.origin == Origin::Referred) return "The patient is referred.";
    if (now.referred == now.at) return "The patient is here when the run begins.";
    return fmt::format("The patient waits when the run begins, for {} already.",
                       in_words(now.at - now.referred));
  }
  std::string operator()(const clinic::PatientTakenOver& now) const {
    return fmt::format("The patient is in the course '{}' when the run begins, after {}.",
                       model.courses[now.course].name, plural(now.infusions, "infusion"));
  }
  std::string operator()(const clinic::ScreeningStarted& now) const {
    return fmt::format("Screening begins, {} after referral.", in_words(now.waited));
  }
  std::string operator()(const clinic::PatientScreened& /*now*/) const {
    return "The patient is found eligible.";
  }
  std::string operator()(const clinic::PatientExcluded& now) const {
    const model::Screening& screening = *model.cohorts[now.patient.cohort].screening;
    return fmt::format("The patient is excluded: {}.", screening.excluded[now.reason].reason);
  }
  std::string operator()(const clinic::PatientGaveUp& now) const {
    return fmt::format("The patient gives up waiting, {} after referral.",
                       in_words(now.at - now.referred));
  }
  std::string operator()(const clinic::BeforeFirstDone& now) const {
    const model::Course& course = model.courses[now.course];
    return fmt::format("What the course '{}' needs beforehand, '{}', is {}.", course.name,
                       course.before_first[now.which].name, now.refused ? "refused" : "there");
  }
  std::string operator()(const clinic::PatientRefused& now) const {
    return fmt::format("The patient leaves without an infusion, {} after referral.",
                       in_words(now.at - now.referred));
  }
  std::string operator()(const clinic::PatientLost& now) const {
    return fmt::format(
        "The patient is lost before a first infusion, {} after referral: no visit follows the "
        "missed one.",
        in_words(now.at - now.referred));
  }

  std::string operator()(const clinic::CourseStarted& now) const {
    if (now.order == clinic::CourseOrder::Later)
      return fmt::format("The course '{}' starts.", model.courses[now.course].name);
    const std::string parts = in_words(model, now.waited_for);
    return fmt::format("The course '{}' starts, {} after referral{}{}.",
                       model.courses[now.course].name, in_words(now.at - now.referred),
                       parts.empty() ? "" : ": ", parts);
  }
  std::string operator()(const clinic::InfusionStarted& now) const {
    if (now.number == 1) return "Infusion 1 begins.";
    return fmt::format("Infusion {} begins, {} after the one before{}.", now.number,
                       in_words(now.gap), now.late ? ", on a date after its window" : "");
  }
  std::string operator()(const clinic::AdverseEventSeen& now) const {
    std::string text = fmt::format("Infusion {} had an adverse event, '{}'", now.number,
                                   model.courses[now.course].adverse_events[now.event].name);
    const std::string steps = lengthened(now);
    if (!steps.empty()) text += fmt::format(", which lengthened {}", steps);
    return text + (now.ends_course ? "; it ends the course." : ".");
  }
  std::string operator()(const clinic::Assessed& now) const {
    std::string text = fmt::format("Infusion {} is assessed: ", now.number);
    if (!std::isnan(now.score)) text += fmt::format("score {:.1f}, ", now.score);
    text += now.responding ? "responding" : "not responding";
    if (now.first_response) text += " (for the first time)";
    if (now.in_remission) text += ", in remission";
    if (now.first_remission) text += " (for the first time)";
    return text + ".";
  }
  std::string operator()(const clinic::CourseEnded& now) const {
    std::string text =
        fmt::format("{} after {} and {}{}.", how_it_ended(now), plural(now.infusions, "infusion"),
                    in_words(now.length), state(now));
    if (now.next) {
      text += fmt::format(" The course '{}' follows, due on {}.", model.courses[*now.next].name,
                          in_words(date_of(now.next_due)));
    }
    return text;
  }
  std::string operator()(const clinic::StopFollowedUp& now) const {
    const std::string& rule = model.courses[now.course].rules[now.rule].name;
    if (now.infusions == 0)
      return fmt::format("Without the rule '{}' no other infusion would have followed.", rule);
    return fmt::format(
        "Without the rule '{}' {} would have followed{}; after the last of them the patient would "
        "{}have been responding.",
        rule, plural(now.infusions, "infusion"), held(now), now.responding ? "" : "not ");
  }
  std::string operator()(const clinic::PatientRelapsed& now) const {
    return fmt::format("The patient relapses, {}{}.",
                       now.after == Duration{0}
                           ? "at once as the course ends"
                           : in_words(now.after) + " after the end of the course",
                       now.comes_again ? ", and comes again" : "");
  }
  std::string operator()(const clinic::CourseForgone& now) const {
    return fmt::format("The course '{}', which was to follow, is not begun.",
                       model.courses[now.course].name);
  }

  std::string operator()(const clinic::VisitBooked& now) const {
    return fmt::format("{} {} is booked for {}.",
                       now.purpose.what == clinic::VisitFor::Infusion ? "An" : "A", kind(now),
                       format_time(now.start));
  }
  std::string operator()(const clinic::VisitGivenBack& now) const {
    return fmt::format("The {} booked for {} is given back.", kind(now), format_time(now.start));
  }
  std::string operator()(const clinic::StartRefused& now) const {
    return fmt::format("No start is found for the next visit, mostly {}{}",
                       model::is_resource(now.cause) ? "for want of " : "because of ",
                       name_of(model, now.cause));
  }
  std::string operator()(const clinic::VisitMissed& now) const {
    if (now.how == clinic::Miss::LateCancellation) {
      return fmt::format("The patient cancels the {} booked for {}.", kind(now),
                         format_time(now.start));
    }
    return fmt::format("The patient does not come to the {}.", kind(now));
  }
  std::string operator()(const clinic::PatientArrived& now) const {
    const bool walk_in = model.booking.mode == model::BookingMode::WalkIn;
    const bool again =
        walk_in ? now.at > now.appointment : date_of(now.at) > date_of(now.appointment);
    return fmt::format("The patient comes {}to the {}{}.", again ? "again " : "", kind(now),
                       again || walk_in ? "" : early_or_late(now.at - now.appointment));
  }
  std::string operator()(const clinic::PatientSentHome& /*now*/) const {
    return "The patient is sent home, because the clinic closes before the visit can begin.";
  }
  std::string operator()(const clinic::FoundNotFit& /*now*/) const {
    return "The patient turns out not to be fit for the infusion, which is not given.";
  }
  std::string operator()(const clinic::StepStarted& now) const {
    const model::Step& step = model.visits[now.visit].steps[now.step];
    if (step.after_patient) return {};
    if (now.waited == Duration{0}) return fmt::format("Step '{}' begins.", step.name);
    return fmt::format("Step '{}' begins, after {} of waiting {}.", step.name, in_words(now.waited),
                       reason(model, now.cause));
  }
  std::string operator()(const clinic::VisitEnded& now) const {
    const std::string length = in_words(now.length);
    if (now.waited == Duration{0})
      return fmt::format("The patient leaves after {}, without having waited.", length);
    const std::string parts = in_words(model, now.waited_for);
    return fmt::format("The patient leaves after {}, {} of it waiting{}{}.", length,
                       in_words(now.waited), parts.empty() ? "" : ": ", parts);
  }

 private:
  // What the visit is for that a fact is about.
  template <class Fact>
  std::string kind(const Fact& now) const {
    switch (now.purpose.what) {
      case clinic::VisitFor::Screening:
        return "screening visit";
      case clinic::VisitFor::Infusion:
        return "infusion visit";
      case clinic::VisitFor::PlanPart:
        break;
    }
    return fmt::format("visit for '{}'",
                       model.cohorts[now.patient.cohort].with[now.purpose.part].name);
  }
  // The steps that may take longer for the event: "'infuse' and 'monitor'".
  std::string lengthened(const clinic::AdverseEventSeen& now) const {
    const model::Use& use = model.uses[model.courses[now.course].use_of(now.number)];
    std::string steps;
    for (std::size_t step = 0; step < use.lengthened_by.size(); ++step) {
      const std::vector<std::uint32_t>& events = use.lengthened_by[step];
      if (std::find(events.begin(), events.end(), now.event) == events.end()) continue;
      steps += fmt::format("{}'{}'", steps.empty() ? "" : " and ",
                           model.visits[use.visit].steps[step].name);
    }
    return steps;
  }
  // ", with 3 h of chairs": of what visits hold throughout.
  std::string held(const clinic::StopFollowedUp& now) const {
    std::string text;
    for (const ResourceId id : ids<ResourceId>(model.resources)) {
      const model::Resource& resource = model.resources[id];
      const Duration span{now.held[id.index] / resource.units_each};
      if (!resource.held_throughout || span == Duration{0}) continue;
      text += fmt::format("{} {} of {}", text.empty() ? ", with" : " and", in_words(span),
                          resource.name);
    }
    return text;
  }
  std::string how_it_ended(const clinic::CourseEnded& now) const {
    const auto by_rule = [&](std::string_view does) {
      return fmt::format("The rule '{}' {} the course",
                         model.courses[now.course].rules[now.rule].name, does);
    };
    switch (now.how) {
      case clinic::CourseEnd::Completed:
        return "The course is completed";
      case clinic::CourseEnd::CompletedEarly:
        return by_rule("completes");
      case clinic::CourseEnd::Stopped:
        return by_rule("stops");
      case clinic::CourseEnd::Switched:
        return by_rule("ends");
      case clinic::CourseEnd::DroppedOut:
        return "The patient drops out of the course";
      case clinic::CourseEnd::Lost:
        return "Too many visits in a row were missed: the patient is lost from the course";
      case clinic::CourseEnd::AdverseEvent:
        return "An adverse event ends the course";
    }
    return {};
  }
  static std::string_view state(const clinic::CourseEnded& now) {
    if (!now.assessed) return "";
    if (now.in_remission) return ", in remission";
    return now.responding ? ", responding" : ", not responding";
  }
};

}  // namespace

std::string to_sentence(const model::Model& model, const StoryFact& fact) {
  return std::visit(Sentence{model}, fact);
}

}  // namespace sim::metrics
