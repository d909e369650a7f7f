#include "tests/property/written_rules.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace sim::tests {
namespace {

using std::string;
using std::vector;

constexpr const char* course_names[] = {"c0", "c1", "c2", "c3"};

const vector<FactWords> counts = {
    {"infusions", {"1", "2", "3", "4", "5", "6", "8", "10"}},
    {"adverse_events", {"0", "1", "2", "3"}},
    {"missed_visits", {"0", "1", "2"}},
    {"late_visits", {"0", "1", "2", "3"}},
    {"days_in_course", {"0", "1", "2", "3", "4", "5", "7", "10", "14", "21", "30"}},
};
const vector<FactWords> of_response = {{"responding", {}}, {"responded", {}}};
const vector<FactWords> of_scores = {
    {"score", {"2.5", "5", "10", "15", "20", "25", "30", "40", "60"}},
    {"improvement",
     {"-10 %", "0 %", "10 %", "20 %", "25%", "37.5 %", "50 %", "75 %", "87.5 %", "100 %"}},
    {"best_improvement", {"-10 %", "0 %", "20 %", "25 %", "50 %", "75 %", "87.5 %", "100 %"}},
    {"in_remission", {}},
    {"remitted", {}},
};

vector<FactWords> joined(vector<FactWords> some, const vector<FactWords>& more) {
  some.insert(some.end(), more.begin(), more.end());
  return some;
}

template <class T>
const T& pick(Chooser& choose, const vector<T>& options) {
  return options[static_cast<std::size_t>(choose.between(0, static_cast<int>(options.size()) - 1))];
}

Written made_up_sentence(Chooser& choose, ResponseModel response) {
  const FactWords& fact = pick(choose, facts_offered(response));
  Written sentence;
  sentence.fact = fact.name;
  if (choose.yes(35)) sentence.negation = "not ";
  if (!fact.values.empty()) {
    const bool can_be_equal = response == ResponseModel::ExactTrajectory && choose.yes(30);
    sentence.op = can_be_equal ? "==" : pick(choose, operators());
    sentence.value = pick(choose, fact.values);
  }
  if (choose.yes(40)) sentence.assessments = choose.between(1, 4);
  return sentence;
}

Written made_up_condition(Chooser& choose, ResponseModel response, int levels) {
  if (levels == 0 || choose.yes(35)) return made_up_sentence(choose, response);
  Written condition;
  condition.group = pick(choose, vector<Group>{Group::All, Group::Any, Group::None, Group::Not});
  const int parts = condition.group == Group::Not ? 1 : choose.between(1, 3);
  for (int i = 0; i < parts; ++i)
    condition.parts.push_back(made_up_condition(choose, response, levels - 1));
  return condition;
}

// What is true of many courses would end nearly all of them at once: it is put off in most rules.
Written put_off(Chooser& choose, Written condition) {
  if (choose.yes(30)) return condition;
  Written late;
  late.fact = "infusions";
  late.op = ">=";
  late.value = std::to_string(choose.between(2, 7));
  return {Group::All, "", "", "", "", 0, {late, std::move(condition)}};
}

string another_course(Chooser& choose, const string& than) {
  vector<string> courses;
  for (const char* name : course_names)
    if (name != than) courses.emplace_back(name);
  return pick(choose, courses);
}

WrittenRule made_up_rule(Chooser& choose, ResponseModel response, const WrittenCourse& course) {
  vector<Then> actions = {Then::Stop, Then::Complete, Then::Switch};
  if (course.infusions) actions.push_back(Then::Extend);
  if (response == ResponseModel::Trajectory || response == ResponseModel::ExactTrajectory)
    actions.push_back(Then::Gain);
  WrittenRule rule;
  rule.when = put_off(choose, made_up_condition(choose, response, 3));
  rule.then = pick(choose, actions);
  rule.extend_by = choose.between(1, 3);
  rule.course = another_course(choose, course.name);
  rule.factor = pick(choose, vector<double>{0.5, 0.8, 1.3, 2.0});
  return rule;
}

WrittenFollowUp made_up_follow_up(Chooser& choose, ResponseModel response, const string& after) {
  WrittenFollowUp next;
  if (choose.yes(80)) next.when = made_up_condition(choose, response, 1);
  next.course = another_course(choose, after);
  if (choose.yes(50)) next.chance = choose.between(20, 80);
  return next;
}

WrittenCourse made_up_course(Chooser& choose, ResponseModel response, string name) {
  WrittenCourse course{std::move(name)};
  if (choose.yes(90)) course.infusions = choose.between(1, 9);
  const int rules = choose.between(1, 5);
  for (int i = 0; i < rules; ++i)
    course.rules.push_back(made_up_rule(choose, response, course));
  const int follow_ups = choose.between(0, 3);
  for (int i = 0; i < follow_ups; ++i)
    course.afterwards.push_back(made_up_follow_up(choose, response, course.name));
  course.drop_out_responding = choose.between(0, 10);
  course.drop_out_otherwise =
      response == ResponseModel::None ? course.drop_out_responding : choose.between(0, 20);
  course.adverse_event = choose.between(10, 60);
  return course;
}

string as_text(const WrittenRule& rule) {
  switch (rule.then) {
    case Then::Stop:
      return "stop";
    case Then::Complete:
      return "complete";
    case Then::Extend:
      return fmt::format("{{extend_by: {}}}", rule.extend_by);
    case Then::Switch:
      return fmt::format("{{course: {}}}", rule.course);
    case Then::Gain:
      return fmt::format("{{gain: x {}}}", rule.factor);
  }
  return "";
}

string as_text(ResponseModel response) {
  const string scale =
      fmt::format("model: trajectory, scale: {{range: [0, {}], remission: {}}}, response_at: {} %",
                  highest_score, remission_score, 100.0 * response_at);
  switch (response) {
    case ResponseModel::None:
      return "model: none";
    case ResponseModel::Hazard:
      return fmt::format("model: hazard, hazard: [{} %, {} %, {} %], loss: {} %, never: 10 %",
                         100.0 * chances_of_response[0], 100.0 * chances_of_response[1],
                         100.0 * chances_of_response[2], 100.0 * chance_of_loss);
    case ResponseModel::Trajectory:
      return scale + fmt::format(
                         ", baseline: {{normal: {{mean: 35, sd: 8, min: 20, max: 60}}}}, "
                         "capable: 90 %, ceiling: {{uniform: [0.5, 1]}}, gain: {{uniform: [0.1, "
                         "0.8]}}, half_life: {{uniform: [5 days, 40 days]}}, noise: {}",
                         noise_of_scores);
    case ResponseModel::ExactTrajectory:
      return scale +
             ", baseline: 40, capable: 100 %, ceiling: 1, gain: 0.5, half_life: 10 days, noise: 0";
  }
  return "";
}

}  // namespace

