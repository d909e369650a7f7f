// sim/config/at_start.h: the clinic as it stands when the run starts: who waits, who has
// appointments, who is in a course.
#pragma once

#include <vector>

#include "sim/config/draft.h"
#include "sim/config/files.h"
#include "sim/config/resolving.h"

namespace sim::config {

// Of the files that say so.
std::vector<Column> waiting_columns();
std::vector<Column> diary_columns();
std::vector<Column> in_course_columns();

// Of the cohort, all but this is resolved. A course that could not be made out is nothing; the
// second one too where the response could not.
struct AtStartOf {
  const CohortDraft& draft;
  model::Cohort& cohort;
  std::optional<CourseId> course;     // the cohort's
  std::optional<CourseId> in_course;  // the one that in_course names, or the cohort's
};

void resolve_at_start(Resolving& on, const AtStartOf& of);
// Parts of it. Expect: that the key is there, and of.course and of.in_course, respectively.
void resolve_diary(Resolving& on, const AtStartOf& of);
void resolve_in_course(Resolving& on, const AtStartOf& of);

// --- what the parts share

using Row = std::vector<Cell>;

// The first day of the run, which is resolved later; nothing if it could not be read.
std::optional<Date> start_of(const Resolving& on);
// The rows of a cohort, in the file's order; a warning where there are none. Expects: file, and a
// column "cohort" in it.
std::vector<const Row*> rows_of(Resolving& on, const Given<Data>& file, const std::string& cohort);
// The cell under a column; nothing where the file does not have it.
std::optional<Field> field(DataFile& file, const Row& row, std::string_view column);
// Whether no mistake was found so far in what has this path.
bool is_sound(const Resolving& on, const std::string& path);
// When somebody was referred: not after the start of the run. A date alone means the first of the
// referral hours from then on, or the start if that is earlier.
std::optional<Time> read_referred(const Resolving& on, const Field& field,
                                  const model::WeeklyHours& hours);

// Whether all rows of those files are of cohorts that read them.
void check_whose_rows(Resolving& on);

}  // namespace sim::config
