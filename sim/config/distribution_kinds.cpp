// sim/config/distribution_kinds.cpp: the parameters of each distribution, declared once.
#include "sim/config/distribution_kinds.h"

#include "sim/config/cells.h"
#include "sim/config/patterns.h"

namespace sim::config {
namespace {

using random::Distribution;

Form<double> bare() { return amount(number_between(-random::infinity, random::infinity)); }

void describe_range(Section& section, const Measure& of, Parameters& p) {
  section.required("low", p.low, amount(of), "the smallest value");
  section.required("high", p.high, amount(of), "the largest value");
}

void describe_peak(Section& section, const Measure& of, Parameters& p) {
  section.required("low", p.low, amount(of), "the smallest value");
  section.required("mode", p.mode, amount(of), "the most likely value");
  section.required("high", p.high, amount(of), "the largest value");
}

void describe_mean(Section& section, const Measure& of, Parameters& p) {
  section.required("mean", p.mean, amount(of), "the mean");
}

void describe_mean_and_sd(Section& section, const Measure& of, Parameters& p) {
  describe_mean(section, of, p);
  section.required("sd", p.sd, amount(of), "the standard deviation");
}

void describe_normal(Section& section, const Measure& of, Parameters& p) {
  describe_mean_and_sd(section, of, p);
  section.optional("min", p.min, amount(of), otherwise("no limit"), "nothing below this");
  section.optional("max", p.max, amount(of), otherwise("no limit"), "nothing above this");
}

void describe_lognormal(Section& section, const Measure& of, Parameters& p) {
  section.optional("mean", p.mean, amount(of), otherwise("median and log_sd say it"), "the mean");
  section.optional("sd", p.sd, amount(of), otherwise("median and log_sd say it"),
                   "the standard deviation");
  section.optional("median", p.median, amount(of), otherwise("mean and sd say it"), "the median");
  section.optional("log_sd", p.log_sd, bare(), otherwise("mean and sd say it"),
                   "the standard deviation of the natural logarithm");
}

void describe_logit_normal(Section& section, const Measure& /*of*/, Parameters& p) {
  section.required("mean", p.mean, bare(), "the mean of the logit");
  section.required("sd", p.sd, bare(), "the standard deviation of the logit");
}

void describe_weibull(Section& section, const Measure& of, Parameters& p) {
  section.required("shape", p.shape, bare(), "the shape");
  section.required("scale", p.scale, amount(of), "the scale");
}

void describe_erlang(Section& section, const Measure& of, Parameters& p) {
  section.required("k", p.k, whole_number(1, 1000), "how many exponential stages");
  section.required("mean", p.mean, amount(of), "the mean of their sum");
}

// Of durations: "min".
Form<Duration> unit() {
  const auto read = [](const Input& input) -> std::optional<Duration> {
    const auto found = scalar_text(input, "a unit of time");
    if (!found) return {};
    const auto length = parse_unit(*found);
    if (!length) {
      input.error(fmt::format("\"{}\" is not a unit of time", *found),
                  "there are s, min, h, days, weeks and years");
    }
    return length;
  };
  Outline outline = outline_of("a unit of time", "min", {Matching{patterns::unit}});
  outline.origin = Origin::Allowed;
  return {outline, read};
}

void describe_empirical(Section& section, const Measure& of, Parameters& p) {
  section.optional("values", p.values, list_of("a value", amount(of)),
                   otherwise("those of the file"), "values seen, equally likely");
  section.optional("file", p.file, data_file(), otherwise("the values stand here"),
                   "where the values stand");
  section.optional("column", p.column, text("the name of a column", "minutes"),
                   otherwise("the values stand here"), "where in the file");
  section.optional("unit", p.unit, unit(), otherwise("every value has its own"),
                   "of the numbers in the file");
}

std::optional<Distribution> make_lognormal(const Parameters& p) {
  const bool by_mean = p.mean && p.sd;
  const bool by_median = p.median && p.log_sd;
  const bool mixed = (p.mean || p.sd) && (p.median || p.log_sd);
  if (mixed || by_mean == by_median) return {};
  if (by_median) return random::Lognormal{*p.median, *p.log_sd};
  // The conversion divides by the mean; `fault` then says what is wrong with the result.
  if (*p.mean <= 0.0 || *p.sd < 0.0) return random::Lognormal{*p.mean, *p.sd};
  return random::lognormal_from_mean(*p.mean, *p.sd);
}

std::optional<Distribution> make_normal(const Parameters& p) {
  random::Normal normal{*p.mean, *p.sd};
  if (p.min) normal.min = *p.min;
  if (p.max) normal.max = *p.max;
  return normal;
}

std::optional<Distribution> make_empirical(const Parameters& p) {
  if (p.values.missing() == p.file.missing() || p.file.missing() != p.column.missing()) return {};
  if (p.file) return random::Empirical{p.seen};
  if (!p.unit.missing()) return {};
  random::Empirical seen;
  for (const Given<double>& value : *p.values)
    if (value) seen.values.push_back(*value);
  return seen;
}

using Made = std::optional<Distribution>;
using P = Parameters;

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all = {
      {"uniform", describe_range,
       [](const P& p) -> Made {
         return random::Uniform{*p.low, *p.high};
       }},
      {"triangular", describe_peak,
       [](const P& p) -> Made {
         return random::Triangular{*p.low, *p.mode, *p.high};
       }},
      {"pert", describe_peak,
       [](const P& p) -> Made {
         return random::Pert{*p.low, *p.mode, *p.high};
       }},
      {"exponential", describe_mean,
       [](const P& p) -> Made { return random::Exponential{*p.mean}; }},
      {"normal", describe_normal, make_normal},
      {"lognormal", describe_lognormal, make_lognormal, "a mean and sd, or a median and log_sd",
       "{lognormal: {mean: 45 min, sd: 10 min}}"},
      {"logit_normal", describe_logit_normal,
       [](const P& p) -> Made {
         return random::LogitNormal{*p.mean, *p.sd};
       }},
      {"gamma", describe_mean_and_sd,
       [](const P& p) -> Made {
         return random::Gamma{*p.mean, *p.sd};
       }},
      {"weibull", describe_weibull,
       [](const P& p) -> Made {
         return random::Weibull{*p.shape, *p.scale};
       }},
      {"erlang", describe_erlang,
       [](const P& p) -> Made {
         return random::Erlang{*p.k, *p.mean};
       }},
      {"empirical", describe_empirical, make_empirical,
       "values, or a file with a column and its unit",
       "{empirical: {file: x.csv, column: minutes, unit: min}}"}};
  return all;
}

}  // namespace

