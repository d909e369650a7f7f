// sim/experiment/portrait.h: what a picture of a clinic shows that no figure says: how waits are
// spread over patients, what became of each of them, and one ordinary day.
//
// A replication is a function of its number, so what the figures did not keep is found by running
// some of them again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/replicate.h"
#include "sim/metrics/records.h"
#include "sim/metrics/tallies.h"
#include "sim/model/model.h"

namespace sim::experiment {

struct Portrait {
  // From referral to first infusion, of first infusions in the measured period.
  class Waits {
   public:
    void add(Duration wait);

    std::int64_t patients() const { return patients_; }
    // For patients but the last in a thousand, so that they fit into 60 bins: an hour where they
    // wait two days at most, otherwise 1, 2, 5 or 7 days, or a multiple of 7.
    Duration bin_width() const;
    // Patients by bins of that width, from 0 to the longest wait. Expects: a multiple of an hour.
    std::vector<std::int64_t> bins(Duration width) const;

   private:
    std::vector<std::int64_t> hours_;  // patients, by whole hours waited
    std::int64_t patients_ = 0;
  };

  // Where patients stood when the run ended.
  struct Fate {
    enum class Stage : std::uint8_t { Screening, Waiting, Course };

    Stage stage;  // that they came to: excluded, not started, started
    metrics::Outcome outcome;
    std::string
        reason;  // of an exclusion or refusal, or the rule that ended a course; may be empty
    std::int64_t patients = 0;
  };

  struct Day {
    Date date;
    std::vector<metrics::VisitRecord> visits;
  };

  int replications = 0;  // from the first on
  Waits waits;
  std::vector<Fate> fates;  // of everybody who came from time zero on; by stage, outcome and reason
  std::optional<Day> day;   // of the first replication: an ordinary one

  std::int64_t patients() const;
};

// A portrait of so many replications, from the first. Fewer where it is interrupted. Throws as
// record() does.
Portrait portray(const model::Model& model, int replications, const Execution& execution);

}  // namespace sim::experiment
