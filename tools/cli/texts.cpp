// tools/cli/texts.cpp: the texts that a command is about: from files, or as a manifest kept them.
#include "tools/cli/texts.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <limits>
#include <optional>
#include <utility>
#include <variant>

#include <fmt/format.h>

namespace cli {
namespace {

using sim::config::FileReader;
using sim::config::Unreadable;

constexpr std::size_t all_of_it = std::numeric_limits<std::size_t>::max();

using OpenFile = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
OpenFile open(const std::string& name) { return {std::fopen(name.c_str(), "rb"), &std::fclose}; }

// All of a file, or enough to see that there are more than `most` bytes. The C library says why a
// file cannot be read, in errno; a stream does not.
std::optional<std::string> read_all(std::FILE* file, std::size_t most) {
  std::string text;
  std::array<char, 4096> part{};
  for (std::size_t read = 0;
       text.size() <= most && (read = std::fread(part.data(), 1, part.size(), file)) > 0;)
    text.append(part.data(), read);
  return std::ferror(file) != 0 ? std::nullopt : std::optional(std::move(text));
}

FileReader files_beside(const std::string& scenario) {
  namespace fs = std::filesystem;
  const fs::path folder = scenario == "-" ? fs::path() : fs::path(scenario).parent_path();
  return [folder](const std::string& path) -> std::variant<std::string, Unreadable> {
    const OpenFile file = open((folder / path).string());
    auto text = file ? read_all(file.get(), sim::config::most_bytes) : std::nullopt;
    if (!text) return Unreadable{std::strerror(errno)};
    return *std::move(text);
  };
}

FileReader files_among(const TextsByName& kept) {
  return [&kept](const std::string& path) -> std::variant<std::string, Unreadable> {
    const auto there = kept.find(path);
    if (there == kept.end()) return Unreadable{"it was not kept"};
    return there->second;
  };
}

std::string kept_text(const TextsByName& kept, const std::string& name) {
  const auto there = kept.find(name);
  if (there == kept.end())
    throw UnreadableFile(fmt::format("cannot read {}: it was not kept", name));
  return there->second;
}

}  // namespace

std::string read_file(const std::string& name) {
  const bool is_input = name == "-";
  const OpenFile file = is_input ? OpenFile(stdin, [](std::FILE*) { return 0; }) : open(name);
  auto text = file ? read_all(file.get(), all_of_it) : std::nullopt;
  if (text) return *std::move(text);
  throw UnreadableFile(
      fmt::format("cannot read {}: {}", is_input ? "standard input" : name, std::strerror(errno)));
}

std::string name_without_folder(const std::string& scenario) {
  return std::filesystem::path(scenario).filename().string();
}

Texts::Texts(const CommandLine& line)
    : name_(line.files.front()),
      kept_(line.texts),
      scenario_(kept_ ? kept_text(*kept_, name_) : read_file(name_)),
      read_(std::make_shared<TextsByName>(TextsByName{{name_without_folder(name_), scenario_}})) {}

FileReader Texts::others() const {
  const FileReader reader = kept_ ? files_among(*kept_) : files_beside(name_);
  return [reader, read = read_](const std::string& path) {
    auto text = reader(path);
    if (const auto* const found = std::get_if<std::string>(&text)) (*read)[path] = *found;
    return text;
  };
}

}  // namespace cli
