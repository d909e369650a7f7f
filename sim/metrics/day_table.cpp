// sim/metrics/day_table.cpp: what the day log kept, as a table.
#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/base/words.h"
#include "sim/metrics/day_log.h"
#include "sim/metrics/telling.h"

namespace sim::metrics {
namespace {

using Cells = std::vector<std::string>;

// Lines of cells under each other, two spaces between them. A column in which nothing stands below
// the heading is left out.
std::string aligned(const std::vector<Cells>& lines) {
  std::vector<std::size_t> widths;
  for (std::size_t column = 0; column < lines.front().size(); ++column) {
    std::size_t below = 0;
    for (std::size_t i = 1; i < lines.size(); ++i)
      below = std::max(below, count_characters(lines[i][column]));
    widths.push_back(below == 0 ? 0 : std::max(below, count_characters(lines.front()[column])));
  }
  std::string text;
  for (const Cells& line : lines) {
    std::string padded;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (widths[i] == 0) continue;
      padded += line[i] + std::string(widths[i] - count_characters(line[i]) + 2, ' ');
    }
    text += padded.substr(0, padded.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

// The clock, with the days that it is after the date (or before: who was sent home comes again).
std::string clock(Time at, Date date) {
  if (at == never) return "";
  const auto days = (date_of(at) - date).count();
  return format_clock(time_of_day(at)) + (days != 0 ? fmt::format("{:+}", days) : "");
}

// What ends with the date ends at 24:00.
std::string end_clock(Time at, Date date) {
  return at == Time{date} + one_day ? "24:00" : clock(at, date);
}

std::string span(Time from, Time to, Date date) {
  return fmt::format("{}-{}", clock(from, date), end_clock(to, date));
}

// Of an infusion its number, of a part of a plan its name.
std::string number_of(const model::Model& model, const VisitRecord& visit) {
  switch (visit.purpose.what) {
    case clinic::VisitFor::Screening:
      return {};
    case clinic::VisitFor::Infusion:
      return std::to_string(visit.infusion);
    case clinic::VisitFor::PlanPart:
      return model.cohorts[visit.patient.cohort].with[visit.purpose.part].name;
  }
  return {};
}

// Why nothing, or nothing more, happened.
std::string remark_of(const VisitRecord& visit) {
  switch (visit.outcome) {
    case VisitOutcome::InHand:
    case VisitOutcome::Attended:
      return {};
    case VisitOutcome::NotFit:
      return "not fit";
    case VisitOutcome::NoShow:
      return "no-show";
    case VisitOutcome::LateCancellation:
      return fmt::format("cancelled on {}", format_time(visit.missed));
    case VisitOutcome::SentHome:
      return "sent home unseen";
    case VisitOutcome::GaveUp:
      return "gave up waiting";
    case VisitOutcome::CourseEnded:
      return "the course ended";
  }
  return {};
}

std::string waits_of(const model::Model& model, const VisitRecord& visit) {
  std::string text = remark_of(visit);
  for (const StepRecord& step : visit.steps) {
    if (step.waited <= Duration{0}) continue;
    const std::string& name = model.visits[visit.visit].steps[step.step].name;
    text += fmt::format(
        "{}{} {} {}", text.empty() ? "" : "; ", in_words(step.waited),
        step.step == visit.steps.front().step ? "at the door" : fmt::format("before {}", name),
        reason(model, step.cause));
  }
  return text;
}

}  // namespace

std::string DayLog::on_duty(ResourceId id) const {
  const model::Resource& resource = model_.resources[id];
  const std::vector<Staff>& levels = staff_[id.index];
  const std::vector<model::Opening> open =
      model::openings_on(date_, model_.clinic.open, model_.clinic.closed);
  std::string text;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (levels[i].on_duty == 0) continue;
    const Time from = std::max(levels[i].from, Time{date_});
    const Time to = i + 1 < levels.size() ? levels[i + 1].from : Time{date_} + one_day;
    const bool all_day = open.size() == 1 && from == open[0].from && to == open[0].to;
    text += fmt::format("{}{}", text.empty() ? "" : ", ", levels[i].on_duty / resource.units_each);
    if (!all_day) text += fmt::format(" ({})", span(from, to, date_));
  }
  return fmt::format("{} {}", resource.name, text.empty() ? "0" : text);
}

std::string DayLog::opening() const {
  std::string hours;
  for (const model::Opening& each :
       model::openings_on(date_, model_.clinic.open, model_.clinic.closed))
    hours += (hours.empty() ? "" : ", ") + span(each.from, each.to, date_);
  if (hours.empty()) return fmt::format("{}: closed.\n", in_words(date_));
  std::string staff;
  for (const ResourceId resource : ids<ResourceId>(model_.resources))
    staff += (staff.empty() ? "" : "; ") + on_duty(resource);
  return fmt::format("{}: open {}. On duty: {}.\n", in_words(date_), hours, staff);
}

std::vector<VisitRecord> DayLog::visits_of(VisitId kind) const {
  const std::vector<VisitRecord>& all = visits_.visits();
  std::vector<VisitRecord> visits;
  std::copy_if(all.begin(), all.end(), std::back_inserter(visits),
               [&](const VisitRecord& visit) { return visit.visit == kind; });
  // Walk-ins have none, and stay in the order of their coming.
  std::stable_sort(visits.begin(), visits.end(), [](const VisitRecord& a, const VisitRecord& b) {
    return a.appointment < b.appointment;
  });
  return visits;
}

// A table of the visits of one kind, by their appointments; empty where there are none.
std::string DayLog::table(VisitId id) const {
  const std::vector<VisitRecord> visits = visits_of(id);
  if (visits.empty()) return {};
  const model::Visit& kind = model_.visits[id];
  const bool booked = model_.booking.mode == model::BookingMode::Appointments;
  std::vector<Cells> lines = {{kind.name, "no.", "booked", "came"}};
  for (const model::Step& step : kind.steps)
    lines[0].push_back(step.name);
  lines[0].insert(lines[0].end(), {"left", "waited"});
  for (const VisitRecord& visit : visits) {
    Cells line = {name_of(model_, visit.patient), number_of(model_, visit),
                  booked ? clock(visit.appointment, date_) : "", clock(visit.came, date_)};
    const std::size_t steps = line.size();
    line.resize(steps + kind.steps.size());
    for (const StepRecord& step : visit.steps)
      line[steps + step.step] = span(step.began, step.ended, date_);
    line.insert(line.end(), {clock(visit.left, date_), waits_of(model_, visit)});
    lines.push_back(std::move(line));
  }
  return "\n" + aligned(lines);
}

std::string DayLog::closing() const {
  if (!closed_) return {};
  const std::string closed = end_clock(*closed_, date_);
  if (!in_hand_at_closing_) return fmt::format("Closed at {}, without overtime.\n", closed);
  if (!overtime_ended_) return fmt::format("Closed at {}; the run ends in overtime.\n", closed);
  return fmt::format("Closed at {}; the last of the work ended at {}: {} of overtime.\n", closed,
                     clock(*overtime_ended_, date_), in_words(*overtime_ended_ - *closed_));
}

std::string DayLog::text() const {
  std::string text = opening();
  for (const VisitId visit : ids<VisitId>(model_.visits))
    text += table(visit);
  if (visits_.visits().empty()) text += "\nNobody came or was due.\n";
  const std::string end = closing();
  return end.empty() ? text : text + "\n" + end;
}

}  // namespace sim::metrics
