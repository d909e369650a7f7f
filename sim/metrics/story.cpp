// sim/metrics/story.cpp: whose story it is, when it is over, and the page it is told on.
#include "sim/metrics/story.h"

#include <fmt/format.h>

#include "sim/base/contract.h"
#include "sim/base/text.h"
#include "sim/metrics/sentences.h"
#include "sim/metrics/telling.h"

namespace sim::metrics {
namespace {

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

// The last course is over, nothing follows it, and no relapse is to come.
bool Story::ends(const clinic::CourseEnded& now) {
  course_follows_ = now.next.has_value();
  relapse_follows_ = now.relapses != never;
  return !course_follows_ && !relapse_follows_;
}

bool Story::ends(const clinic::PatientRelapsed& now) {
  relapse_follows_ = false;
  course_follows_ |= now.comes_again;
  return !course_follows_;
}

bool Story::ends(const clinic::CourseForgone& /*now*/) {
  course_follows_ = false;
  return !relapse_follows_;
}

std::string Story::text() const {
  SIM_EXPECTS(has_come());
  const model::Cohort& cohort = model_.cohorts[patient_->cohort];
  std::string text = fmt::format("Patient {}: {}\n", name_of(model_, *patient_), cohort.label);
  Date date = Date::min();
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    std::string line = to_sentence(model_, facts_[i]);
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
