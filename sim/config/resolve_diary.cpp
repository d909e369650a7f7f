// sim/config/resolve_diary.cpp: the appointments that stand in the diary when the run starts.
#include <algorithm>

#include "sim/base/text.h"
#include "sim/config/at_start.h"
#include "sim/config/cells.h"

namespace sim::config {
namespace {

struct Appointment {
  model::DiaryVisit visit;
  const Row* row = nullptr;
};

// One patient of the file.
struct Person {
  std::string name;
  std::optional<Time> referred;
  std::vector<Appointment> appointments;
};

struct Diary {
  Resolving& on;
  const AtStartOf& of;
  DataFile& file;
  Date start;  // of the run

  Field at(const Row& row, std::string_view column) const { return *field(file, row, column); }
  const model::Course& course() const { return on.model.courses[*of.course]; }
};

std::optional<Time> read_start(const Diary& diary, const Row& row) {
  const Field on_date = diary.at(row, "date");
  const Field at_time = diary.at(row, "time");
  const auto date = read_date(on_date);
  const auto time = read_time_of_day(at_time);
  if (!date || !time) return {};
  const Time at = Time{*date} + *time;
  const model::ClinicHours& clinic = diary.on.model.clinic;
  if (*date < diary.start) {
    on_date.error(fmt::format("{} is before the start of the run, {}", on_date.cell.text,
                              format_date(diary.start)),
                  "the diary holds what is still to come");
  } else if (diary.on.clinic_is_sound && clinic.closed.contains(*date)) {
    on_date.error(fmt::format("the clinic is closed on {}", format_date(*date)));
  } else if (diary.on.clinic_is_sound && !clinic.open.contains(at - Time{monday_of(*date)})) {
    at_time.error(fmt::format("the clinic is not open on {}", format_time(at)));
  }
  return at;
}

// The number of the infusion; 0, or nothing written, is the screening.
std::optional<int> read_infusion(const Diary& diary, const Row& row) {
  const Field infusion = diary.at(row, "infusion");
  if (infusion.empty()) return 0;
  const auto number = read_count(infusion, 0);
  if (!number || *number <= diary.course().most_infusions()) return number;
  infusion.error(fmt::format("course \"{}\" has at most {} infusions, found number {}",
                             diary.course().name, diary.course().most_infusions(), *number));
  return {};
}

// That the visit is the one at which the infusion is given, or patients are screened.
void check_visit(const Diary& diary, const Row& row, int infusion) {
  const Field visit = diary.at(row, "visit");
  const model::Model& model = diary.on.model;
  const auto& screening = diary.of.cohort.screening;
  if (infusion > 0) {
    const model::Course& course = diary.course();
    const std::string& given_at = model.visit_of(course.use_of(infusion)).name;
    if (visit.cell.text == given_at) return;
    const std::string which =
        course.uses.size() == 1
            ? fmt::format("infusions of course \"{}\" are", course.name)
            : fmt::format("infusion {} of course \"{}\" is", infusion, course.name);
    visit.error(
        fmt::format(R"({} given at visit "{}", found "{}")", which, given_at, visit.cell.text));
  } else if (!screening || !screening->use) {
    diary.at(row, "infusion")
        .error(fmt::format("cohort \"{}\" has no screening visit, so this must be an infusion",
                           diary.of.cohort.name),
               "write its number: 1 for the first of the course");
  } else if (visit.cell.text != model.visit_of(*screening->use).name) {
    visit.error(fmt::format(R"(patients are screened at visit "{}", found "{}")",
                            model.visit_of(*screening->use).name, visit.cell.text),
                "for an infusion, write its number in the column infusion");
  }
}

void read_row(const Diary& diary, const Row& row, Person& person) {
  const auto start = read_start(diary, row);
  const auto infusion = read_infusion(diary, row);
  if (infusion) check_visit(diary, row, *infusion);
  if (const auto referred = field(diary.file, row, "referred"); referred && !referred->empty()) {
    const auto at = read_referred(diary.on, *referred, diary.of.cohort.referral_hours);
    if (at && person.referred && *person.referred != *at)
      referred->error(fmt::format("patient \"{}\" was referred on two dates", person.name));
    if (at) person.referred = at;
  }
  if (start && infusion) person.appointments.push_back({{*start, *infusion}, &row});
}

// In order of time, the infusions are numbered in turn, and a screening comes before all of them.
void check_order(const Diary& diary, const Person& person) {
  for (std::size_t i = 1; i < person.appointments.size(); ++i) {
    const model::DiaryVisit& before = person.appointments[i - 1].visit;
    const model::DiaryVisit& here = person.appointments[i].visit;
    const Row& row = *person.appointments[i].row;
    const Field infusion = diary.at(row, "infusion");
    if (here.start == before.start) {
      diary.at(row, "time")
          .error(fmt::format("patient \"{}\" has two appointments at the same time", person.name));
    } else if (here.infusion == 0) {
      infusion.error(
          before.infusion == 0
              ? fmt::format("patient \"{}\" is screened twice", person.name)
              : fmt::format("patient \"{}\" is screened after an infusion", person.name));
    } else if (before.infusion == 0) {
      infusion.error("infusions booked before the screening is over are not supported yet",
                     "take the row away: the patient is booked anew when found eligible");
    } else if (here.infusion != before.infusion + 1) {
      infusion.error(fmt::format("patient \"{}\" has infusion {} next, found {}", person.name,
                                 before.infusion + 1, here.infusion),
                     "from one appointment to the next, infusions are numbered in turn");
    }
  }
}

std::vector<Person> people_of(const Diary& diary) {
  std::vector<Person> people;
  std::map<std::string, std::size_t> numbers;  // by name
  for (const Row* row : rows_of(diary.on, diary.of.draft.diary->file, diary.of.cohort.name)) {
    const std::string& name = diary.at(*row, "patient").cell.text;
    const auto [there, is_new] = numbers.emplace(name, people.size());
    if (is_new) people.push_back({name, {}, {}});
    read_row(diary, *row, people[there->second]);
  }
  return people;
}

}  // namespace

void resolve_diary(Resolving& on, const AtStartOf& of) {
  const auto start = start_of(on);
  // Courses are sound also where the whole section of visits could not be read.
  const bool is_known = on.model.visits.size() > 0 &&
                        is_sound(on, dotted("courses", on.model.courses[*of.course].name)) &&
                        is_sound(on, dotted("cohorts", of.cohort.name) + ".screening");
  if (!start || !of.draft.diary->file || !is_known) return;
  const Diary diary{on, of, **of.draft.diary->file, *start};
  for (Person& person : people_of(diary)) {
    std::stable_sort(
        person.appointments.begin(), person.appointments.end(),
        [](const Appointment& a, const Appointment& b) { return a.visit.start < b.visit.start; });
    check_order(diary, person);
    model::DiaryPatient& patient = of.cohort.at_start.diary.emplace_back();
    patient.referred = person.referred;
    for (const Appointment& each : person.appointments)
      patient.visits.push_back(each.visit);
  }
}

}  // namespace sim::config
