// tools/cli/init.cpp: `chairtime init`: a scenario to begin with.
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>

#include "sim/base/words.h"
#include "tools/cli/commands.h"
#include "tools/cli/output.h"
#include "tools/cli/starters.h"

namespace cli {
namespace {

std::string listed_starters() {
  std::string text;
  for (const Starter& each : starters())
    text += fmt::format("{:<26}{}\n", each.name, each.what);
  return text;
}

[[noreturn]] void refuse(const std::string& name) {
  std::vector<std::string> names;
  for (const Starter& each : starters())
    names.emplace_back(each.name);
  const std::optional<std::string> meant = sim::did_you_mean(name, names);
  throw UsageError(fmt::format("there is no starter '{}' among {}{}", name, fmt::join(names, ", "),
                               meant ? fmt::format("; did you mean '{}'?", *meant) : ""));
}

Exit cannot_write(const std::string& name, int why) {
  complain(why == EEXIST
               ? fmt::format("{} is there already, and is left as it is; give another name", name)
               : fmt::format("cannot write {}: {}", name, std::strerror(why)));
  return Exit::FileTrouble;
}

// A file that is there is never written over, and one that cannot be written to its end is taken
// away again.
Exit write_new(const std::string& name, const std::string& text) {
  std::FILE* const file = std::fopen(name.c_str(), "wbx");
  if (file == nullptr) return cannot_write(name, errno);
  errno = 0;
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const bool closed = std::fclose(file) == 0;
  if (written && closed) return Exit::Done;
  const int why = errno;
  static_cast<void>(std::remove(name.c_str()));
  return cannot_write(name, why);
}

}  // namespace

Exit init(const CommandLine& line) {
  if (line.starter == Starters::List) return print(listed_starters());
  const std::string name =
      line.files.empty() ? std::string(starters().front().name) : line.files.front();
  const Starter* const starter = starter_named(name);
  if (starter == nullptr) refuse(name);
  if (!line.output) return print(text_of(*starter, name + ".yaml"));
  const Exit written = write_new(*line.output, text_of(*starter, *line.output));
  if (written == Exit::Done)
    note(fmt::format("wrote {0}; its comments say what to look at. Next: chairtime run {0}\n",
                     *line.output));
  return written;
}

}  // namespace cli
