// sim/config/resolve_at_start.cpp: who waits when the run starts, and what the parts of the
// starting state share.
#include <algorithm>

#include "sim/base/text.h"
#include "sim/config/at_start.h"
#include "sim/config/cells.h"

namespace sim::config {
namespace {

bool is_walk_in(const Resolving& on) { return on.model.booking.mode == model::BookingMode::WalkIn; }

// --- who waits

void read_waiting(Resolving& on, const Given<Data>& given, model::Cohort& cohort) {
  DataFile& file = **given;
  for (const Row* row : rows_of(on, given, cohort.name)) {
    const auto referred = field(file, *row, "referred");
    if (const auto at = read_referred(on, *referred, cohort.referral_hours))
      cohort.at_start.waiting.referred.push_back(*at);
  }
}

void resolve_waiting(Resolving& on, const Given<WaitingDraft>& draft, model::Cohort& cohort) {
  const bool counted = !draft->patients.missing() || !draft->waited.missing();
  if (counted != draft->file.missing()) {
    on.error(at_key(draft.place),
             counted ? "a waiting list is a number of patients or a file, not both"
                     : "the waiting list says neither how many wait nor which file lists them",
             "write it as in {patients: 30, waited: {uniform: [0 days, 60 days]}}, or {file: "
             "waiting.csv}");
    return;
  }
  if (draft->file) read_waiting(on, draft->file, cohort);
  if (!counted) return;
  for (const auto& [missing, key] :
       {std::pair{draft->patients.missing(), "patients"}, {draft->waited.missing(), "waited"}}) {
    if (missing) {
      on.error(at_key(draft.place), fmt::format("the key \"{}\" is missing", key),
               "write it as in {patients: 30, waited: {uniform: [0 days, 60 days]}}");
    }
  }
  cohort.at_start.waiting.patients = value_or_nothing(draft->patients);
  if (draft->waited) {
    cohort.at_start.waiting.waited = {random::Sampler(*draft->waited),
                                      on.sites.of("waiting_list/waited")};
  }
}

// --- whose rows

// A file as one key of some cohorts names it.
struct Shared {
  std::string_view key;
  DataFile* file = nullptr;
  std::set<std::string> cohorts;
};

void add_shared(std::vector<Shared>& all, std::string_view key, const Given<Data>& named,
                const std::string& cohort) {
  if (!named) return;
  auto there = std::find_if(all.begin(), all.end(), [&](const Shared& each) {
    return each.key == key && each.file == named->get();
  });
  if (there == all.end()) there = all.insert(all.end(), {key, named->get(), {}});
  there->cohorts.insert(cohort);
}

std::vector<Shared> shared_files(const Resolving& on) {
  std::vector<Shared> all;
  for (const auto& [name, draft] : *on.draft.cohorts) {
    if (!draft) continue;
    if (draft->waiting_list) add_shared(all, "waiting_list", draft->waiting_list->file, name);
    if (draft->diary) add_shared(all, "diary", draft->diary->file, name);
    if (draft->in_course) add_shared(all, "in_course", draft->in_course->file, name);
  }
  return all;
}

void say_unknown(const Resolving& on, const Field& cohort) {
  std::vector<std::string> names;
  for (const auto& [each, value] : *on.draft.cohorts)
    names.push_back(each);
  const auto near = did_you_mean(cohort.cell.text, names);
  cohort.error(fmt::format("there is no cohort \"{}\"{}", cohort.cell.text,
                           near ? fmt::format(", did you mean \"{}\"?", *near) : ""),
               near ? "" : fmt::format("there is {}", fmt::join(names, ", ")));
}

void check_rows(const Resolving& on, const Shared& shared) {
  std::set<std::string> left_out;
  std::map<std::string, std::string> cohort_of;  // by patient
  for (const Row& row : shared.file->rows()) {
    const Field cohort = *field(*shared.file, row, "cohort");
    const std::string& name = cohort.cell.text;
    if (!on.draft.cohorts->contains(name)) {
      say_unknown(on, cohort);
    } else if (!shared.cohorts.contains(name) && left_out.insert(name).second) {
      cohort.warning(fmt::format("the rows of cohort \"{}\" are left out", name),
                     fmt::format("name the file at cohorts.{}.{} too", name, shared.key));
    }
    const auto patient = field(*shared.file, row, "patient");
    if (!patient) continue;
    if (patient->empty()) {
      patient->error("a patient has no name", "any text will do that is another for each");
    } else if (cohort_of.emplace(patient->cell.text, name).first->second != name) {
      patient->error(fmt::format(R"(patient "{}" is in cohort "{}" and in cohort "{}")",
                                 patient->cell.text, cohort_of[patient->cell.text], name));
    }
  }
}

}  // namespace

std::vector<Column> waiting_columns() { return {{"cohort"}, {"referred"}}; }

std::vector<Column> diary_columns() {
  return {{"patient"},
          {"cohort"},
          {"visit"},
          {"date"},
          {"time"},
          {"infusion"},
          {"referred", Column::Need::Optional}};
}

std::vector<Column> in_course_columns() {
  return {{"patient"},
          {"cohort"},
          {"infusions given"},
          {"last date"},
          {"score", Column::Need::Optional}};
}

std::optional<Date> start_of(const Resolving& on) {
  if (!on.draft.run || !on.draft.run->start) return {};
  return *on.draft.run->start;
}

std::vector<const Row*> rows_of(Resolving& on, const Given<Data>& file, const std::string& cohort) {
  std::vector<const Row*> rows;
  const auto column = (*file)->column("cohort");
  for (const Row& row : (*file)->rows())
    if (row[*column].text == cohort) rows.push_back(&row);
  if (rows.empty()) {
    on.warning(file.place,
               fmt::format("no row of {} is of cohort \"{}\"", (*file)->name(), cohort));
  }
  return rows;
}

std::optional<Field> field(DataFile& file, const Row& row, std::string_view column) {
  const auto there = file.column(column);
  if (!there) return {};
  return Field{file, column, row[*there]};
}

bool is_sound(const Resolving& on, const std::string& path) {
  return std::none_of(on.found.all().begin(), on.found.all().end(), [&](const Diagnostic& each) {
    return each.severity == Severity::Error &&
           (each.path == path || each.path.substr(0, path.size() + 1) == path + ".");
  });
}

std::optional<Time> read_referred(const Resolving& on, const Field& field,
                                  const model::WeeklyHours& hours) {
  const auto moment = read_moment(field);
  const auto start = start_of(on);
  if (!moment || !start) return {};
  const Time at = Time{moment->date} + moment->time.value_or(Duration{0});
  if (at > Time{*start}) {
    field.error(
        fmt::format("{} is after the start of the run, {}", field.cell.text, format_date(*start)),
        "who is referred later belongs in referrals, as in {file: referrals.csv, column: "
        "date}");
    return {};
  }
  if (moment->time) return at;
  return std::min(Time{*start}, next_within(hours, on.model.clinic.closed, at));
}

void resolve_at_start(Resolving& on, const AtStartOf& of) {
  if (!start_of(on)) return;
  if (of.draft.waiting_list) resolve_waiting(on, of.draft.waiting_list, of.cohort);
  if (of.draft.diary && is_walk_in(on)) {
    on.error(at_key(of.draft.diary.place), "a walk-in clinic has no diary",
             "say who is in a course with in_course, or take mode: walk_in away");
  } else if (of.draft.diary && of.course) {
    resolve_diary(on, of);
  }
  if (of.draft.in_course && of.in_course) resolve_in_course(on, of);
}

void check_whose_rows(Resolving& on) {
  for (const Shared& each : shared_files(on))
    check_rows(on, each);
}

}  // namespace sim::config
