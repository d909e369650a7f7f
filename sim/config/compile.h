// sim/config/compile.h: a scenario file made into models: document, overlay, read, resolve.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/config/files.h"
#include "sim/model/model.h"
#include "sim/model/variant.h"

namespace sim::config {

// Asks more of a model than can be known here, as whether its results will have the figures that
// its targets name, and adds what is wrong.
using ModelCheck = std::function<void(const model::Model&, Diagnostics&)>;

// The text of a scenario and what it takes to understand it.
struct ScenarioText {
  std::string_view text;
  std::string_view file_name;          // what messages call the text
  std::vector<std::string> overrides;  // laid over it and its variants in turn, each as in
                                       // "clinic.resources.chairs=5"
  FileReader files;       // reads the data that it names; without it, naming a file is a mistake
  ModelCheck check = {};  // of every model that is sound as far as it is known here
};

// Which of the scenarios in the file somebody asks for.
struct Wanted {
  // Alone: the variant, or the scenario as it stands where that is empty, and nothing is checked
  // that nobody asks for: one more of many points of a file that has been checked.
  enum class Which : std::uint8_t { AsItStands, Variant, All, Alone };
  Which which = Which::AsItStands;
  std::string variant{};  // the name of a Variant
};

struct CompiledFile {
  struct Variant {
    model::Variant what;
    std::optional<model::Model> model;
  };
  std::optional<model::Model> as_it_stands;
  std::vector<Variant> variants;  // in the order of the file

  // nullptr if there is no variant of that name.
  Variant* find(std::string_view variant);
};

// Every mistake of the text, of its variants, of the overrides and of the files of data goes to
// `found` in one pass; what has none is a model. What nobody asks for is checked all the same, but
// answers only for what is wrong in the file: not for the overrides, and not with warnings.
CompiledFile compile(const ScenarioText& scenario, const Wanted& wanted, Diagnostics& found);

// The scenario as it stands in the text; nothing if there is any error in the file.
std::optional<model::Model> compile(std::string_view text, std::string_view file_name,
                                    const std::vector<std::string>& overrides, Diagnostics& found,
                                    const FileReader& files = {});

}  // namespace sim::config
