// sim/config/resolve_in_course.cpp: who is in the middle of a course when the run starts.
#include "sim/base/text.h"
#include "sim/config/at_start.h"
#include "sim/config/cells.h"
#include "sim/config/document.h"

namespace sim::config {
namespace {

struct InCourseOf {
  Resolving& on;
  const Given<InCourseDraft>& draft;
  model::Cohort& cohort;
  CourseId id;
  Date start;

  const model::Course& course() const { return on.model.courses[id]; }
  const model::Response& response() const { return on.model.responses[cohort.response]; }
};

// The mean gap after so many infusions, in milliseconds; of spacings used in turn the mean of all.
double mean_gap_after(const model::Schedule& schedule, int given) {
  const auto* every = std::get_if<model::Every>(&schedule.phase_of(given + 1).due);
  if (every == nullptr) return in_milliseconds(schedule.mean_gap(given + 1));
  double sum = 0.0;
  for (const model::Spacing& each : every->spacings)
    sum += each.gap.mean();
  return in_milliseconds(from_milliseconds(sum / static_cast<double>(every->spacings.size())));
}

// Patient i of n, both from 0, has had so many of 1 to `most`. With enough patients each number has
// its turn, so that it does not go with how long ago the last infusion was; otherwise they are
// spread evenly over the numbers.
int infusions_given(int i, int n, int most) {
  return n >= most ? 1 + i % most
                   : 1 + static_cast<int>((2 * std::int64_t{i} + 1) * most / (2 * std::int64_t{n}));
}

// The last infusions are spread evenly over one gap before the run starts.
void spread(const InCourseOf& of) {
  const int n = *of.draft->patients;
  const model::Course& course = of.course();
  const int most = course.infusions == model::unlimited ? 1 : course.infusions - 1;
  for (int i = 0; i < n; ++i) {
    model::InCourse patient;
    patient.course = of.id;
    patient.infusions = infusions_given(i, n, most);
    const double gap = mean_gap_after(course.schedule, patient.infusions);
    patient.last = Time{of.start} - from_milliseconds(gap * (n - i - 0.5) / n);
    patient.state = *of.draft->state;
    of.cohort.at_start.in_course.push_back(patient);
  }
}

std::optional<int> read_given_infusions(const InCourseOf& of, const Field& field) {
  const auto given = read_count(field, 1);
  if (!given || *given < of.course().infusions) return given;
  field.error(fmt::format("{} infusions have been given, and course \"{}\" has {}", *given,
                          of.course().name, of.course().infusions),
              "who has had them all is not in the course: take the row away");
  return {};
}

std::optional<Time> read_last(const InCourseOf& of, const Field& field) {
  const auto moment = read_moment(field);
  if (!moment) return {};
  const Time at = Time{moment->date} + moment->time.value_or(std::chrono::hours{12});
  if (at <= Time{of.start}) return at;
  field.error(fmt::format("{} is not before the start of the run, {}", field.cell.text,
                          format_date(of.start)),
              "what comes later belongs in the diary");
  return {};
}

std::optional<double> read_score(const InCourseOf& of, const Field& field) {
  const auto score = read_number(field);
  if (!score) return {};
  const auto* trajectory = std::get_if<model::Trajectory>(&of.response().is);
  if (trajectory == nullptr) {
    field.error(fmt::format("patients of cohort \"{}\" have no scores", of.cohort.name),
                "leave the column empty, or give the cohort a response with model: trajectory");
  } else if (*score < trajectory->scale.lowest || *score > trajectory->scale.highest) {
    field.error(fmt::format("{} is not on the scale, which goes from {:g} to {:g}", field.cell.text,
                            trajectory->scale.lowest, trajectory->scale.highest));
  }
  return score;
}

void read_in_course(const InCourseOf& of, DataFile& file) {
  std::set<std::string> patients;
  for (const Row* row : rows_of(of.on, of.draft->file, of.cohort.name)) {
    const Field patient = *field(file, *row, "patient");
    if (!patients.insert(patient.cell.text).second)
      patient.error(fmt::format("patient \"{}\" is in two rows", patient.cell.text));
    const auto given = read_given_infusions(of, *field(file, *row, "infusions given"));
    const auto last = read_last(of, *field(file, *row, "last date"));
    model::InCourse in_course;
    if (const auto score = field(file, *row, "score"); score && !score->empty())
      in_course.score = read_score(of, *score);
    if (!given || !last) continue;
    in_course.course = of.id;
    in_course.infusions = *given;
    in_course.last = *last;
    in_course.state = *of.draft->state;
    of.cohort.at_start.in_course.push_back(in_course);
  }
}

// Whether it is said once and in a way that makes sense.
bool makes_sense(const InCourseOf& of) {
  Resolving& on = of.on;
  const InCourseDraft& draft = *of.draft;
  if (draft.patients.missing() == draft.file.missing()) {
    on.error(at_key(of.draft.place),
             draft.file.missing()
                 ? "it says neither how many are in the course nor which file lists them"
                 : "those in a course are a number of patients or a file, not both",
             "write it as in {patients: 24, state: responding}, or {file: in_course.csv}");
    return false;
  }
  if (of.course().infusions == 1) {
    on.error(at_key(of.draft.place),
             fmt::format("course \"{}\" is a single infusion, so nobody is in the middle of it",
                         of.course().name));
    return false;
  }
  if (draft.state && *draft.state == model::StateAtStart::Responding &&
      std::holds_alternative<model::NoResponse>(of.response().is)) {
    on.error(draft.state.place,
             fmt::format("patients of cohort \"{}\" have no response", of.cohort.name),
             "give the cohort a response, or take the state away");
  }
  return true;
}

}  // namespace

void resolve_in_course(Resolving& on, const AtStartOf& of) {
  const auto start = start_of(on);
  if (!start || !is_sound(on, dotted("courses", on.model.courses[*of.in_course].name))) return;
  const InCourseOf all{on, of.draft.in_course, of.cohort, *of.in_course, *start};
  if (!makes_sense(all) || !all.draft->state) return;
  if (all.draft->patients) spread(all);
  if (all.draft->file) read_in_course(all, **all.draft->file);
}

}  // namespace sim::config
