// tests/property/written_rules.h: courses and their rules as a user writes them, made up at random.
//
// A condition is kept as its words, so that two readers can be given the same: the product gets the
// text, the naive rules (naive_rules.h) get the words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/chooser.h"

namespace sim::tests {

enum class Group : std::uint8_t { Sentence, All, Any, None, Not };
std::string_view word(Group group);

// "[not] fact [op value] [for N assessments]", or a group of conditions.
struct Written {
  Group group = Group::Sentence;
  std::string negation = {};  // "not " or nothing
  std::string fact = {};
  std::string op = {};     // nothing after a fact that is yes or no
  std::string value = {};  // "20 %"
  int assessments = 0;     // 0: nothing is said
  std::vector<Written> parts = {};
};
std::string as_text(const Written& condition);

enum class Then : std::uint8_t { Stop, Complete, Extend, Switch, Gain };
std::string_view word(Then then);

struct WrittenRule {
  Written when;
  Then then = Then::Stop;
  int extend_by = 0;
  std::string course = {};
  double factor = 1.0;  // of the gain
};

// In `afterwards`.
struct WrittenFollowUp {
  std::optional<Written> when = {};  // none: always
  std::string course = {};
  int chance = 100;  // percent
};

struct WrittenCourse {
  std::string name;
  std::optional<int> infusions = {};  // none: unlimited
  std::vector<WrittenRule> rules = {};
  std::vector<WrittenFollowUp> afterwards = {};
  int drop_out_responding = 0;  // percent
  int drop_out_otherwise = 0;
  int adverse_event = 0;  // percent at each infusion
};
std::string as_text(const WrittenCourse& course);

enum class ResponseModel : std::uint8_t {
  None,
  Hazard,
  Trajectory,
  ExactTrajectory  // the same for everyone and without noise: scores are 40 times powers of a half
};

inline constexpr double highest_score = 60.0;
inline constexpr double remission_score = 10.0;
inline constexpr double response_at = 0.5;
inline constexpr double noise_of_scores = 9.0;  // standard deviation
inline constexpr double chances_of_response[] = {0.2, 0.5, 0.3};
inline constexpr double chance_of_loss = 0.2;

// So many courses beside each other, from which switches lead to one another.
struct WrittenScenario {
  ResponseModel response = ResponseModel::None;
  std::vector<WrittenCourse> courses;
};
std::string as_text(const WrittenScenario& scenario);
WrittenScenario made_up_scenario(Chooser& choose);

// What can be compared, with which values, and whether it takes a response model with scores.
struct FactWords {
  std::string name;
  std::vector<std::string> values;  // nothing: yes or no
};
const std::vector<FactWords>& facts_offered(ResponseModel response);
const std::vector<std::string>& operators();

}  // namespace sim::tests
