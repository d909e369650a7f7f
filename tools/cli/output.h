// tools/cli/output.h: data to standard output, everything else to standard error.
#pragma once

#include <string_view>

#include "tools/cli/exit_code.h"

namespace cli {

// Writes the whole text, or says on standard error that it could not: a full disk must not look
// like a result. Returns Done or FileTrouble.
Exit print(std::string_view text);

// "chairtime: MESSAGE" and a newline, to standard error.
void complain(std::string_view message);

// As it is, to standard error.
void note(std::string_view text);

}  // namespace cli
