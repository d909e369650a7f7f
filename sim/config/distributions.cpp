// sim/config/distributions.cpp: quantities that vary, as they are written.
//
// A constant, or a mapping with one key: the name of a distribution, with its parameters by name or
// in the order of the declarations below.

#include "sim/config/bounds.h"
#include "sim/config/values.h"

namespace sim::config {
namespace {

using random::Distribution;

struct Parameters {
  Given<double> low, mode, high, mean, sd, min, max, median, log_sd, shape, scale;
  Given<int> k;
  Given<std::vector<Given<double>>> values;
};

struct Kind {
  std::string_view name;
  void (*describe)(Section&, const Measure&, Parameters&);
  // Nothing if the parameters that are there do not suffice. Expects: none is broken.
  std::optional<Distribution> (*make)(const Parameters&);
};

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

void describe_empirical(Section& section, const Measure& of, Parameters& p) {
  section.required("values", p.values, list_of("a value", amount(of)),
                   "values seen, equally likely");
  section.later("file");
  section.later("column");
  section.later("unit");
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
      {"lognormal", describe_lognormal, make_lognormal},
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
      {"empirical", describe_empirical, make_empirical}};
  return all;
}

const Kind* kind_named(std::string_view name) {
  for (const Kind& kind : kinds())
    if (kind.name == name) return &kind;
  return nullptr;
}

std::vector<std::string> all_names() {
  std::vector<std::string> names;
  for (const Kind& kind : kinds())
    names.emplace_back(kind.name);
  names.emplace_back("discrete");
  return names;
}

bool any_broken(const Parameters& p) {
  for (const Given<double>* each : {&p.low, &p.mode, &p.high, &p.mean, &p.sd, &p.min, &p.max,
                                    &p.median, &p.log_sd, &p.shape, &p.scale})
    if (each->broken()) return true;
  if (p.values) {
    for (const Given<double>& value : *p.values)
      if (value.broken()) return true;
  }
  return p.k.broken() || p.values.broken();
}

// {20 min: 30 %, 40 min: 70 %}: the keys are the values.
std::optional<Distribution> read_discrete(const Input& input, const Measure& measure) {
  if (!input.node.is_mapping()) {
    input.error("expected values with their shares, found " + name_of_found(input.node),
                "write them as in {discrete: {20 min: 30 %, 40 min: 70 %}}");
    return {};
  }
  Form<double> part_of_all = share();
  part_of_all.outline.origin = Origin::Allowed;
  random::Discrete discrete;
  for (const Entry& entry : input.node.entries) {
    Node key;
    key.kind = Node::Kind::Scalar;
    key.at = entry.key_at;
    key.text = entry.key;
    const auto value =
        amount(measure).read(Input{key, {entry.key_at, input.place.path}, input.reading});
    const auto part = read_given(input.entry(entry), part_of_all);
    if (!value || !part) return {};
    discrete.values.push_back(*value);
    discrete.shares.push_back(*part);
  }
  return discrete;
}

// {exponential: 30 min}: the value of the only parameter that is needed.
Node as_list(const Node& scalar) {
  Node list;
  list.kind = Node::Kind::Sequence;
  list.at = scalar.at;
  list.items = {scalar};
  return list;
}

std::optional<Distribution> read_kind(const Input& input, const Kind& kind,
                                      const Measure& measure) {
  if (input.node.kind == Node::Kind::Missing) return {};
  const Node alone = input.node.is_scalar() ? as_list(input.node) : Node{};
  const Input from = input.node.is_scalar() ? input.at(alone) : input;
  Parameters parameters;
  ReadingSection section(from, ReadingSection::Layout::ByNameOrPosition);
  const std::size_t errors = input.reading.found.errors();
  kind.describe(section, measure, parameters);
  section.finish();
  if (any_broken(parameters) || input.reading.found.errors() > errors) return {};
  auto made = kind.make(parameters);
  if (!made) {
    input.error(fmt::format("a {} needs a mean and sd, or a median and log_sd", kind.name),
                "write it as in {lognormal: {mean: 45 min, sd: 10 min}}");
  }
  return made;
}

std::optional<Distribution> read_named(const Input& input, const Measure& measure) {
  const Entry& entry = input.node.entries.front();
  if (entry.key == "discrete") return read_discrete(input.entry(entry), measure);
  if (const Kind* kind = kind_named(entry.key))
    return read_kind(input.entry(entry), *kind, measure);
  const auto near = did_you_mean(entry.key, all_names());
  input.reading.found.error(entry.key_at, input.place.path,
                            fmt::format("there is no distribution \"{}\"{}", entry.key,
                                        near ? fmt::format(", did you mean \"{}\"?", *near) : ""),
                            fmt::format("there are {}", fmt::join(all_names(), ", ")));
  return {};
}

std::optional<Distribution> read_any(const Input& input, const Measure& measure) {
  if (input.node.is_scalar()) {
    const auto value = amount(measure).read(input);
    return value ? std::optional<Distribution>(random::Constant{*value}) : std::nullopt;
  }
  if (input.node.is_mapping() && input.node.entries.size() == 1) return read_named(input, measure);
  input.error("expected one value or one distribution, found " + name_of_found(input.node),
              "write a distribution as in {uniform: [10 min, 20 min]}");
  return {};
}

}  // namespace

Form<Distribution> quantity(Measure measure) {
  const auto read = [measure](const Input& input) -> std::optional<Distribution> {
    auto distribution = read_any(input, measure);
    if (!distribution || !check_bounds(input, *distribution, measure)) return {};
    return distribution;
  };
  const std::string what =
      measure.dimension == Measure::Dimension::Span
          ? fmt::format("a duration, as in 2 {}, or a distribution", measure.unit)
          : std::string("a number or a distribution");
  return {{what}, read};
}

bool looks_like_distribution(const Node& node) {
  return node.is_mapping() && node.entries.size() == 1 &&
         (node.entries.front().key == "discrete" ||
          kind_named(node.entries.front().key) != nullptr);
}

}  // namespace sim::config