const Kind* kind_named(std::string_view name) {
  for (const Kind& kind : kinds())
    if (kind.name == name) return &kind;
  return nullptr;
}

std::vector<std::string> distribution_names() {
  std::vector<std::string> names;
  for (const Kind& kind : kinds())
    names.emplace_back(kind.name);
  names.emplace_back("discrete");
  return names;
}

void describe_distributions(Section& section, const Measure& measure) {
  for (const Kind& kind : kinds()) {
    const Declare declare = [&kind, measure](Section& inside) {
      Parameters scratch;
      kind.describe(inside, measure, scratch);
    };
    section.mention(kind.name, {"parameters", Origin::None, {Keys{declare}, InOrder{declare}}},
                    "a distribution");
  }
  Outline part = share().outline;
  part.origin = Origin::Allowed;
  const Shapes values = amount(measure).outline.shapes;
  const auto* written = std::get_if<Matching>(&values.front());
  const std::string value = written ? written->pattern : patterns::number;
  section.mention("discrete",
                  {"values with their shares",
                   Origin::None,
                   {Names{inner(part), value, {}, 1}},
                   "{20 min: 30 %, 40 min: 70 %}"},
                  "a distribution");
}

bool any_broken(const Parameters& p) {
  for (const Given<double>* each : {&p.low, &p.mode, &p.high, &p.mean, &p.sd, &p.min, &p.max,
                                    &p.median, &p.log_sd, &p.shape, &p.scale})
    if (each->broken()) return true;
  if (p.values) {
    for (const Given<double>& value : *p.values)
      if (value.broken()) return true;
  }
  return p.k.broken() || p.values.broken() || p.file.broken() || p.column.broken() ||
         p.unit.broken();
}

void read_seen(const Input& input, const Measure& measure, Parameters& p) {
  if (!p.file || !p.column) return;
  if (measure.dimension == Measure::Dimension::Number && p.unit) {
    input.reading.found.error(p.unit.place.at, p.unit.place.path,
                              "these values are plain numbers and have no unit of time",
                              "take unit away");
    return;
  }
  DataFile& file = **p.file;
  const auto column = column_of(file, p.column, input.reading.found);
  if (!column) return;
  const auto each_in = p.unit ? std::optional(*p.unit) : std::nullopt;
  for (const auto& row : file.rows()) {
    if (const auto value = read_amount({file, *p.column, row[*column]}, measure.dimension, each_in))
      p.seen.push_back(*value);
  }
}

}  // namespace sim::config
