// sim/config/compile.h: a scenario file made into a model: document, overlay, read, resolve.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/config/files.h"
#include "sim/model/model.h"

namespace sim::config {

// `overrides` are laid over the text in turn, each as in "clinic.resources.chairs=5". `files` reads
// the files of data that the scenario names; without it, naming one is a mistake. Every mistake of
// the text, of the overrides and of those files goes to `found` in one pass; nothing is returned if
// one of them is an error. `file_name` is what messages call the text.
std::optional<model::Model> compile(std::string_view text, std::string_view file_name,
                                    const std::vector<std::string>& overrides, Diagnostics& found,
                                    const FileReader& files = {});

}  // namespace sim::config
