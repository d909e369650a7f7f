// tools/cli/answer.h: what came of a command, as a value: what it prints and what it keeps.
//
// So whoever runs a command again (verify) has the files that it would write, and writes none.
#pragma once

#include <string>
#include <variant>

#include "tools/cli/command_line.h"
#include "tools/cli/exit_code.h"
#include "tools/cli/manifest.h"
#include "tools/cli/results_folder.h"
#include "tools/cli/running.h"

namespace cli {

struct Answer {
  Progress progress;
  std::string text;        // in the format that was asked for
  std::string page = {};   // for --report
  ResultFiles files = {};  // where --out is given; none where somebody interrupted
  Exit exit = Exit::Done;  // what to say when the text is printed and the files are written
};

// Or nothing came of it, and it has been said why.
using Outcome = std::variant<Answer, Exit>;

// Whether files are wanted of a command that came so far.
bool wants_files(const CommandLine& line, const Progress& progress);

// Whether a page is wanted of it, from this process.
bool wants_page(const CommandLine& line);

// What every folder of results has.
ResultFiles files_of(const Manifest& manifest, std::string json);

// Does the command, keeps its files in the folder of --out, and prints. The folder is looked at
// first: it would be a pity to find after an hour that it cannot be written to. Throws
// FolderTrouble then.
Exit answer(const CommandLine& line, Outcome (*command)(const CommandLine&));

}  // namespace cli
