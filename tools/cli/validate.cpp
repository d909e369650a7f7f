// tools/cli/validate.cpp: `chairtime validate`: every mistake in the scenarios.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tools/cli/commands.h"
#include "tools/cli/output.h"
#include "tools/cli/scenario_file.h"

namespace cli {
namespace {

using Json = nlohmann::ordered_json;

void append_json(const sim::Diagnostics& found, Json& all) {
  for (const sim::Diagnostic& diagnostic : found.by_position()) {
    const sim::SourceFile* file = found.file(diagnostic.at.file);
    Json json;
    json["file"] = file != nullptr ? file->name : "";
    json["line"] = diagnostic.at.line;
    json["column"] = diagnostic.at.column;
    json["severity"] = diagnostic.severity == sim::Severity::Error ? "error" : "warning";
    json["variant"] = diagnostic.variant.empty() ? Json(nullptr) : Json(diagnostic.variant);
    json["path"] = diagnostic.path;
    json["message"] = diagnostic.message;
    json["hint"] = diagnostic.hint;
    all.push_back(std::move(json));
  }
}

}  // namespace

Exit validate(const CommandLine& line) {
  Json all = Json::array();
  std::string good;
  bool any_errors = false;
  for (const std::string& name : line.files) {
    sim::Diagnostics found;
    check(name, line.overrides, found);
    any_errors |= found.any_errors();
    if (line.format == Format::Json) {
      append_json(found, all);
      continue;
    }
    note(render_all(found));
    if (!found.any_errors()) good += fmt::format("{}: no mistakes\n", name);
  }
  if (line.format == Format::Json)
    good = all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  const Exit printed = print(good);
  if (printed != Exit::Done) return printed;
  return any_errors ? Exit::ScenarioWrong : Exit::Done;
}

}  // namespace cli
