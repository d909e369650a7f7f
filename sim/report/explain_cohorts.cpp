// sim/report/explain_cohorts.cpp: who comes, how they are screened, how long they wait, and how
// they respond.
#include <algorithm>
#include <cmath>
#include <variant>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/explain_parts.h"

namespace sim::report {
namespace {

using model::Cohort;

// --- responses

// Of half of the patients, because a mean that a few long ones draw out would promise too much.
std::string halved_in(const random::Sampler& half_life) {
  if (half_life.is_constant()) return time_in_words(half_life);
  constexpr double half = 0.5;
  const Duration median =
      std::chrono::round<std::chrono::hours>(from_milliseconds(half_life.at(half)));
  return fmt::format("{} or less in half of the patients", format_duration(median));
}

struct ResponseWords {
  std::string operator()(const model::NoResponse& /*nothing*/) const { return {}; }

  std::string operator()(const model::Hazard& hazard) const {
    std::vector<std::string> chances;
    for (const double each : hazard.chances)
      chances.push_back(percent(each));
    std::string text = fmt::format(
        "whoever can respond and does not yet begins to, at the infusions in turn, with a chance "
        "of "
        "{}; the last value repeats.",
        listed(chances));
    if (hazard.loss > 0.0) {
      text +=
          fmt::format(" At each infusion {} of those who respond fall back.", percent(hazard.loss));
    }
    if (hazard.never.probability > 0.0)
      text += fmt::format(" {} cannot respond.", percent(hazard.never.probability));
    return text;
  }

  std::string operator()(const model::Trajectory& is) const {
    return fmt::format(
        "scores go from {} to {}, higher is worse. Before treatment a patient has {}. A response "
        "is "
        "a fall by {}, remission a score of at most {}. {} can get well; what an infusion gains is "
        "halved in {}.",
        format_number(is.scale.lowest), format_number(is.scale.highest),
        number_in_words(is.baseline.sampler), percent(is.response_at),
        format_number(is.scale.remission), percent(is.capable.probability),
        halved_in(is.half_life.sampler));
  }
};

// When those who respond at the end of a course do so no longer.
std::string relapse_of(const model::Response& response) {
  if (response.relapse) {
    return fmt::format(" Who responds at the end of a course relapses {} later.",
                       time_in_words(response.relapse->sampler));
  }
  if (std::holds_alternative<model::Trajectory>(response.is)) {
    return " Who responds at the end of a course relapses when what is left of the gain is no "
           "response any longer.";
  }
  return " After a course nobody relapses.";
}

// --- referrals

struct ReferralWords {
  const Cohort& cohort;

