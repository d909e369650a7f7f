// tools/cli/scenario_file.cpp: from a scenario's file to its model.
#include "tools/cli/scenario_file.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include <fmt/format.h>

#include "sim/config/compile.h"

namespace cli {
namespace {

// The C library says why a file cannot be read; a stream does not.
std::string read_all(std::FILE* file, const std::string& name) {
  std::string text;
  std::array<char, 4096> part{};
  for (std::size_t read = 0; (read = std::fread(part.data(), 1, part.size(), file)) > 0;)
    text.append(part.data(), read);
  if (std::ferror(file) != 0)
    throw UnreadableFile(fmt::format("cannot read {}: {}", name, std::strerror(errno)));
  return text;
}

}  // namespace

std::string read_file(const std::string& name) {
  if (name == "-") return read_all(stdin, "standard input");
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(name.c_str(), "rb"),
                                                             &std::fclose);
  if (!file) throw UnreadableFile(fmt::format("cannot read {}: {}", name, std::strerror(errno)));
  return read_all(file.get(), name);
}

std::optional<sim::model::Model> load(const std::string& name,
                                      const std::vector<std::string>& overrides,
                                      sim::Diagnostics& found) {
  return sim::config::compile(read_file(name), name, overrides, found);
}

}  // namespace cli
