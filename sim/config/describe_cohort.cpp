// sim/config/describe_cohort.cpp: the keys of cohorts and of how their patients respond.
#include "sim/config/at_start.h"
#include "sim/config/describe.h"
#include "sim/config/referrals.h"
#include "sim/config/schedules.h"
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
  section.required("range", scale.range, like("[0, 60]", list_of("a score", score())),
                   "the lowest and the highest score");
  section.required("remission", scale.remission, like("10", score()),
                   "remission is a score at or under this");
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
           joined(known.outline.shapes, own.outline.shapes), known.outline.example},
          read};
}

// --- responses

void describe_trajectory(Section& section, ResponseDraft& response) {
  const Measure any_number = number_between(-random::infinity, random::infinity);
  section.required("scale", response.scale, scale(), "what scores are read on");
  section.optional("response_at", response.response_at, share(), by_default("50 %"),
                   "the fall of the score from baseline that is a response");
  section.required("baseline", response.baseline,
                   like("{normal: {mean: 33, sd: 6, min: 20, max: 54}}", quantity(any_number)),
                   "a patient's score before treatment");
  section.required("capable", response.capable, like("83 %", share()),
                   "the share who can get well; the others have the ceiling 0.10");
  section.required("ceiling", response.ceiling, like("0.8", quantity(number_between(0.0, 1.0))),
                   "how far infusions can take a patient, 0 to 1");
  section.required(
      "gain", response.gain,
      like("{logit_normal: {mean: -1.25, sd: 1.15}}", quantity(number_between(0.0, 1.0))),
      "how much of what is left one infusion gains, 0 to 1");
  section.optional("clinic_effect", response.clinic_effect, quantity(any_number), by_default("0"),
                   "added to the gain's logit, for the whole clinic");
  section.required(
      "half_life", response.half_life,
      like("{lognormal: {median: 30 days, log_sd: 0.7}}", quantity(span_above_zero("days"))),
      "how long until half of what was gained is lost");
  section.optional("noise", response.noise, number_at_least(0.0), by_default("0"),
                   "the standard deviation of one score");
}

void describe_hazard(Section& section, ResponseDraft& response) {
  Form<double> chance = share();
  chance.outline.origin = Origin::Allowed;
  Form<List<double>> chances = list_of("a share", chance);
  chances.outline.origin = Origin::Listed;
  chances.outline.example = "[15.7 %, 32.2 %]";
  section.required("hazard", response.hazard, chances,
                   "the chance of a first response at each infusion; the last value repeats");
  section.optional("loss", response.loss, share(), by_default("0 %"),
                   "the chance per infusion that a response is lost");
  section.optional("never", response.never, share(), by_default("0 %"),
                   "the share who cannot respond");
}

// "decay", or how long after a course.
Form<RelapseDraft> relapse() {
  const Form<random::Distribution> span = quantity(span_from_zero("weeks"));
  const auto read = [span](const Input& input) -> std::optional<RelapseDraft> {
    if (input.node.is_scalar() && trim(input.node.text) == "decay") return Decay{};
    auto distribution = span.read(input);
    return distribution ? std::optional<RelapseDraft>(std::move(*distribution)) : std::nullopt;
  };
  return {{span.outline.what + ", or decay", Origin::Listed,
           joined({Words{{"decay"}}}, span.outline.shapes), "decay"},
          read};
}

// --- cohorts

void describe_plan_part(Section& section, PlanPartDraft& part) {
  section.optional("share", part.share, share(), by_default("100 %"),
                   "the share of patients who have it, for life");
  section.optional("gain", part.gain, factor(), by_default("x 1"), "what it makes of their gain");
  section.optional("half_life", part.half_life, factor(), by_default("x 1"),
                   "what it makes of their half-life");
  section.optional("drop_out", part.drop_out, factor(), by_default("x 1"),
                   "what it makes of their chance of dropping out");
  section.optional("visit", part.visit, name_of("visit", "talk"), instead("no visits"),
                   "what happens at each of its own visits, which run beside a course");
  section.optional("every", part.every, like("1 week", spacings()), instead("no visits"),
                   "from one of these visits to the target of the next");
  section.optional("window", part.window, like("5 days to 9 days", window()),
                   instead("0.6 to 2 times the spacing, rounded outwards to days"),
                   "the dates on which such a visit may be");
}

