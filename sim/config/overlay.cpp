// sim/config/overlay.cpp: the way to a part of the tree, and what is done to it there.
#include "sim/config/overlay.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/config/scale.h"

namespace sim::config {
namespace {

constexpr std::size_t most_parts = 64;  // as deep as a document may be

struct Part {
  std::string text;
  bool each = false;  // an unquoted *
  SourcePosition at;
  std::uint32_t width = 0;
};

// Where the first of the characters stands outside double quotes.
std::size_t find_unquoted(std::string_view text, char wanted) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == wanted && !quoted) return i;
  }
  return std::string_view::npos;
}

// The position so many bytes into a text that stands at `at`.
SourcePosition inside(SourcePosition at, std::string_view before) {
  at.column += static_cast<std::uint32_t>(count_characters(before));
  return at;
}

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

// Empty, and an error, where it is no path.
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

std::string suggestion(const std::optional<std::string>& name) {
  return name ? fmt::format("did you mean \"{}\"?", *name) : std::string{};
}

std::vector<std::string> keys_of(const Node& mapping) {
  std::vector<std::string> keys;
  for (const Entry& entry : mapping.entries) {
    keys.push_back(entry.key);
  }
  return keys;
}

std::vector<std::string> names_of(const Node& sequence) {
  std::vector<std::string> names;
  for (const Node& item : sequence.items) {
    if (const Node* name = item.find("name"); name != nullptr && name->is_scalar()) {
      names.push_back(name->text);
    }
  }
  return names;
}

// The item with this name, else the one with this index.
std::optional<std::size_t> find_item(const Node& sequence, std::string_view part) {
  for (std::size_t i = 0; i < sequence.items.size(); ++i) {
    const Node* name = sequence.items[i].find("name");
    if (name != nullptr && name->is_scalar() && name->text == part) return i;
  }
  const auto index = parse_integer(part);
  if (!index || *index < 0 || static_cast<std::uint64_t>(*index) >= sequence.items.size()) {
    return {};
  }
  return static_cast<std::size_t>(*index);
}

// One override on its way through the tree.
class Walk {
 public:
  Walk(std::vector<Part> parts, const Node& value, Diagnostics& found)
      : parts_(std::move(parts)), value_(value), found_(found) {
    if (!value.is_scalar() || value.quoted) return;
    removes_ = value.text == "remove";
    factor_ = parse_factor(value.text, value.at);
  }

  void run(Node& root);

 private:
  // How far the way has been gone.
  struct Place {
    std::size_t depth = 0;  // the part to be followed next
    std::string path;
    bool one_of_many = false;  // a * came before
  };

  const Part& part(const Place& place) const { return parts_[place.depth]; }
  bool is_last(const Place& place) const { return place.depth + 1 == parts_.size(); }
  bool sets() const { return !removes_ && !factor_; }
  Place onwards(const Place& place, std::string_view key) const {
    return {place.depth + 1, dotted(place.path, key), place.one_of_many || part(place).each};
  }

  void error(const Part& at, const Place& place, std::string message, std::string hint);
  void follow(Node& node, const Place& place);
  void follow_entries(Node& mapping, const Place& place);
  void follow_items(Node& sequence, const Place& place);
  void make_entry(Node& mapping, const Place& place);
  void arrive(Node& node, const Place& place);
  void change(Node& node, const Place& place);

  std::vector<Part> parts_;
  const Node& value_;
  Diagnostics& found_;
  bool removes_ = false;
  std::optional<Factor> factor_;
  std::size_t reached_ = 0;  // how many places
};

void Walk::error(const Part& at, const Place& place, std::string message, std::string hint) {
  found_.add({Severity::Error, at.at, place.path, std::move(message), std::move(hint), at.width});
}

void Walk::run(Node& root) {
  if (factor_ && factor_->times < 0.0) {
    found_.error(value_.at, {}, "a factor cannot be negative");
    return;
  }
  const std::size_t errors = found_.errors();
  follow(root, {});
  if (reached_ == 0 && found_.errors() == errors) {
    error(parts_.front(), {}, "nothing in the scenario is at this path", {});
  }
}

void Walk::follow(Node& node, const Place& place) {
  switch (node.kind) {
    case Node::Kind::Mapping:
      return follow_entries(node, place);
    case Node::Kind::Sequence:
      return follow_items(node, place);
    case Node::Kind::Scalar:
      if (place.one_of_many) return;
      return error(
          part(place), place,
          fmt::format("is a single value, {}, and has no part \"{}\"", node.text, part(place).text),
          {});
    case Node::Kind::Missing:
      ++reached_;  // has been reported
      return;
  }
}

