// tools/cli/answer.cpp: what came of a command, kept and printed.
#include "tools/cli/answer.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "tools/cli/folder_trouble.h"
#include "tools/cli/output.h"
#include "tools/cli/page_file.h"

namespace cli {
namespace {

// The other ranks only help.
bool writes(const CommandLine& line) {
  return line.output && (line.ranks == nullptr || line.ranks->own() == 0);
}

// What has been found out is printed whatever becomes of the folder.
Exit keep(const ResultsFolder& folder, const Answer& answer, const std::string& name) {
  if (answer.files.empty()) {
    complain(
        fmt::format("interrupted; nothing was written to {}: the results are not complete", name));
    return Exit::Interrupted;
  }
  try {
    folder.write(answer.files);
    return Exit::Done;
  } catch (const FolderTrouble& trouble) {
    complain(trouble.what());
    return Exit::FileTrouble;
  }
}

}  // namespace

bool wants_page(const CommandLine& line) { return page_of(line).has_value(); }

bool wants_files(const CommandLine& line, const Progress& progress) {
  return line.output && progress.came == Progress::Came::ToItsEnd;
}

ResultFiles files_of(const Manifest& manifest, std::string json) {
  ResultFiles files;
  files.emplace(json_file, std::move(json));
  files.emplace(manifest_file, to_json(manifest));
  return files;
}

Exit answer(const CommandLine& line, Outcome (*command)(const CommandLine&)) {
  std::optional<ResultsFolder> folder;
  if (writes(line)) folder.emplace(*line.output, line.others);
  const std::optional<PageFile> page = page_of(line);
  const Outcome outcome = command(line);
  if (const Exit* const nothing = std::get_if<Exit>(&outcome)) return *nothing;
  const Answer& answer = std::get<Answer>(outcome);
  const Exit kept = folder ? keep(*folder, answer, *line.output) : Exit::Done;
  const Exit shown = page ? page->write(answer.page) : Exit::Done;
  const Exit printed = print_result(answer.progress, answer.text);
  for (const Exit exit : {printed, kept, shown})
    if (exit != Exit::Done) return exit;
  return answer.exit;
}

}  // namespace cli
