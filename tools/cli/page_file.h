// tools/cli/page_file.h: the file of --report.
#pragma once

#include <optional>
#include <string>

#include "tools/cli/command_line.h"
#include "tools/cli/exit_code.h"

namespace cli {

class PageFile {
 public:
  // Refuses at once what could not be written later, or would be written over and is no page of
  // ours. Throws FolderTrouble; UsageError in a build that can write no pages.
  explicit PageFile(std::string name);

  // The whole page or, with a complaint, nothing.
  Exit write(const std::string& html) const;

 private:
  std::string name_;
};

// Where the command line asks for a page, from the process that writes it.
std::optional<PageFile> page_of(const CommandLine& line);

}  // namespace cli
