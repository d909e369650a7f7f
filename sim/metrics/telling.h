// sim/metrics/telling.h: the words for patients, spans and causes of waiting, in figures and
// traces.
#pragma once

#include <string>
#include <vector>

#include "sim/model/model.h"
#include "sim/model/wait_cause.h"

namespace sim::metrics {

// "trd/17", from 1; "trd/list 3", "trd/diary 2", "trd/in course 5" of those who are there when the
// run starts.
std::string name_of(const model::Model& model, PatientId patient);

// What stands before the number in the name of a patient who came like this: "list ".
std::string_view prefix_of(Origin origin);

// "chairs", or the name of the cause that is no resource.
std::string_view name_of(const model::Model& model, model::WaitCause cause);

// The causes that waits of this model can have, in their order: walk-ins know no booking rules.
std::vector<model::WaitCause> causes_of(const model::Model& model);

// As it follows a wait: "for chairs", "while the clinic was closed".
std::string reason(const model::Model& model, model::WaitCause cause);

// To the minute: "3 days 2 h 5 min", "12 min", "no time".
std::string in_words(Duration span);

// The parts of a wait, the longest first: "1 day 2 h for chairs, 20 min for nurses"; nothing where
// there are none.
std::string in_words(const model::Model& model, const model::WaitByCause& wait);

}  // namespace sim::metrics
