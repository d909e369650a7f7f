// sim/config/describe_scenario.cpp: the sections of a scenario, and how it is run.
#include <cmath>

#include "sim/config/describe.h"
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
  section.optional("variants", scenario.variants, variants(), otherwise("none"),
                   "named what-ifs: what to put where in this scenario");
  section.later("targets");
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
  section.optional("replications", run.replications, mapping_later(whole_number(1, 1'000'000)),
                   by_default("50"), "how often the run is repeated with other chances");
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
