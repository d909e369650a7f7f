#include "tests/property/naive_rules.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "sim/random/normal.h"

namespace sim::tests {
namespace {

using std::string;

double number_in(const string& value) {
  const double number = std::stod(value);
  return value.back() == '%' ? number / 100.0 : number;
}

void note(Met& met, const string& what, bool truth) {
  ++met[what + (truth ? ": true" : ": false")];
}

bool compares(double fact, const string& op, double value) {
  if (op == "<") return fact < value;
  if (op == "<=") return fact <= value;
  if (op == "==") return fact == value;
  if (op == ">=") return fact >= value;
  return fact > value;
}

// Of a sentence, without its "for N assessments".
bool is_so(const Written& sentence, const NaiveFacts& facts) {
  const double fact = facts.at(sentence.fact);
  const bool plain =
      sentence.op.empty() ? fact == 1.0 : compares(fact, sentence.op, number_in(sentence.value));
  return sentence.negation.empty() ? plain : !plain;
}

bool sentence_holds(const Written& sentence, const NaiveHistory& history, Met& met) {
  const bool now = is_so(sentence, history.back());
  note(met, sentence.negation + sentence.fact + (sentence.op.empty() ? "" : " " + sentence.op),
       now);
  if (sentence.assessments == 0) return now;
  const auto asked = static_cast<std::size_t>(sentence.assessments);
  bool always = history.size() >= asked;
  for (std::size_t i = 0; always && i < asked; ++i)
    always = is_so(sentence, history[history.size() - 1 - i]);
  const string length = fmt::format("{}for {}", sentence.negation, asked);
  note(met, length, always);
  if (now && !always) ++met[length + ": only now"];
  if (history.size() > asked && always) ++met[length + ": for longer"];
  return always;
}

}  // namespace

bool naively_holds(const Written& condition, const NaiveHistory& history, Met& met) {
  if (condition.group == Group::Sentence) return sentence_holds(condition, history, met);
  std::size_t so = 0;
  for (const Written& part : condition.parts)
    if (naively_holds(part, history, met)) ++so;
  const bool all = so == condition.parts.size();
  bool holds = false;
  switch (condition.group) {
    case Group::All:
      holds = all;
      break;
    case Group::Any:
      holds = so > 0;
      break;
    case Group::None:
    case Group::Not:
      holds = so == 0;
      break;
    case Group::Sentence:
      break;
  }
  note(met, string(word(condition.group)), holds);
  if (so > 0 && !all) ++met[fmt::format("{}: of some", word(condition.group))];
  return holds;
}

// --- a patient

double NaivePatient::uniform(const string& what, const NaiveInfusion& infusion) const {
  return random::uniform(key_, random::hash64(fmt::format("course/{}/{}", course_.name, what)),
                         {static_cast<std::uint16_t>(infusion.run),
                          static_cast<std::uint16_t>(infusion.number), 0, 0});
}

bool NaivePatient::has_event(const NaiveInfusion& infusion) const {
  return uniform("adverse/dizziness", infusion) < course_.adverse_event / 100.0;
}

double NaivePatient::score_at(std::size_t infusion) const {
  const auto kept = [this](Duration since) {
    const double days = std::max(in_days(since) - 1.0, 0.0);
    return std::exp2(-days / (like_.half_life / in_milliseconds(one_day)));
  };
  double f = 0.0;
  for (std::size_t i = 0; i <= infusion; ++i) {
    if (i > 0) f *= kept(infusions_[i].began - infusions_[i - 1].began);
    const double gain = std::min(like_.gain * infusions_[i].dose, 1.0);
    if (like_.ceiling > f) f += gain * (like_.ceiling - f);
  }
  const NaiveInfusion& latest = infusions_[infusion];
  f *= kept(latest.assessed - latest.began);
  const double sd = scenario_.response == ResponseModel::Trajectory ? noise_of_scores : 0.0;
  const double noise = sd * random::normal_quantile(uniform("noise", latest));
  return std::clamp(like_.baseline * (1.0 - f) + noise, 0.0, highest_score);
}

bool NaivePatient::responds_by_chance(std::size_t infusion) const {
  bool responds = false;
  for (std::size_t i = 0; i <= infusion; ++i) {
    const NaiveInfusion& now = infusions_[i];
    const auto last = std::size(chances_of_response) - 1;
    const double chance =
        chances_of_response[std::min(static_cast<std::size_t>(now.number - 1), last)];
    if (responds) {
      responds = uniform("loses", now) >= chance_of_loss;
    } else {
      responds = like_.can_respond && uniform("responds", now) < chance;
    }
  }
  return responds;
}

void NaivePatient::add_response(std::size_t infusion, NaiveFacts& facts) const {
  if (scenario_.response == ResponseModel::None) return;
  if (scenario_.response == ResponseModel::Hazard) {
    facts["responding"] = responds_by_chance(infusion) ? 1.0 : 0.0;
    return;
  }
  const double score = score_at(infusion);
  const double improvement = (like_.baseline - score) / like_.baseline;
  facts["score"] = score;
  facts["improvement"] = improvement;
  facts["responding"] = improvement >= response_at ? 1.0 : 0.0;
  facts["in_remission"] = score <= remission_score ? 1.0 : 0.0;
}

NaiveFacts NaivePatient::facts() const {
  const std::size_t latest = infusions_.size() - 1;
  std::size_t first = latest;
  while (infusions_[first].number > 1)
    --first;
  NaiveFacts facts;
  facts["infusions"] = infusions_[latest].number;
  facts["missed_visits"] = infusions_[latest].missed_before;
  facts["days_in_course"] =
      std::floor(in_days(infusions_[latest].assessed - infusions_[first].began));
  add_response(latest, facts);
  for (std::size_t i = first; i <= latest; ++i) {
    facts["adverse_events"] += has_event(infusions_[i]) ? 1.0 : 0.0;
    facts["late_visits"] += infusions_[i].late;
    NaiveFacts then;
    add_response(i, then);
    const auto highest = [&](const char* fact, const char* of) {
      if (then.count(of) == 0) return;
      facts[fact] = i == first ? then[of] : std::max(facts[fact], then[of]);
    };
    highest("best_improvement", "improvement");
    highest("responded", "responding");
    highest("remitted", "in_remission");
  }
  return facts;
}

bool NaivePatient::would_drop_out() const {
  NaiveFacts now;
  add_response(infusions_.size() - 1, now);
  const int percent =
      now["responding"] == 1.0 ? course_.drop_out_responding : course_.drop_out_otherwise;
  return uniform("drop_out", infusions_.back()) < percent / 100.0;
}

bool NaivePatient::would_follow(std::size_t entry) const {
  NaiveInfusion address = infusions_.back();
  address.number = static_cast<int>(entry) + 1;
  return uniform("afterwards", address) < course_.afterwards[entry].chance / 100.0;
}

// --- a run of a course

std::optional<int> NaiveRules::planned() const {
  if (!course_.infusions) return {};
  int planned = *course_.infusions;
  for (const std::size_t rule : used_)
    if (course_.rules[rule].then == Then::Extend) planned += course_.rules[rule].extend_by;
  return planned;
}

double NaiveRules::dose() const {
  double dose = 1.0;
  for (const std::size_t rule : used_)
    if (course_.rules[rule].then == Then::Gain) dose *= course_.rules[rule].factor;
  return dose;
}

bool NaiveRules::is_last_planned() const {
  return planned() && history_.back().at("infusions") >= *planned();
}

std::optional<std::size_t> NaiveRules::acting_rule(Met& met) const {
  for (std::size_t i = 0; i < course_.rules.size(); ++i) {
    const WrittenRule& rule = course_.rules[i];
    if (!naively_holds(rule.when, history_, met)) continue;
    if (rule.then == Then::Stop && is_last_planned()) {
      ++met["stop, last"];
    } else if (used_.count(i) != 0) {
      ++met[string(word(rule.then)) + ", used up"];
    } else {
      return i;
    }
  }
  return {};
}

Verdict NaiveRules::judge(const NaivePatient& patient, Met& met) {
  const std::optional<std::size_t> acting = acting_rule(met);
  if (acting) {
    const WrittenRule& rule = course_.rules[*acting];
    ++met[string(word(rule.then)) + (is_last_planned() ? ", last" : ", early")];
    switch (rule.then) {
      case Then::Stop:
        return {Outcome::Stopped, acting};
      case Then::Complete:
        return {is_last_planned() ? Outcome::Completed : Outcome::CompletedEarly, acting};
      case Then::Switch:
        return {is_last_planned() ? Outcome::Completed : Outcome::Switched, acting, rule.course};
      case Then::Extend:
      case Then::Gain:
        used_.insert(*acting);
        break;
    }
  }
  if (is_last_planned()) return {Outcome::Completed, acting};
  return {patient.would_drop_out() ? Outcome::DroppedOut : Outcome::GoesOn, acting};
}

// The first entry of `afterwards` that applies and whose chance comes true.
string NaiveRules::follow_up(const NaivePatient& patient, Met& met) const {
  for (std::size_t i = 0; i < course_.afterwards.size(); ++i) {
    const WrittenFollowUp& next = course_.afterwards[i];
    const bool applies = !next.when || naively_holds(*next.when, history_, met);
    note(met, "afterwards", applies);
    if (!applies) continue;
    const bool follows = patient.would_follow(i);
    note(met, "afterwards, by chance", follows);
    if (follows) return next.course;
  }
  return "";
}

Verdict NaiveRules::after_assessment(const NaivePatient& patient, Met& met) {
  history_.push_back(patient.facts());
  Verdict verdict = judge(patient, met);
  const bool may_follow = verdict.outcome == Outcome::Completed ||
                          verdict.outcome == Outcome::CompletedEarly ||
                          verdict.outcome == Outcome::Stopped;
  if (may_follow && verdict.next.empty()) verdict.next = follow_up(patient, met);
  return verdict;
}

}  // namespace sim::tests
