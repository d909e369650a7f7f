// sim/config/uncertain.cpp: every range tried out: at its ends, and at a value between them.
//
// A key does not say beforehand whether it takes 2.4 nurses. Whether it does is what reading a
// scenario knows best; so what has a fraction refused is varied in whole steps.
#include "sim/config/uncertain.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "sim/base/contract.h"
#include "sim/config/between.h"

namespace sim::config {
namespace {

using model::Provenance;
using model::UncertainInput;

// Neither an end nor half the way, so that it is nothing round.
constexpr double somewhere_between = 0.381966;

struct Refusal {
  std::string message;
  std::string hint;
};

// Why the scenario cannot be compiled with the input there; nothing where it can.
std::optional<Refusal> refusal(const CompileWith& compile_with, const UncertainInput& input,
                               double share) {
  Diagnostics found;
  if (compile_with({setting_at(input, share).override}, found)) return {};
  const auto first = std::find_if(found.all().begin(), found.all().end(), [](const auto& each) {
    return each.severity == Severity::Error;
  });
  SIM_EXPECTS(first != found.all().end());
  return Refusal{
      fmt::format("cannot be set to {}: {}", between_ends(input, share)->value, first->message),
      first->hint};
}

// Finds out in which steps it can be varied.
std::optional<Refusal> try_out(const CompileWith& compile_with, UncertainInput& input) {
  if (!between_ends(input, 0.0)) {
    return Refusal{fmt::format("between {} and {} there is nothing that {} could be varied to",
                               input.low, input.high, input.value),
                   "write a range of numbers of the same kind as the value; of a distribution give "
                   "one of its parts a range, as in {exponential: {mean: {value: 30 min, range: "
                   "[20 min, 40 min]}}}"};
  }
  if (std::string fault = fault_of_range(input); !fault.empty())
    return Refusal{std::move(fault), "write a range around the value, as in [2 %, 10 %]"};
  for (const double end : {0.0, 1.0}) {
    if (auto refused = refusal(compile_with, input, end)) return refused;
  }
  if (!refusal(compile_with, input, somewhere_between)) return {};
  input.steps = UncertainInput::Steps::Whole;
  return refusal(compile_with, input, somewhere_between);
}

}  // namespace

Setting setting_at(const UncertainInput& input, double share) {
  const std::optional<Between> between = between_ends(input, share);
  SIM_EXPECTS(between);
  return {input.path + "=" + between->value, between->share};
}

std::vector<UncertainInput> uncertain_inputs(const model::Model& model,
                                             const CompileWith& compile_with, Diagnostics& found) {
  std::vector<UncertainInput> inputs;
  for (const Provenance& number : model.provenance) {
    if (number.low.empty()) continue;
    UncertainInput input{number.path, number.value, number.low, number.high};
    if (const auto refused = try_out(compile_with, input)) {
      found.error(number.at, number.path, refused->message, refused->hint);
    } else {
      inputs.push_back(std::move(input));
    }
  }
  return inputs;
}

}  // namespace sim::config
