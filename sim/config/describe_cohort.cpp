// sim/config/describe_cohort.cpp: the keys of cohorts and of how their patients respond.
#include "sim/config/describe.h"
#include "sim/config/values.h"

namespace sim::config {
namespace {

using model::Scale;

// --- scales

struct ScaleDraft {
  Given<List<double>> range;
  Given<double> remission;
};

Form<double> score() {
  Form<double> form = number_at_least(-random::infinity);
  form.outline.origin = Origin::Allowed;
  return form;
}

void describe_scale(Section& section, ScaleDraft& scale) {
  section.required("range", scale.range, list_of("a score", score()),
                   "the lowest and the highest score");
  section.required("remission", scale.remission, score(), "remission is a score at or under this");
}

std::optional<Scale> read_own_scale(const Input& input, const Form<ScaleDraft>& form) {
  const auto draft = form.read(input);
  if (!draft || !draft->range || !draft->remission) return {};
  const List<double>& ends = *draft->range;
  if (ends.size() != 2 || ends[0].broken() || ends[1].broken() || *ends[0] >= *ends[1]) {
    input.error("the range of a scale is its lowest and its highest score",
                "write it as in {range: [0, 60], remission: 10}");
    return {};
  }
  if (*draft->remission < *ends[0] || *draft->remission > *ends[1]) {
    input.error(fmt::format("the remission score {} is not on the scale", *draft->remission));
    return {};
  }
  return Scale{*ends[0], *ends[1], *draft->remission};
}

// Remission: MADRS Zimmerman et al. 2004 (10 or less); PHQ-9 below 5 and QIDS 5 or less, as 4.5 and
// 5.5 on scores that are not rounded.
Form<Scale> scale() {
  const Form<Scale> known =
      one_of<Scale>({{"MADRS", {0, 60, 10}}, {"PHQ-9", {0, 27, 4.5}}, {"QIDS", {0, 27, 5.5}}});
  const Form<ScaleDraft> own = section_of<ScaleDraft>("a scale", describe_scale);
  const auto read = [known, own](const Input& input) -> std::optional<Scale> {
    return input.node.is_mapping() ? read_own_scale(input, own) : known.read(input);
  };
  return {{known.outline.what + ", or {range: [0, 60], remission: 10}", Origin::Listed,
           own.outline.keys},
          read};
}

// --- responses

void describe_trajectory(Section& section, ResponseDraft& response) {
  const Measure any_number = number_between(-random::infinity, random::infinity);
  section.required("scale", response.scale, scale(), "what scores are read on");
  section.optional("response_at", response.response_at, share(), by_default("50 %"),
                   "the fall of the score from baseline that is a response");
  section.required("baseline", response.baseline, quantity(any_number),
                   "a patient's score before treatment");
  section.required("capable", response.capable, share(),
                   "the share who can get well; the others have the ceiling 0.10");
  section.required("ceiling", response.ceiling, quantity(number_between(0.0, 1.0)),
                   "how far infusions can take a patient, 0 to 1");
  section.required("gain", response.gain, quantity(number_between(0.0, 1.0)),
                   "how much of what is left one infusion gains, 0 to 1");
  section.optional("clinic_effect", response.clinic_effect, quantity(any_number), by_default("0"),
                   "added to the gain's logit, for the whole clinic");
  section.required("half_life", response.half_life, quantity(span_above_zero("days")),
                   "how long until half of what was gained is lost");
  section.optional("noise", response.noise, number_at_least(0.0), by_default("0"),
                   "the standard deviation of one score");
}

void describe_hazard(Section& section, ResponseDraft& response) {
  Form<double> chance = share();
  chance.outline.origin = Origin::Allowed;
  Form<List<double>> chances = list_of("a share", chance);
  chances.outline.origin = Origin::Listed;
  section.required("hazard", response.hazard, chances,
                   "the chance of a first response at each infusion; the last value repeats");
  section.optional("loss", response.loss, share(), by_default("0 %"),
                   "the chance per infusion that a response is lost");
  section.optional("never", response.never, share(), by_default("0 %"),
                   "the share who cannot respond");
}

// --- referrals

// A month is a twelfth of a year of 365 days.
std::optional<Duration> rate_period(std::string_view name) {
  if (name == "month") return one_year / 12;
  return parse_unit(name);
}

// "4 / week"
Form<model::Poisson> rate() {
  const auto read = [](const Input& input) -> std::optional<model::Poisson> {
    const auto found = scalar_text(input, "a rate, as in 4 / week");
    if (!found) return {};
    const std::vector<std::string_view> parts = split(*found, '/');
    const auto number = parse_number(parts.front());
    if (number && parts.size() == 1) {
      input.error(fmt::format("{} has no unit", *found), fmt::format("write {} / week", *found));
      return {};
    }
    const auto period = parts.size() == 2 ? rate_period(parts.back()) : std::nullopt;
    if (!number || !period) {
      input.error(fmt::format("\"{}\" is not a rate", *found),
                  "write it as in 4 / week; per min, hour, day, week, month or year");
      return {};
    }
    const double per_week = *number * (in_milliseconds(one_week) / in_milliseconds(*period));
    if (per_week > 0.0 && per_week < 1e7) return model::Poisson{per_week, {}, 0.0};
    input.error(per_week > 0.0 ? fmt::format("{} is more than ten million a week", *found)
                               : fmt::format("must be more than 0, is {}", *found));
    return {};
  };
  return {{"a rate, as in 4 / week"}, read};
}

struct ReferralKeys {
  Given<model::Poisson> rate;
  Given<random::Distribution> every;
  Given<int> at_start;
};

constexpr int most_at_start = 1'000'000;

void describe_referrals(Section& section, ReferralKeys& referrals) {
  Form<model::Poisson> at_random = rate();
  Form<random::Distribution> gap = quantity(span_above_zero("h"));
  Form<int> number = whole_number(1, most_at_start);
  at_random.outline.origin = gap.outline.origin = number.outline.origin = Origin::Allowed;
  section.optional("rate", referrals.rate, at_random, otherwise("not at random"),
                   "referrals at random, so many in the mean");
  section.optional("every", referrals.every, gap, otherwise("not one by one"),
                   "the time between referrals");
  section.optional("at_start", referrals.at_start, number, otherwise("not all at once"),
                   "a closed cohort: all at the first opening");
  for (const std::string_view key :
       {"by_month", "by_weekday", "by_hour", "growth", "file", "column"})
    section.later(key);
}

std::optional<ReferralsDraft> read_referral_keys(const Input& input,
                                                 const Form<ReferralKeys>& form) {
  const auto draft = form.read(input);
  if (!draft) return {};
  const auto here = [](const auto& given) { return given.missing() ? 0 : 1; };
  const int ways = here(draft->rate) + here(draft->every) + here(draft->at_start);
  if (ways == 1 && draft->rate) return *draft->rate;
  if (ways == 1 && draft->every) return *draft->every;
  if (ways == 1 && draft->at_start) return model::AtStart{*draft->at_start};
  const bool refused = input.node.find("file") != nullptr;
  if (ways > 1 || (ways == 0 && !refused)) {
    input.error(
        fmt::format("expected one of rate, every and at_start, found {}", inline_text(input.node)),
        "write referrals as in 4 / week, {every: 2 h} or {at_start: 40}");
  }
  return {};
}

Form<ReferralsDraft> referrals() {
  const Form<ReferralKeys> keys = section_of<ReferralKeys>("referrals", describe_referrals);
  const auto read = [keys](const Input& input) -> std::optional<ReferralsDraft> {
    if (looks_like_distribution(input.node)) {
      auto gap = quantity(span_above_zero("h")).read(input);
      return gap ? std::optional<ReferralsDraft>(std::move(*gap)) : std::nullopt;
    }
    if (input.node.is_mapping()) return read_referral_keys(input, keys);
    const auto at_random = rate().read(input);
    return at_random ? std::optional<ReferralsDraft>(*at_random) : std::nullopt;
  };
  return {{"a rate, as in 4 / week, {every: 2 h}, {at_start: 40}, or a distribution of the time "
           "between referrals",
           Origin::Listed, keys.outline.keys},
          read};
}

void describe_screening(Section& section, ScreeningDraft& screening) {
  section.optional("visit", screening.visit, name_of("visit"), otherwise("on paper, at once"),
                   "where patients are screened");
  section.optional("excluded", screening.excluded, named("a share", share()), all_defaults(),
                   "the shares found not to be candidates, by reason");
}

}  // namespace

void describe(Section& section, ResponseDraft& response) {
  section.required("model", response.model,
                   one_of<ResponseModel>({{"trajectory", ResponseModel::Trajectory},
                                          {"hazard", ResponseModel::Hazard},
                                          {"none", ResponseModel::None}}),
                   "how response comes about");
  const auto is = [&response](ResponseModel model) {
    return response.model ? std::optional(*response.model == model) : std::nullopt;
  };
  section.in_case({"model: trajectory", is(ResponseModel::Trajectory)},
                  [&] { describe_trajectory(section, response); });
  section.in_case({"model: hazard", is(ResponseModel::Hazard)},
                  [&] { describe_hazard(section, response); });
  section.later("relapse");
}

void describe(Section& section, CohortDraft& cohort) {
  section.optional("label", cohort.label, text("a label"), otherwise("the cohort's name"),
                   "what reports call the cohort");
  section.required("referrals", cohort.referrals, referrals(), "how often patients are referred");
  section.optional("referral_hours", cohort.referral_hours, weekly_hours(),
                   otherwise("the clinic's hours"), "when referrals come");
  section.optional("screening", cohort.screening,
                   section_of<ScreeningDraft>("how patients are screened", describe_screening),
                   otherwise("none"), "who is found not to be a candidate");
  section.optional("waits_at_most", cohort.waits_at_most, quantity(span_from_zero("weeks")),
                   otherwise("without limit"),
                   "how long a patient waits for the first infusion before giving up");
  section.required("course", cohort.course, name_of("course"), "what patients are treated with");
  section.optional("response", cohort.response, name_of("response"), otherwise("none"),
                   "how they respond");
  section.optional("priority", cohort.priority, whole_number(1, model::last_priority),
                   otherwise("last"),
                   "1 goes first, in the unbooked list and with queue: priority");
  for (const std::string_view key : {"with", "waiting_list", "diary", "in_course"})
    section.later(key);
}

}  // namespace sim::config
