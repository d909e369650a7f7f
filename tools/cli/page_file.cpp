// tools/cli/page_file.cpp: a page beside the file, which takes its place when it is whole.
#include "tools/cli/page_file.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/report/page/html.h"
#include "tools/cli/folder_trouble.h"
#include "tools/cli/output.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view to_output = "-";
constexpr std::string_view page_begins = "<!DOCTYPE html>";

bool is_a_page(const std::string& name) {
  std::array<char, page_begins.size()> begins{};
  std::FILE* const file = std::fopen(name.c_str(), "rb");
  if (file == nullptr) return false;
  const std::size_t read = std::fread(begins.data(), 1, begins.size(), file);
  static_cast<void>(std::fclose(file));
  return std::string_view(begins.data(), read) == page_begins;
}

[[noreturn]] void refuse(const std::string& name, const std::string& why) {
  throw FolderTrouble(fmt::format("cannot write the report {}: {}", name, why));
}

}  // namespace

PageFile::PageFile(std::string name) : name_(std::move(name)) {
  if (!sim::report::page::can_be_written()) {
    throw UsageError(
        "this build writes no reports: it was made without Apache ECharts; install npm and start "
        "the program by tools/chairtime, which fetches it");
  }
  if (name_ == to_output) return;
  std::error_code ignored;
  if (fs::is_directory(name_, ignored)) refuse(name_, "it is a folder");
  if (fs::exists(name_, ignored) && !is_a_page(name_))
    refuse(name_, "it is there already and is no page; give another name");
  const fs::path folder = fs::path(name_).parent_path();
  const std::string where = folder.empty() ? "." : folder.string();
  if (!fs::is_directory(where, ignored)) refuse(name_, fmt::format("there is no folder {}", where));
  if (access(where.c_str(), W_OK) != 0) refuse(name_, std::strerror(errno));
}

Exit PageFile::write(const std::string& html) const {
  if (name_ == to_output) return print(html);
  const std::string part = name_ + ".part";
  std::FILE* const file = std::fopen(part.c_str(), "wb");
  errno = file == nullptr ? errno : 0;
  const bool written =
      file != nullptr && std::fwrite(html.data(), 1, html.size(), file) == html.size();
  const bool closed = file != nullptr && std::fclose(file) == 0;
  if (written && closed && std::rename(part.c_str(), name_.c_str()) == 0) return Exit::Done;
  complain(fmt::format("cannot write the report {}: {}", name_, std::strerror(errno)));
  static_cast<void>(std::remove(part.c_str()));
  return Exit::FileTrouble;
}

std::optional<PageFile> page_of(const CommandLine& line) {
  const bool is_first = line.ranks == nullptr || line.ranks->own() == 0;
  return line.report && is_first ? std::optional<PageFile>(*line.report) : std::nullopt;
}

}  // namespace cli
