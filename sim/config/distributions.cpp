// sim/config/distributions.cpp: quantities that vary, as they are written.
//
// A constant, or a mapping with one key: the name of a distribution, with its parameters by name or
// in the order of their declarations (sim/config/distribution_kinds.cpp).
#include "sim/config/bounds.h"
#include "sim/config/distribution_kinds.h"
#include "sim/config/values.h"

namespace sim::config {
namespace {

using random::Distribution;

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
  read_seen(input, measure, parameters);
  if (any_broken(parameters) || input.reading.found.errors() > errors) return {};
  auto made = kind.make(parameters);
  if (!made) {
    input.error(
        fmt::format("{} {} needs {}", kind.name == "empirical" ? "an" : "a", kind.name, kind.needs),
        fmt::format("write it as in {}", kind.example));
  }
  return made;
}

std::optional<Distribution> read_named(const Input& input, const Measure& measure) {
  const Entry& entry = input.node.entries.front();
  if (entry.key == "discrete") return read_discrete(input.entry(entry), measure);
  if (const Kind* kind = kind_named(entry.key))
    return read_kind(input.entry(entry), *kind, measure);
  const auto near = did_you_mean(entry.key, distribution_names());
  input.reading.found.error(entry.key_at, input.place.path,
                            fmt::format("there is no distribution \"{}\"{}", entry.key,
                                        near ? fmt::format(", did you mean \"{}\"?", *near) : ""),
                            fmt::format("there are {}", fmt::join(distribution_names(), ", ")));
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
  const OneKey one{"a distribution",
                   [measure](Section& section) { describe_distributions(section, measure); }};
  const Outline constant = amount(measure).outline;
  return {{what, Origin::Listed, joined(constant.shapes, {one}), constant.example}, read};
}

bool looks_like_distribution(const Node& node) {
  return node.is_mapping() && node.entries.size() == 1 &&
         (node.entries.front().key == "discrete" ||
          kind_named(node.entries.front().key) != nullptr);
}

}  // namespace sim::config