void Walk::follow_entries(Node& mapping, const Place& place) {
  const Part& here = part(place);
  const auto matches = [&here](const Entry& entry) { return here.each || entry.key == here.text; };
  const auto count = std::count_if(mapping.entries.begin(), mapping.entries.end(), matches);
  if (count == 0 && !here.each) return make_entry(mapping, place);
  if (removes_ && is_last(place)) {
    const auto end = std::remove_if(mapping.entries.begin(), mapping.entries.end(), matches);
    mapping.entries.erase(end, mapping.entries.end());
    reached_ += static_cast<std::size_t>(count);
    return;
  }
  for (Entry& entry : mapping.entries) {
    if (matches(entry)) arrive(entry.value, onwards(place, entry.key));
  }
}

void Walk::follow_items(Node& sequence, const Place& place) {
  const Part& here = part(place);
  const auto found = here.each ? std::nullopt : find_item(sequence, here.text);
  if (!found && !here.each) {
    if (place.one_of_many) return;
    const std::size_t size = sequence.items.size();
    return error(
        here, place,
        fmt::format("has no item \"{}\", only {} item{}", here.text, size, size == 1 ? "" : "s"),
        suggestion(did_you_mean(here.text, names_of(sequence))));
  }
  const std::size_t begin = found.value_or(0);
  const std::size_t end = found ? *found + 1 : sequence.items.size();
  if (removes_ && is_last(place)) {
    const auto first = sequence.items.begin();
    sequence.items.erase(first + static_cast<std::ptrdiff_t>(begin),
                         first + static_cast<std::ptrdiff_t>(end));
    reached_ += end - begin;
    return;
  }
  for (std::size_t i = begin; i < end; ++i) {
    const Node* name = sequence.items[i].find("name");
    const bool named = name != nullptr && name->is_scalar();
    arrive(sequence.items[i], onwards(place, named ? name->text : std::to_string(i)));
  }
}

// A key that is not there: made when a value is to be set; reading knows whether it is allowed.
void Walk::make_entry(Node& mapping, const Place& place) {
  const Part& here = part(place);
  if (sets()) {
    Node value;
    value.kind = Node::Kind::Mapping;
    value.at = here.at;
    mapping.entries.push_back({here.text, here.at, std::move(value)});
    arrive(mapping.entries.back().value, onwards(place, here.text));
  } else if (!place.one_of_many) {
    error(here, place, fmt::format("has no \"{}\" to {}", here.text, removes_ ? "remove" : "scale"),
          suggestion(did_you_mean(here.text, keys_of(mapping))));
  }
}

void Walk::arrive(Node& node, const Place& place) {
  place.depth < parts_.size() ? follow(node, place) : change(node, place);
}

void Walk::change(Node& node, const Place& place) {
  ++reached_;
  if (!factor_) {
    node = value_;
    return;
  }
  auto product =
      parts_.back().text == "referrals" ? scaled_referrals(node, *factor_) : scaled(node, *factor_);
  if (product) {
    node = std::move(*product);
  } else {
    found_.error(value_.at, place.path, "there is no number here that could be scaled",
                 node.is_scalar() ? fmt::format(R"(it says "{}"; for the text "{}", quote it)",
                                                node.text, value_.text)
                                  : "scale one of its parts");
  }
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = first_character(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace

void apply(Node& root, const Override& change, Diagnostics& found) {
  std::vector<Part> parts = parse_path(change.path, change.path_at, found);
  if (parts.empty()) return;
  Walk(std::move(parts), change.value, found).run(root);
}

void set_path(Node& root, std::string_view assignment, std::uint32_t file, Diagnostics& found) {
  const SourcePosition at{file, 1, 1};
  const std::size_t equals = find_unquoted(assignment, '=');
  if (!is_utf8(assignment) || equals == std::string_view::npos) {
    found.error(at, {}, "expected PATH=VALUE", "write it as in clinic.resources.chairs=5");
    return;
  }
  const std::string_view path = trim(assignment.substr(0, equals));
  const std::size_t begin = assignment.find_first_not_of(" \t\r\n", equals + 1);
  if (begin == std::string_view::npos) {
    found.error(inside(at, assignment), {},
                "there is no value after the =", "to take a key away, write =remove");
    return;
  }
  // Blanks in the place of the path give the value its own positions.
  const std::string blanks(count_characters(assignment.substr(0, begin)), ' ');
  const std::size_t errors = found.errors();
  const Node value =
      parse_document(blanks + std::string(trim(assignment.substr(begin))), file, found);
  const std::size_t path_begin = assignment.find_first_not_of(" \t\r\n");
  if (found.errors() == errors) {
    apply(root, {path, inside(at, assignment.substr(0, path_begin)), value}, found);
  }
}

}  // namespace sim::config
