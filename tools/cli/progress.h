// tools/cli/progress.h: how far a command is, on standard error while somebody looks at it.
#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace cli {

// "[######..............]  30 %, about 12 s left". Expects: 0 <= done <= all, all > 0.
std::string progress_line(int done, int all, std::chrono::duration<double> since);

// Draws the line again and again, and takes it away when all is done. It is drawn at most ten times
// a second, because terminals are slow.
std::function<void(int)> progress_bar(int all);

}  // namespace cli
