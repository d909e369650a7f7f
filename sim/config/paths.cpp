// sim/config/paths.cpp: folders and names taken apart and put together.
#include "sim/config/paths.h"

#include <vector>

#include <fmt/format.h>

namespace sim::config {

bool is_absolute(std::string_view path) {
  return path.substr(0, 1) == "/" || path.substr(1, 1) == ":";
}

std::string_view folder_of(std::string_view path) {
  return path.substr(0, path.find_last_of("/\\") + 1);
}

std::string path_in(std::string_view folder, std::string_view path) {
  return is_absolute(path) ? std::string(path) : std::string(folder) + std::string(path);
}

std::string normal_path(std::string_view path) {
  std::vector<std::string_view> parts;
  const bool from_root = path.substr(0, 1) == "/";
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(part.size() < path.size() ? part.size() + 1 : part.size());
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
  }
  return fmt::format("{}{}", from_root ? "/" : "", fmt::join(parts, "/"));
}

}  // namespace sim::config
