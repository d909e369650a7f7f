// sim/report/record_tables.cpp: the columns of the tables of patients and visits.
#include "sim/report/record_tables.h"

#include <array>
#include <cmath>

#include "sim/metrics/outcome.h"
#include "sim/metrics/telling.h"
#include "sim/report/record_columns.h"

namespace sim::report {
namespace {

using metrics::PatientRecord;
using metrics::VisitOutcome;
using metrics::VisitRecord;
using model::Model;
using PatientColumns = std::vector<RecordColumn<PatientRecord>>;
using VisitColumns = std::vector<RecordColumn<VisitRecord>>;

std::string in_a_word(Origin origin) {
  constexpr std::array<std::string_view, origins> names = {"referred", "waiting list", "diary",
                                                           "in course"};
  return std::string(names[static_cast<std::size_t>(origin)]);
}

std::string in_a_word(clinic::VisitFor purpose) {
  constexpr std::array<std::string_view, 3> names = {"screening", "infusion", "plan part"};
  return std::string(names[static_cast<std::size_t>(purpose)]);
}

Datum course_or_none(const Model& model, std::optional<CourseId> course) {
  return course ? Datum{model.courses[*course].name} : Datum{};
}

// A column of a time that the record has or not.
template <class Record>
RecordColumn<Record> moment(const std::string& name, const std::string& meaning,
                            Time Record::*when) {
  return {{name, DataType::Text, meaning},
          [when](const Model&, const Record& record) { return time_or_none(record.*when); }};
}

// --- patients

PatientColumns who_they_are() {
  return {{{"patient", DataType::Text,
            "cohort and number: trd/17; trd/list 3 and the like of who is "
            "there when the run starts"},
           [](const Model& model, const PatientRecord& patient) {
             return Datum{metrics::name_of(model, patient.patient)};
           }},
          {{"cohort", DataType::Text, "name of the patient's cohort"},
           [](const Model& model, const PatientRecord& patient) {
             return Datum{model.cohorts[patient.patient.cohort].name};
           }},
          {{"origin", DataType::Text,
            "how the patient came: referred; or there when the run starts, on the waiting list, in "
            "the diary or in a course"},
           [](const Model&, const PatientRecord& patient) {
             return Datum{in_a_word(patient.patient.origin)};
           }}};
}

Datum wait_of(const PatientRecord& patient) {
  if (patient.first_infusion == never) return {};
  return in_days(patient.first_infusion - patient.referred);
}

void add_access(PatientColumns& columns, const std::vector<CauseColumn>& causes) {
  columns.push_back(moment("referred", "when the patient was referred", &PatientRecord::referred));
  columns.push_back(moment("screened", "when the patient was found eligible or excluded",
                           &PatientRecord::screened));
  columns.push_back(moment("first_infusion",
                           "when the first infusion began; none of who had had "
                           "it when the run started",
                           &PatientRecord::first_infusion));
  columns.push_back({{"wait_days", DataType::Real, "days from referral to the first infusion"},
                     [](const Model&, const PatientRecord& patient) { return wait_of(patient); }});
  for (const CauseColumn& each : causes) {
    columns.push_back({{"wait_days_" + each.ending, DataType::Real,
                        "days of that wait whose cause was: " + each.cause},
                       [cause = each.cause](const Model& model, const PatientRecord& patient) {
                         if (patient.first_infusion == never) return Datum{};
                         const auto part = part_of(model, patient.waited_for, cause);
                         return part ? Datum{in_days(*part)} : Datum{};
                       }});
  }
}

void add_courses(PatientColumns& columns) {
  columns.push_back({{"first_course", DataType::Text, "course of the first infusion"},
                     [](const Model& model, const PatientRecord& patient) {
                       return course_or_none(model, patient.first_course);
                     }});
  columns.push_back({{"latest_course", DataType::Text, "course that was begun last"},
                     [](const Model& model, const PatientRecord& patient) {
                       return course_or_none(model, patient.latest_course);
                     }});
  const auto number = [&](const char* name, const char* meaning, int PatientRecord::*count) {
    columns.push_back(
        {{name, DataType::Integer, meaning}, [count](const Model&, const PatientRecord& patient) {
           return whole_number(patient.*count);
         }});
  };
  number("courses", "courses begun in the run", &PatientRecord::courses);
  number("infusions", "infusions given in the run, in all courses", &PatientRecord::infusions);
  number("infusions_before", "infusions, before the run, of the course in progress at its start",
         &PatientRecord::infusions_before);
}

void add_outcome(PatientColumns& columns) {
  columns.push_back(
      {{"outcome", DataType::Text, "what had become of the patient when the run ended"},
       [](const Model&, const PatientRecord& patient) {
         return Datum{std::string(metrics::name_of(patient.outcome))};
       }});
  columns.push_back({{"reason", DataType::Text,
                      "why: the reason of exclusion, what was refused, the rule or the adverse "
                      "event that ended the course"},
                     [](const Model& model, const PatientRecord& patient) {
                       return text_or_none(metrics::reason_of(model, patient));
                     }});
  columns.push_back(
      moment("outcome_since", "when it came to that outcome", &PatientRecord::outcome_since));
  columns.push_back(moment("assessed", "when the latest assessment was", &PatientRecord::assessed));
  columns.push_back({{"score", DataType::Real, "score at the latest assessment, in points"},
                     [](const Model&, const PatientRecord& patient) {
                       return std::isnan(patient.score) ? Datum{} : Datum{patient.score};
                     }});
  const auto state = [&](const char* name, const char* meaning, bool PatientRecord::*is) {
    columns.push_back(
        {{name, DataType::Integer, meaning}, [is](const Model&, const PatientRecord& patient) {
           return patient.assessed == never ? Datum{} : yes_or_no(patient.*is);
         }});
  };
  state("responding", "1 if responding at the latest assessment, 0 if not",
        &PatientRecord::responding);
  state("in_remission", "1 if in remission at the latest assessment, 0 if not",
        &PatientRecord::in_remission);
  columns.push_back(
      moment("relapsed", "when the latest relapse after a course was", &PatientRecord::relapsed));
}

void add_measured(PatientColumns& columns) {
  const auto counts = [&](const char* name, const char* meaning, bool PatientRecord::*is) {
    columns.push_back(
        {{name, DataType::Integer, meaning},
         [is](const Model&, const PatientRecord& patient) { return yes_or_no(patient.*is); }});
  };
  counts("referral_measured", "1 if the referral counts in the figures, 0 if not",
         &PatientRecord::referral_counts);
  counts("first_infusion_measured",
         "1 if the wait to the first infusion counts in the figures, 0 if not",
         &PatientRecord::first_infusion_counts);
}

// --- visits

// For what, of a visit that is for a part of a plan, and only for that.
Datum part_name(const Model& model, const VisitRecord& visit) {
  if (visit.purpose.what != clinic::VisitFor::PlanPart) return {};
  return model.cohorts[visit.patient.cohort].with[visit.purpose.part].name;
}

void add_what_for(VisitColumns& columns) {
  columns.push_back({{"patient", DataType::Text, "the patient, as in patients"},
                     [](const Model& model, const VisitRecord& visit) {
                       return Datum{metrics::name_of(model, visit.patient)};
                     }});
  columns.push_back(
      {{"visit", DataType::Integer, "number of the patient's visit, from 1"},
       [](const Model&, const VisitRecord& visit) { return whole_number(visit.number); }});
  columns.push_back({{"kind", DataType::Text, "name of the visit in the scenario"},
                     [](const Model& model, const VisitRecord& visit) {
                       return Datum{model.visits[visit.visit].name};
                     }});
  columns.push_back({{"purpose", DataType::Text, "screening, infusion or plan part"},
                     [](const Model&, const VisitRecord& visit) {
                       return Datum{in_a_word(visit.purpose.what)};
                     }});
  columns.push_back(
      {{"plan_part", DataType::Text, "name of the plan part that it was for"}, part_name});
  columns.push_back({{"course", DataType::Text, "course that the patient was in or waited for"},
                     [](const Model& model, const VisitRecord& visit) {
                       return Datum{model.courses[visit.purpose.course].name};
                     }});
  columns.push_back({{"infusion", DataType::Integer,
                      "number in its course of the infusion that it was for, given or not"},
                     [](const Model&, const VisitRecord& visit) {
                       return visit.infusion == 0 ? Datum{} : whole_number(visit.infusion);
                     }});
}

void add_course_of_visit(VisitColumns& columns) {
  columns.push_back(moment("booked", "when the appointment was made", &VisitRecord::booked));
  columns.push_back(moment("appointment", "the appointment", &VisitRecord::appointment));
  columns.push_back(moment("missed",
                           "when it was missed: a no-show's appointment, or when a "
                           "cancellation came",
                           &VisitRecord::missed));
  columns.push_back(moment("came", "when the patient came to the door", &VisitRecord::came));
  columns.push_back({{"began", DataType::Text, "when the first step began"},
                     [](const Model&, const VisitRecord& visit) {
                       return visit.has_begun() ? time_or_none(visit.steps.front().began) : Datum{};
                     }});
  columns.push_back(moment("patient_left", "when the patient left", &VisitRecord::left));
  columns.push_back({{"ended", DataType::Text,
                      "when the last step, cleaning included, ended; none while one goes on"},
                     [](const Model&, const VisitRecord& visit) {
                       return visit.has_begun() ? time_or_none(visit.steps.back().ended) : Datum{};
                     }});
  columns.push_back({{"steps", DataType::Integer, "number of steps that began"},
                     [](const Model&, const VisitRecord& visit) {
                       return whole_number(static_cast<std::int64_t>(visit.steps.size()));
                     }});
}

bool is_over(const VisitRecord& visit) {
  return visit.outcome == VisitOutcome::Attended || visit.outcome == VisitOutcome::NotFit;
}

void add_waits(VisitColumns& columns, const std::vector<CauseColumn>& causes) {
  columns.push_back({{"wait_minutes", DataType::Real,
                      "minutes waited in the clinic, also on days that ended with being sent home; "
                      "of visits that were attended to their end"},
                     [](const Model&, const VisitRecord& visit) {
                       return is_over(visit) ? Datum{in_minutes(visit.waited)} : Datum{};
                     }});
  for (const CauseColumn& each : causes) {
    columns.push_back({{"wait_minutes_" + each.ending, DataType::Real,
                        "minutes of that wait whose cause was: " + each.cause},
                       [cause = each.cause](const Model& model, const VisitRecord& visit) {
                         if (!is_over(visit)) return Datum{};
                         const auto part = part_of(model, visit.waited_for, cause);
                         return part ? Datum{in_minutes(*part)} : Datum{};
                       }});
  }
}

void add_how_it_went(VisitColumns& columns) {
  std::string all;
  for (std::size_t i = 0; i < metrics::visit_outcomes; ++i)
    all += (i == 0 ? "" : ", ") + std::string(metrics::name_of(static_cast<VisitOutcome>(i)));
  columns.push_back({{"outcome", DataType::Text, "how it went: " + all},
                     [](const Model&, const VisitRecord& visit) {
                       return Datum{std::string(metrics::name_of(visit.outcome))};
                     }});
  columns.push_back(
      {{"measured", DataType::Integer, "1 if it counts in the figures, 0 if not"},
       [](const Model&, const VisitRecord& visit) { return yes_or_no(visit.counts); }});
}

}  // namespace

DataTable patients_table(const std::vector<Recorded>& all) {
  PatientColumns columns = who_they_are();
  add_access(columns, cause_columns(all));
  add_courses(columns);
  add_outcome(columns);
  add_measured(columns);
  DataTable table{"patients",
                  "Every patient, in the order of their coming, from the start of the run.",
                  {},
                  key_of_run(all, {"patient"}),
                  {{key_of_run(all), "replications"}}};
  fill(table, columns, all, &metrics::Records::patients);
  return table;
}

DataTable visits_table(const std::vector<Recorded>& all) {
  VisitColumns columns;
  add_what_for(columns);
  add_course_of_visit(columns);
  add_waits(columns, cause_columns(all));
  add_how_it_went(columns);
  DataTable table{"visits",
                  "Every appointment that was kept or missed and every coming to the door, from "
                  "the start of the run.",
                  {},
                  key_of_run(all, {"patient", "visit"}),
                  {{key_of_run(all, {"patient"}), "patients"}}};
  fill(table, columns, all, &metrics::Records::visits);
  return table;
}

}  // namespace sim::report
