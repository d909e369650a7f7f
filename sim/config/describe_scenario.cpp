// sim/config/describe_scenario.cpp: the sections of a scenario, and how it is run.
#include <cmath>

#include "sim/config/describe.h"
#include "sim/config/patterns.h"
#include "sim/config/values.h"

namespace sim::config {
namespace {

constexpr int format_version = 1;

Form<int> version() {
  const auto read = [](const Input& input) -> std::optional<int> {
    const auto found = scalar_text(input, "the format version, 1");
    if (!found) return {};
    if (parse_integer(*found) == format_version) return format_version;
    input.error(
        fmt::format("this program reads format version {}, found \"{}\"", format_version, *found),
        fmt::format("write chairtime: {}", format_version));
    return {};
  };
  return {{"the format version, 1",
           Origin::Listed,
           {Number{Number::Step::Whole, format_version, format_version}},
           std::to_string(format_version)},
          read};
}

// Never read here: by then the two are one (sim/config/extends.h).
Form<std::string> scenario_below() {
  Form<std::string> path = text("the path of a scenario, as in clinic.yaml", "clinic.yaml");
  path.outline.origin = Origin::None;
  return path;
}

// --- replications

constexpr int most_replications = 1'000'000;

Form<double> share_above_zero() {
  Form<double> form = like("5 %", share());
  const auto read = [inner = form.read](const Input& input) -> std::optional<double> {
    const auto fraction = inner(input);
    if (!fraction || *fraction > 0.0) return fraction;
    input.error("must be more than 0 %");
    return {};
  };
  return {form.outline, read};
}

// {wait_to_first_infusion.mean: 5 %}
Form<Named<double>> precisions() {
  Form<Named<double>> form = named("a share", share_above_zero(), "wait_to_first_infusion.mean");
  std::get<Names>(form.outline.shapes.front()).least = 1;
  const auto read = [inner = form.read](const Input& input) -> std::optional<Named<double>> {
    auto metrics = inner(input);
    if (!metrics || !metrics->empty()) return metrics;
    input.error("names no metric", "write it as in {wait_to_first_infusion.mean: 5 %}");
    return {};
  };
  return {form.outline, read};
}

void describe_until_precise(Section& section, UntilPreciseDraft& draft) {
  section.optional("at_least", draft.at_least, like("10", whole_number(3, most_replications)),
                   by_default("10"), "so often in any case");
  section.optional("at_most", draft.at_most, like("1000", whole_number(3, most_replications)),
                   by_default("1000"), "so often at the most, precise or not");
  section.required("until", draft.until, precisions(),
                   "the half-width to come down to, by metric: a share of the mean, or of one unit "
                   "(a day, a minute, a point of a percentage, one course) where the mean is less");
}

// 50, or {at_least: 10, until: ...}
Form<ReplicationsDraft> replications() {
  const Form<int> count = whole_number(1, most_replications);
  const auto until = section_of<UntilPreciseDraft>(
      "a number, or when there are enough, as in {until: {wait_to_first_infusion.mean: 5 %}}",
      describe_until_precise);
  const auto read = [count, until](const Input& input) -> std::optional<ReplicationsDraft> {
    if (!input.node.is_scalar()) return until.read(input);
    return count.read(input);
  };
  Outline outline = count.outline;
  outline.what += ", or a mapping that says when there are enough";
  outline.shapes = joined(count.outline.shapes, until.outline.shapes);
  return {outline, read};
}

// --- targets

Form<model::Target> target() {
  const auto read = [](const Input& input) -> std::optional<model::Target> {
    const auto text = scalar_text(input, "a target");
    if (!text) return {};
    auto parsed = model::parse_target(*text);
    if (const auto* wrong = std::get_if<model::Misworded>(&parsed)) {
      input.error(wrong->message, wrong->hint);
      return {};
    }
    auto& read_target = std::get<model::Target>(parsed);
    read_target.at = input.place.at;
    read_target.path = input.place.path;
    return std::move(read_target);
  };
  Outline outline =
      outline_of("a metric, <= or >=, and a value", "wait_to_first_infusion.p90 <= 14 days",
                 {Matching{patterns::target}});
  outline.origin = Origin::Allowed;
  return {outline, read};
}

Form<List<model::Target>> targets() {
  Form<List<model::Target>> form = list_of("a target", target());
  form.outline.what = "a list of targets, each a metric, <= or >=, and a value";
  const auto read = [inner = form.read](const Input& input) -> std::optional<List<model::Target>> {
    if (!input.node.is_scalar()) return inner(input);
    input.error("expected a list of targets, found " + name_of_found(input.node),
                "write each on a line that begins with a dash: - " + input.node.text);
    return {};
  };
  return {form.outline, read};
}

}  // namespace

void describe(Section& section, Draft& scenario) {
  section.required("chairtime", scenario.format, version(), "the version of the file's format");
  section.optional("name", scenario.name, text("a name", "Community clinic"),
                   by_default("unnamed clinic"), "what reports call the scenario");
  section.optional("extends", scenario.extends, scenario_below(), excluding(otherwise("nothing")),
                   "the scenario that this one is built on: what is written here is laid over it");
  section.required("clinic", scenario.clinic,
                   section_of<ClinicDraft>("the clinic's hours and resources", describe),
                   "the place");
  section.required("visits", scenario.visits,
                   named("a visit", section_of<VisitDraft>("a visit", describe), "infusion"),
                   "what happens at each kind of visit");
  section.optional("booking", scenario.booking,
                   section_of<BookingDraft>("the rules of booking", describe), all_defaults(),
                   "how visits get their times");
  section.optional(
      "attendance", scenario.attendance,
      named("who comes", section_of<AttendanceDraft>("who comes to a visit", describe), "infusion"),
      all_defaults(), "how booked patients come, by visit");
  section.required("courses", scenario.courses,
                   named("a course", section_of<CourseDraft>("a course", describe), "induction"),
                   "the courses of infusions");
  section.optional(
      "responses", scenario.responses,
      named("a response", section_of<ResponseDraft>("a response", describe), "ketamine"),
      all_defaults(), "how patients respond");
  section.required("cohorts", scenario.cohorts,
                   named("a cohort", section_of<CohortDraft>("a cohort", describe), "depression"),
                   "who is referred, and to what");
  section.optional("economics", scenario.economics,
                   section_of<EconomicsDraft>("prices and costs", describe),
                   otherwise("no money is counted"), "what visits bring in, and what it all costs");
  section.optional("run", scenario.run, section_of<RunDraft>("how it is run", describe),
                   all_defaults(), "how long is simulated, and how often");
  section.optional("targets", scenario.targets, targets(), otherwise("none"),
                   "what the clinic is to keep: met or missed, and how surely");
  section.optional("variants", scenario.variants, variants(), otherwise("none"),
                   "named what-ifs: what to put where in this scenario");
}

void describe(Section& section, RunDraft& run) {
  section.optional("start", run.start, date(), by_default("2027-01-04"), "the first day");
  section.optional("warm_up", run.warm_up, like("12 weeks", duration({"weeks"})),
                   otherwise("0 days"), "simulated first, without being counted");
  section.optional("length", run.length, like("52 weeks", duration({"weeks", one_minute})),
                   otherwise("52 weeks"), "what is counted, after the warm-up");
  section.optional("until", run.until, one_of<Until>({{"empty", Until::Empty}}),
                   excluding(excluding(otherwise("the length is over"))),
                   "the end of a run of closed cohorts");
  section.optional("replications", run.replications, replications(), by_default("50"),
                   "how often the run is repeated with other chances");
  section.optional("seed", run.seed, seed_number(), by_default("1"),
                   "which chances: the same seed gives the same results");
  section.optional("confidence", run.confidence, share(), by_default("95 %"),
                   "of the intervals in the results");
}

Draft read_scenario(const Node& root, Reading& reading) {
  // What is said of the whole scenario has no line.
  const Input input{root, {{root.at.file, 0, 0}, {}}, reading};
  return read_given(input, section_of<Draft>("the sections of a scenario", describe)).value;
}

}  // namespace sim::config
