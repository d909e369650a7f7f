// sim/metrics/story.cpp: facts about a patient in sentences.
#include "sim/metrics/story.h"

#include <cmath>

#include <fmt/format.h>

#include "sim/base/contract.h"
#include "sim/base/text.h"
#include "sim/metrics/telling.h"

namespace sim::metrics {
namespace {

std::string_view kind(const clinic::Purpose& purpose) {
  return purpose.screening ? "screening visit" : "infusion visit";
}

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
  bool walk_in;

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
  std::string operator()(const clinic::PatientLost& now) const {
    return fmt::format(
        "The patient is lost before a first infusion, {} after referral: no visit follows the "
        "missed one.",
        in_words(now.at - now.referred));
  }

  std::string operator()(const clinic::CourseStarted& now) const {
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
    return fmt::format("{} after {} and {}{}.", how_it_ended(now),
                       plural(now.infusions, "infusion"), in_words(now.length), state(now));
  }

  std::string operator()(const clinic::VisitBooked& now) const {
    return fmt::format("{} {} is booked for {}.", now.purpose.screening ? "A" : "An",
                       kind(now.purpose), format_time(now.start));
  }
  std::string operator()(const clinic::VisitGivenBack& now) const {
    return fmt::format("The {} booked for {} is given back.", kind(now.purpose),
                       format_time(now.start));
  }
  std::string operator()(const clinic::StartRefused& now) const {
    return fmt::format("No start is found for the next visit, mostly {}{}",
                       model::is_resource(now.cause) ? "for want of " : "because of ",
                       name_of(model, now.cause));
  }
  std::string operator()(const clinic::VisitMissed& now) const {
    if (now.how == clinic::Miss::LateCancellation) {
      return fmt::format("The patient cancels the {} booked for {}.", kind(now.purpose),
                         format_time(now.start));
    }
    return fmt::format("The patient does not come to the {}.", kind(now.purpose));
  }
  std::string operator()(const clinic::PatientArrived& now) const {
    const bool again =
        walk_in ? now.at > now.appointment : date_of(now.at) > date_of(now.appointment);
    return fmt::format("The patient comes {}to the {}{}.", again ? "again " : "", kind(now.purpose),
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
      case clinic::CourseEnd::DroppedOut:
        return "The patient drops out of the course";
      case clinic::CourseEnd::Lost:
        return "Too many visits in a row were missed: the patient is lost from the course";
    }
    return {};
  }
  static std::string_view state(const clinic::CourseEnded& now) {
    if (!now.assessed) return "";
    if (now.in_remission) return ", in remission";
    return now.responding ? ", responding" : ", not responding";
  }
};

Time when(const StoryFact& fact) {
  return std::visit([](const auto& now) { return now.at; }, fact);
}

// How many facts from here on are the same refusal: it is asked again whenever the book changes.
std::size_t refusals_from(const std::vector<StoryFact>& facts, std::size_t first) {
  const auto* asked = std::get_if<clinic::StartRefused>(&facts[first]);
  if (asked == nullptr) return 0;
  std::size_t next = first + 1;
  while (next < facts.size()) {
    const auto* again = std::get_if<clinic::StartRefused>(&facts[next]);
    if (again == nullptr || again->cause != asked->cause) break;
    ++next;
  }
  return next - first;
}

}  // namespace

void Story::meet(PatientId patient) {
  if (const auto* nth = std::get_if<NthReferred>(&whose_)) {
    if (patient.origin != Origin::Referred) return;
    ++came_;
    if (came_ == nth->number) patient_ = patient;
  } else if (patient.cohort == patient_->cohort && patient.origin == patient_->origin) {
    ++came_;
  }
}

bool Story::ends(const StoryFact& fact) {
  return std::holds_alternative<clinic::PatientExcluded>(fact) ||
         std::holds_alternative<clinic::PatientGaveUp>(fact) ||
         std::holds_alternative<clinic::PatientLost>(fact) ||
         std::holds_alternative<clinic::CourseEnded>(fact);
}

std::string Story::text() const {
  SIM_EXPECTS(has_come());
  const model::Cohort& cohort = model_.cohorts[patient_->cohort];
  std::string text = fmt::format("Patient {}: {}\n", name_of(model_, *patient_), cohort.label);
  const Sentence sentence{model_, model_.booking.mode == model::BookingMode::WalkIn};
  Date date = Date::min();
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    std::string line = std::visit(sentence, facts_[i]);
    if (line.empty()) continue;
    const Time at = when(facts_[i]);
    const std::size_t refusals = refusals_from(facts_, i);
    if (refusals > 1) {
      i += refusals - 1;
      line += fmt::format("; asked {} times until {}", refusals, format_time(when(facts_[i])));
    }
    if (refusals > 0) line += ".";
    if (date_of(at) != date) text += fmt::format("\n{}\n", in_words(date_of(at)));
    date = date_of(at);
    text += fmt::format("  {}  {}\n", format_clock(time_of_day(at)), line);
  }
  if (!over_since_) text += "\nThe run ends here.\n";
  return text;
}

}  // namespace sim::metrics
