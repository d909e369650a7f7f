// sim/config/dotted_path.cpp: dots and quotes.
#include "sim/config/dotted_path.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "sim/base/words.h"

namespace sim::config {
namespace {

constexpr std::size_t most_parts = 64;  // as deep as a document may be

// A part without its quotes; nothing if there is nothing in it or the quotes are not around it.
std::optional<Part> parse_part(std::string_view text, SourcePosition at) {
  Part part{std::string(text), text == "*", at, static_cast<std::uint32_t>(count_characters(text))};
  if (!text.empty() && text.front() == '"') {
    if (text.size() < 3 || text.find('"', 1) != text.size() - 1) return {};
    part.text = text.substr(1, text.size() - 2);
  } else if (text.empty() || text.find('"') != std::string_view::npos) {
    return {};
  }
  return part;
}

}  // namespace

std::size_t find_unquoted(std::string_view text, char wanted) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == wanted && !quoted) return i;
  }
  return std::string_view::npos;
}

SourcePosition inside(SourcePosition at, std::string_view before) {
  at.column += static_cast<std::uint32_t>(count_characters(before));
  return at;
}

std::vector<Part> parse_path(std::string_view path, SourcePosition at, Diagnostics& found) {
  std::vector<Part> parts;
  for (std::string_view rest = path;;) {
    const std::size_t dot = find_unquoted(rest, '.');
    const SourcePosition here = inside(at, path.substr(0, path.size() - rest.size()));
    auto part = parse_part(rest.substr(0, dot), here);
    if (!part || parts.size() == most_parts) {
      found.add({Severity::Error,
                 here,
                 {},
                 part ? fmt::format("a path of more than {} parts", most_parts)
                      : std::string(path.empty() ? "the path is missing" : "this is no path"),
                 "write it as in clinic.resources.chairs, a part that holds a dot in quotes",
                 1});
      return {};
    }
    parts.push_back(std::move(*part));
    if (dot == std::string_view::npos) return parts;
    rest.remove_prefix(dot + 1);
  }
}

}  // namespace sim::config