std::string_view word(Group group) {
  constexpr std::string_view words[] = {"a sentence", "all", "any", "none", "not"};
  return words[static_cast<std::size_t>(group)];
}

std::string_view word(Then then) {
  constexpr std::string_view words[] = {"stop", "complete", "extend", "switch", "gain"};
  return words[static_cast<std::size_t>(then)];
}

const vector<string>& operators() {
  static const vector<string> all = {"<", "<=", "==", ">=", ">"};
  return all;
}

const vector<FactWords>& facts_offered(ResponseModel response) {
  static const vector<FactWords> with_response = joined(counts, of_response);
  static const vector<FactWords> with_scores = joined(with_response, of_scores);
  switch (response) {
    case ResponseModel::None:
      return counts;
    case ResponseModel::Hazard:
      return with_response;
    case ResponseModel::Trajectory:
    case ResponseModel::ExactTrajectory:
      break;
  }
  return with_scores;
}

string as_text(const Written& condition) {
  if (condition.group == Group::Sentence) {
    string text = condition.negation + condition.fact;
    if (!condition.op.empty()) text += fmt::format(" {} {}", condition.op, condition.value);
    if (condition.assessments > 0)
      text += fmt::format(" for {} assessments", condition.assessments);
    return text;
  }
  if (condition.group == Group::Not) return fmt::format("{{not: {}}}", as_text(condition.parts[0]));
  vector<string> parts;
  for (const Written& part : condition.parts)
    parts.push_back(as_text(part));
  return fmt::format("{{{}: [{}]}}", word(condition.group), fmt::join(parts, ", "));
}

string as_text(const WrittenCourse& course) {
  string text = fmt::format(
      "  {}:\n    visit: infusion\n    infusions: {}\n    every: 3.5 days\n"
      "    adverse_events: [{{name: dizziness, chance: {} %}}]\n",
      course.name, course.infusions ? std::to_string(*course.infusions) : "unlimited",
      course.adverse_event);
  if (course.drop_out_responding == course.drop_out_otherwise)
    text += fmt::format("    drop_out: {} %\n", course.drop_out_otherwise);
  else
    text += fmt::format("    drop_out: {{responding: {} %, otherwise: {} %}}\n",
                        course.drop_out_responding, course.drop_out_otherwise);
  text += "    stop_rules:\n";
  for (std::size_t i = 0; i < course.rules.size(); ++i)
    text += fmt::format("      - {{name: rule {}, when: {}, then: {}}}\n", i,
                        as_text(course.rules[i].when), as_text(course.rules[i]));
  if (!course.afterwards.empty()) text += "    afterwards:\n";
  for (const WrittenFollowUp& next : course.afterwards)
    text += fmt::format("      - {{{}course: {}, chance: {} %}}\n",
                        next.when ? fmt::format("when: {}, ", as_text(*next.when)) : "",
                        next.course, next.chance);
  return text;
}

string as_text(const WrittenScenario& scenario) {
  string courses;
  string cohorts;
  for (const WrittenCourse& course : scenario.courses) {
    courses += as_text(course);
    cohorts +=
        fmt::format("  of_{0}: {{referrals: 1 / week, course: {0}, response: r}}\n", course.name);
  }
  return fmt::format(
      "chairtime: 1\nname: Rules at random\n"
      "clinic:\n  open: {{mon-fri: 08:00-17:00}}\n  resources: {{chairs: 4}}\n"
      "visits:\n  infusion:\n    steps: [{{name: infuse, takes: 1 h, needs: {{chairs: 1}}}}]\n"
      "courses:\n{}responses:\n  r: {{{}}}\ncohorts:\n{}",
      courses, as_text(scenario.response), cohorts);
}

WrittenScenario made_up_scenario(Chooser& choose) {
  WrittenScenario scenario;
  scenario.response =
      pick(choose, vector<ResponseModel>{ResponseModel::None, ResponseModel::Hazard,
                                         ResponseModel::Trajectory, ResponseModel::ExactTrajectory,
                                         ResponseModel::ExactTrajectory});
  for (const char* name : course_names)
    scenario.courses.push_back(made_up_course(choose, scenario.response, name));
  return scenario;
}

}  // namespace sim::tests
