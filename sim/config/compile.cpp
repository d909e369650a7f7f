// sim/config/compile.cpp: the four stages in order, for a scenario and each of its variants.
//
// A variant is the whole scenario once more, and so are its mistakes. What the scenario lacks
// anyway is said of the scenario; the rest is the variant's.
#include "sim/config/compile.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "sim/config/describe.h"
#include "sim/config/document.h"
#include "sim/config/extends.h"
#include "sim/config/overlay.h"
#include "sim/config/resolve.h"
#include "sim/config/variants.h"
#include "sim/config/written_out.h"

namespace sim::config {
namespace {

using Mistakes = std::vector<Diagnostic>;

// Paths are left out: the index of an item changes when one before it is taken away.
bool holds(const Mistakes& mistakes, const Diagnostic& wanted) {
  return std::any_of(mistakes.begin(), mistakes.end(), [&](const Diagnostic& each) {
    return each.at == wanted.at && each.message == wanted.message &&
           each.severity == wanted.severity;
  });
}

bool is_error(const Diagnostic& mistake) { return mistake.severity == Severity::Error; }

template <class Condition>
void keep_if(Mistakes& mistakes, const Condition& condition) {
  const auto end = std::remove_if(mistakes.begin(), mistakes.end(),
                                  [&](const auto& m) { return !condition(m); });
  mistakes.erase(end, mistakes.end());
}

class Compiler {
 public:
  Compiler(const ScenarioText& scenario, Diagnostics& found)
      : found_(found), data_(scenario.files, scenario.file_name, found), check_(scenario.check) {
    read_texts(scenario);
    for (const std::string& each : scenario.overrides)
      overrides_.push_back({each, found.add_file("--set", each)});
  }

  CompiledFile run(const Wanted& wanted);

 private:
  struct Assignment {
    std::string text;
    std::uint32_t file;
  };
  using Assignments = std::vector<Assignment>;

  // One scenario of the file.
  struct Trial {
    std::optional<model::Model> model;
    Given<std::vector<VariantDraft>> variants;
    Mistakes mistakes;  // not those of the text or the data
  };

  void read_texts(const ScenarioText& scenario);
  Trial attempt(const VariantDraft* variant, const Assignments& overrides);
  void keep_mistakes_of_data(Trial& trial, const VariantDraft* variant);
  void excuse(Trial& trial, const VariantDraft* variant);
  bool is_in_text_of(const VariantDraft& variant, SourcePosition at) const;
  std::string place_of(SourcePosition at, const VariantDraft& variant) const;
  void report(const Trial& trial, const VariantDraft& variant);

