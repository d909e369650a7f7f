// tools/cli/output.cpp: data to standard output, everything else to standard error.
#include "tools/cli/output.h"

#include <cstdio>

#include <fmt/format.h>

namespace cli {

Exit print(std::string_view text) {
  const bool written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (written) return Exit::Done;
  complain("cannot write to standard output");
  return Exit::FileTrouble;
}

void complain(std::string_view message) { note(fmt::format("chairtime: {}\n", message)); }

void note(std::string_view text) {
  // Where standard error is closed there is nobody left to tell.
  static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
  static_cast<void>(std::fflush(stderr));
}

}  // namespace cli