  std::string operator()(const model::Poisson& rate) const {
    std::string text = fmt::format("{} referrals a week on average, at random",
                                   format_number(std::round(rate.per_week * 100.0) / 100.0));
    if (rate.seasons)
      text += ", more at some times of the year, the week or the day than at others";
    if (rate.growth > 0.0) text += fmt::format(", growing by {} a year", percent(rate.growth));
    if (rate.growth < 0.0) text += fmt::format(", falling by {} a year", percent(-rate.growth));
    return text;
  }
  std::string operator()(const model::Gaps& gaps) const {
    return fmt::format("a referral every {} of the hours in which they come",
                       time_in_words(gaps.gap));
  }
  std::string operator()(const model::AtStart& all) const {
    return counted(all.patients, "patient") + ", all at the first opening, and nobody later";
  }
  std::string operator()(const model::Listed& list) const {
    return counted(static_cast<std::int64_t>(list.at.size()), "referral") + " on a list of dates";
  }
};

std::string referrals_of(const model::Model& model, const Cohort& cohort) {
  std::string text = referrals_in_words(cohort);
  if (!(cohort.referral_hours == model.clinic.open))
    text += fmt::format(", {}", in_words(cohort.referral_hours));
  return text + ".";
}

std::string screening_of(const model::Model& model, const Cohort& cohort) {
  if (!cohort.screening) return "Nobody is screened.";
  std::string text = cohort.screening->use
                         ? fmt::format("They are screened at {} visits",
                                       model.visit_of(*cohort.screening->use).name)
                         : "They are screened without a visit, at once";
  std::vector<std::string> reasons;
  double all = 0.0;
  for (const model::Exclusion& each : cohort.screening->excluded) {
    reasons.push_back(fmt::format("{} {}", each.reason, percent(each.share)));
    all += each.share;
  }
  if (reasons.empty()) return text + ", and nobody is excluded.";
  return text + fmt::format(", and {} are excluded ({}).", percent(all),
                            fmt::format("{}", fmt::join(reasons, ", ")));
}

// "45 are in the course 'maintenance'", for each course of which there are any.
void add_in_course(const model::Model& model, const std::vector<model::InCourse>& patients,
                   std::vector<std::string>& there) {
  for (const CourseId course : ids<CourseId>(model.courses)) {
    const auto count =
        std::count_if(patients.begin(), patients.end(),
                      [&](const model::InCourse& each) { return each.course == course; });
    if (count > 0) {
      there.push_back(
          fmt::format("{} are in the course '{}'", with_commas(count), model.courses[course].name));
    }
  }
}

// Who is there when the run starts.
std::string at_start_of(const model::Model& model, const Cohort& cohort) {
  const model::AtRunStart& start = cohort.at_start;
  const auto waiting = static_cast<std::int64_t>(start.waiting.referred.size()) +
                       std::int64_t{start.waiting.patients};
  std::vector<std::string> there;
  if (waiting > 0) {
    there.push_back(fmt::format("{} wait", with_commas(waiting)));
    if (start.waiting.patients > 0)
      there.back() += fmt::format(" (since {})", time_in_words(start.waiting.waited.sampler));
  }
  if (!start.diary.empty())
    there.push_back(fmt::format("{} have appointments", start.diary.size()));
  add_in_course(model, start.in_course, there);
  return there.empty() ? "" : fmt::format(" When the run starts, {}.", listed(there));
}

// "40 % have talk_therapy as well, with therapy visits, one every 1 week, beside each course."
std::string plan_part(const model::Model& model, const model::PlanPart& part) {
  std::string text = fmt::format(" {} have {} as well", percent(part.share.probability), part.name);
  if (part.use) {
    text += fmt::format(", at {} visits, {} beside each course", model.visit_of(*part.use).name,
                        gaps_in_words(part.every));
  }
  std::vector<std::string> does;
  const auto multiplied = [&](std::string_view what, double by) {
    if (by != 1.0) does.push_back(fmt::format("{} by {}", what, format_number(by)));
  };
  multiplied("what an infusion gains", part.gain);
  multiplied("the time in which a gain is halved", part.half_life);
  multiplied("the chance of dropping out", part.drop_out);
  if (!does.empty()) text += fmt::format("; it multiplies {}", listed(does));
  return text + ".";
}

void explain_cohort(const model::Model& model, const Cohort& cohort, Prose& prose) {
  std::string text = fmt::format("{}: {} {}", cohort.label, referrals_of(model, cohort),
                                 screening_of(model, cohort));
  text += cohort.patience ? fmt::format(" Without a first infusion, a patient gives up after {}.",
                                        time_in_words(cohort.patience->sampler))
                          : " They wait for a first infusion without giving up.";
  const model::Response& response = model.responses[cohort.response];
  text += fmt::format(" Their course is '{}'", model.courses[cohort.course].name);
  text += std::holds_alternative<model::NoResponse>(response.is)
              ? "; how they respond is not modelled."
              : fmt::format(", and they respond as '{}'.", response.name);
  for (const model::PlanPart& part : cohort.with)
    text += plan_part(model, part);
  if (cohort.priority != model::last_priority)
    text += fmt::format(" Their priority is {} (1 goes first).", cohort.priority);
  prose.say(text + at_start_of(model, cohort));
}

}  // namespace

std::string referrals_in_words(const Cohort& cohort) {
  return std::visit(ReferralWords{cohort}, cohort.referrals);
}

void explain_responses(const model::Model& model, Prose& prose) {
  bool any = false;
  for (const model::Response& response : model.responses) {
    const std::string words = std::visit(ResponseWords{}, response.is);
    if (words.empty()) continue;
    if (!any) prose.heading("Responses");
    any = true;
    prose.say(fmt::format("{}: {}{}", response.name, words, relapse_of(response)));
  }
}

void explain_each_cohort(const model::Model& model, Prose& prose) {
  for (const Cohort& cohort : model.cohorts)
    explain_cohort(model, cohort, prose);
}

void explain_cohorts(const model::Model& model, Prose& prose) {
  prose.heading("Cohorts");
  explain_each_cohort(model, prose);
}

}  // namespace sim::report