  Diagnostics& found_;
  Files data_;
  ModelCheck check_;
  Node root_;  // with all that it is built on
  std::uint32_t first_text_ = 0;
  std::uint32_t last_text_ = 0;  // the files that it is built on follow it
  std::vector<VariantText> variant_texts_;
  Assignments overrides_;
  Mistakes of_scenario_;  // as it stands
  Mistakes said_;
};

void Compiler::read_texts(const ScenarioText& scenario) {
  first_text_ = found_.add_file(std::string(scenario.file_name), std::string(scenario.text));
  last_text_ = first_text_;
  Node text = parse_document(scenario.text, first_text_, found_);
  if (text.kind == Node::Kind::Missing) return;
  std::vector<Node> chain = read_chain(std::move(text), data_, found_);
  for (const Node& file : chain) {
    last_text_ = file.at.file;
    const std::vector<VariantText> texts = variant_texts(file);
    variant_texts_.insert(variant_texts_.end(), texts.begin(), texts.end());
  }
  for (; !chain.empty(); chain.pop_back()) {
    root_ = root_.kind == Node::Kind::Missing
                ? std::move(chain.back())
                : built_on(std::move(root_), std::move(chain.back()), found_);
  }
}

// `variant` is nullptr for the scenario as it stands.
Compiler::Trial Compiler::attempt(const VariantDraft* variant, const Assignments& overrides) {
  const Mistakes of_text = found_.all();
  Node tree = variant == nullptr ? root_ : laid_over(root_, *variant, found_);
  for (const Assignment& each : overrides)
    set_path(tree, each.text, each.file, found_);
  std::vector<model::Provenance> provenance;
  Reading reading{found_, provenance, &data_};
  const Draft draft = read_scenario(tree, reading);
  Trial trial;
  trial.model = resolve(draft, std::move(provenance), found_);
  if (trial.model) trial.model->written_out = written_out(tree, reading.defaults);
  if (trial.model && check_) {
    const std::size_t errors = found_.errors();
    check_(*trial.model, found_);
    if (found_.errors() > errors) trial.model.reset();
  }
  trial.variants = draft.variants;
  trial.mistakes = found_.replace(of_text);
  trial.mistakes.erase(trial.mistakes.begin(),
                       trial.mistakes.begin() + static_cast<std::ptrdiff_t>(of_text.size()));
  keep_mistakes_of_data(trial, variant);
  return trial;
}

// A file of data says what is wrong with it to whoever reads it first, and is broken for all.
void Compiler::keep_mistakes_of_data(Trial& trial, const VariantDraft* variant) {
  const std::uint32_t first = last_text_ + 1 + static_cast<std::uint32_t>(overrides_.size());
  const auto of_data = [first](const Diagnostic& mistake) { return mistake.at.file >= first; };
  for (Diagnostic mistake : trial.mistakes) {
    if (!of_data(mistake)) continue;
    if (variant != nullptr) mistake.variant = variant->name;
    found_.add(std::move(mistake));
  }
  keep_if(trial.mistakes, [&](const Diagnostic& mistake) { return !of_data(mistake); });
}

// What nobody asks for is not wrong if it gets on without the overrides.
void Compiler::excuse(Trial& trial, const VariantDraft* variant) {
  keep_if(trial.mistakes, is_error);
  if (overrides_.empty() || trial.mistakes.empty()) return;
  const Mistakes of_file = attempt(variant, {}).mistakes;
  keep_if(trial.mistakes, [&](const Diagnostic& each) { return holds(of_file, each); });
}

bool Compiler::is_in_text_of(const VariantDraft& variant, SourcePosition at) const {
  return std::any_of(variant_texts_.begin(), variant_texts_.end(), [&](const VariantText& each) {
    return each.variant == variant.name && each.holds(at);
  });
}

// Where a mistake stands that is said of the variant's name.
std::string Compiler::place_of(SourcePosition at, const VariantDraft& variant) const {
  if (at.line == 0) return {};
  if (at.file == variant.at.file) return fmt::format(" (line {})", at.line);
  return fmt::format(" ({}:{})", found_.file(at.file)->name, at.line);
}

// A variant's mistake that shows elsewhere in the scenario is said of its name.
void Compiler::report(const Trial& trial, const VariantDraft& variant) {
  const bool scenario_is_wrong = std::any_of(of_scenario_.begin(), of_scenario_.end(), is_error);
  for (Diagnostic mistake : trial.mistakes) {
    if (holds(of_scenario_, mistake)) {
      if (!holds(said_, mistake)) said_.push_back(std::move(mistake));
      continue;
    }
    // The errors of the scenario may have kept it from being said there.
    if (scenario_is_wrong && !is_error(mistake)) continue;
    const bool in_texts = mistake.at.file >= first_text_ && mistake.at.file <= last_text_;
    if (in_texts && !is_in_text_of(variant, mistake.at)) {
      mistake.message += place_of(mistake.at, variant);
      mistake.at = variant.at;
      mistake.width = 0;
    }
    mistake.variant = variant.name;
    said_.push_back(std::move(mistake));
  }
}

CompiledFile Compiler::run(const Wanted& wanted) {
  if (root_.kind == Node::Kind::Missing) return {};
  const auto is_wanted = [&wanted](Wanted::Which which, std::string_view variant) {
    return wanted.which == Wanted::Which::All ||
           ((wanted.which == which || wanted.which == Wanted::Which::Alone) &&
            wanted.variant == variant);
  };
  Trial scenario = attempt(nullptr, overrides_);
  of_scenario_ = scenario.mistakes;
  if (!is_wanted(Wanted::Which::AsItStands, {})) excuse(scenario, nullptr);
  said_ = scenario.mistakes;
  CompiledFile compiled{std::move(scenario.model), {}};
  const std::vector<VariantDraft>& variants = *scenario.variants;
  for (const VariantDraft& variant : variants) {
    if (wanted.which == Wanted::Which::Alone && wanted.variant != variant.name) continue;
    Trial trial = attempt(&variant, overrides_);
    if (!is_wanted(Wanted::Which::Variant, variant.name)) excuse(trial, &variant);
    report(trial, variant);
    compiled.variants.push_back({in_words(variant), std::move(trial.model)});
  }
  for (Diagnostic& mistake : said_)
    found_.add(std::move(mistake));
  return compiled;
}

}  // namespace

CompiledFile::Variant* CompiledFile::find(std::string_view variant) {
  const auto there = std::find_if(variants.begin(), variants.end(),
                                  [&](const Variant& each) { return each.what.name == variant; });
  return there == variants.end() ? nullptr : &*there;
}

CompiledFile compile(const ScenarioText& scenario, const Wanted& wanted, Diagnostics& found) {
  return Compiler(scenario, found).run(wanted);
}

std::optional<model::Model> compile(std::string_view text, std::string_view file_name,
                                    const std::vector<std::string>& overrides, Diagnostics& found,
                                    const FileReader& files) {
  CompiledFile compiled = compile({text, file_name, overrides, files}, Wanted{}, found);
  if (found.any_errors()) return {};
  return std::move(compiled.as_it_stands);
}

}  // namespace sim::config