void describe_screening(Section& section, ScreeningDraft& screening) {
  section.optional("visit", screening.visit, name_of("visit", "talk"),
                   otherwise("without a visit, at once"), "where patients are screened");
  section.optional("excluded", screening.excluded,
                   named("a share", like("5 %", share()), "psychosis"), all_defaults(),
                   "the shares found not to be candidates, by reason");
}

// --- the clinic as it stands when the run starts

constexpr int most_at_start = 1'000'000;

void describe_waiting_list(Section& section, WaitingDraft& waiting) {
  section.optional("patients", waiting.patients, like("30", whole_number(0, most_at_start)),
                   otherwise("as many as the file lists"), "how many wait when the run starts");
  section.optional("waited", waiting.waited,
                   like("{uniform: [0 days, 30 days]}", quantity(span_from_zero("days"))),
                   otherwise("as the file says"), "how long each of them has waited by then");
  section.optional("file", waiting.file, like("waiting.csv", data_file(waiting_columns())),
                   excluding(otherwise("patients says how many")), "who waits, and since when");
}

void describe_diary(Section& section, DiaryDraft& diary) {
  section.required("file", diary.file, like("diary.csv", data_file(diary_columns())),
                   "the appointments that stand in the diary when the run starts");
}

void describe_in_course(Section& section, InCourseDraft& in_course) {
  section.optional("course", in_course.course, name_of("course", "maintenance"),
                   otherwise("the cohort's course"), "the course that the patients are in");
  section.optional(
      "patients", in_course.patients, like("24", whole_number(0, most_at_start)),
      otherwise("as many as the file lists"),
      "how many are in the course when the run starts, spread evenly over its spacing");
  section.optional(
      "state", in_course.state,
      one_of<model::StateAtStart>({{"responding", model::StateAtStart::Responding},
                                   {"not responding", model::StateAtStart::NotResponding}}),
      by_default("not responding"), "how those are of whom there is no score");
  section.optional("file", in_course.file, like("in_course.csv", data_file(in_course_columns())),
                   excluding(otherwise("patients says how many")),
                   "who is in the course, and how far");
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
  const auto responds =
      response.model ? std::optional(*response.model != ResponseModel::None) : std::nullopt;
  section.in_case({"model: trajectory and model: hazard", responds}, [&] {
    section.optional("relapse", response.relapse, relapse(),
                     otherwise("decay with model: trajectory, never with model: hazard"),
                     "how long after a course those who respond relapse");
  });
}

void describe(Section& section, CohortDraft& cohort) {
  section.optional("label", cohort.label, text("a label", "Depression"),
                   otherwise("the cohort's name"), "what reports call the cohort");
  section.required("referrals", cohort.referrals, referrals(), "how often patients are referred");
  section.optional("referral_hours", cohort.referral_hours, weekly_hours(),
                   otherwise("the clinic's hours"), "when referrals come");
  section.optional("screening", cohort.screening,
                   section_of<ScreeningDraft>("how patients are screened", describe_screening),
                   otherwise("none"), "who is found not to be a candidate");
  section.optional("waits_at_most", cohort.waits_at_most,
                   like("12 weeks", quantity(span_from_zero("weeks"))), otherwise("without limit"),
                   "how long a patient waits for the first infusion before giving up");
  section.required("course", cohort.course, name_of("course", "induction"),
                   "what patients are treated with");
  section.optional("response", cohort.response, name_of("response", "ketamine"), otherwise("none"),
                   "how they respond");
  section.optional("with", cohort.with,
                   named("a part of the treatment plan",
                         section_of<PlanPartDraft>("a part of the treatment plan, as in {share: "
                                                   "70 %, gain: x 1.2}",
                                                   describe_plan_part),
                         "antidepressant"),
                   otherwise("nothing"), "what else their treatment plan holds");
  section.optional("priority", cohort.priority, like("1", whole_number(1, model::last_priority)),
                   otherwise("last"),
                   "1 goes first, in the unbooked list and with queue: priority");
  section.optional("waiting_list", cohort.waiting_list,
                   section_of<WaitingDraft>("a waiting list, as in {patients: 30, waited: 3 weeks}",
                                            describe_waiting_list),
                   otherwise("nobody"), "who waits when the run starts");
  section.optional("diary", cohort.diary,
                   section_of<DiaryDraft>("a diary, as in {file: diary.csv}", describe_diary),
                   excluding(otherwise("empty")), "who has appointments when the run starts");
  section.optional(
      "in_course", cohort.in_course,
      section_of<InCourseDraft>("those in a course, as in {patients: 24}", describe_in_course),
      otherwise("nobody"), "who is in a course when the run starts");
}

}  // namespace sim::config
