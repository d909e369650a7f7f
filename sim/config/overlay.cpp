// sim/config/overlay.cpp: the way to a part of the tree, and what is done to it there.
#include "sim/config/overlay.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/config/dotted_path.h"
#include "sim/config/scale.h"

namespace sim::config {
namespace {

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

// Whether the keys at the path are names that the author chose. There a new one is mistyped more
// often than meant.
bool holds_names(std::string_view path) {
  static constexpr std::array<std::string_view, 5> sections = {"clinic.resources", "visits",
                                                               "courses", "responses", "cohorts"};
  return std::find(sections.begin(), sections.end(), path) != sections.end();
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
  // Whether a new name with all that belongs to it is put in.
  bool sets_whole(const Place& place) const { return is_last(place) && value_.is_mapping(); }
  Place onwards(const Place& place, std::string_view key) const {
    return {place.depth + 1, dotted(place.path, key), place.one_of_many || part(place).each};
  }

  void error(const Part& at, const Place& place, std::string message, std::string hint);
  void follow(Node& node, const Place& place);
  void follow_entries(Node& mapping, const Place& place);
  void follow_items(Node& sequence, const Place& place);
  void make_entry(Node& mapping, const Place& place);
  void miss(const Place& place, const std::vector<std::string>& names);
  void arrive(Node& node, const Place& place);
  void change(Node& node, const Place& place);

  std::vector<Part> parts_;
  const Node& value_;
  Diagnostics& found_;
  bool removes_ = false;
  std::optional<Factor> factor_;
  std::size_t reached_ = 0;  // how many places
  // Where one of many lacked the rest of the path, and what may have been meant.
  struct Missed {
    std::size_t depth;
    std::optional<std::string> meant;
  };
  std::optional<Missed> missed_;
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
    error(parts_[missed_ ? missed_->depth : 0], {}, "nothing in the scenario is at this path",
          missed_ ? suggestion(missed_->meant) : std::string{});
  }
}

void Walk::miss(const Place& place, const std::vector<std::string>& names) {
  if (missed_ && missed_->meant) return;
  missed_ = Missed{place.depth, did_you_mean(part(place).text, names)};
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
  if (Node* const value = mapping.find("value");
      value != nullptr && !value->is_scalar() && !here.each && mapping.find(here.text) == nullptr)
    return follow(*value, place);  // as if it stood there without its origin
  // A scenario is changed by its variants, not they themselves.
  const bool is_scenario = place.depth == 0;
  const auto matches = [&here, is_scenario](const Entry& entry) {
    return here.each ? !is_scenario || entry.key != "variants" : entry.key == here.text;
  };
  const auto count = std::count_if(mapping.entries.begin(), mapping.entries.end(), matches);
  if (count == 0 && !here.each) return make_entry(mapping, place);
  if (removes_ && is_last(place)) {
    const auto end = std::remove_if(mapping.entries.begin(), mapping.entries.end(), matches);
    mapping.entries.erase(end, mapping.entries.end());
    reached_ += static_cast<std::size_t>(count);
    return;
  }
  for (Entry& entry : mapping.entries) {
    if (!matches(entry)) continue;
    if (is_last(place)) entry.key_at = here.at;
    arrive(entry.value, onwards(place, entry.key));
  }
}

void Walk::follow_items(Node& sequence, const Place& place) {
  const Part& here = part(place);
  const auto found = here.each ? std::nullopt : find_item(sequence, here.text);
  if (!found && !here.each) {
    if (place.one_of_many) return miss(place, names_of(sequence));
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
  const std::vector<std::string> keys = keys_of(mapping);
  const auto meant = did_you_mean(here.text, keys);
  if (!sets()) {
    if (place.one_of_many) return miss(place, keys);
    return error(here, place,
                 fmt::format("has no \"{}\" to {}", here.text, removes_ ? "remove" : "scale"),
                 meant      ? suggestion(meant)
                 : removes_ ? "it is not written in the scenario; leave this out"
                            : "only what is written can be scaled; write the value itself");
  }
  if (meant && holds_names(place.path) && !sets_whole(place)) {
    return error(here, place, fmt::format("has no \"{}\" to change", here.text),
                 suggestion(meant) + " a new one is written whole, as a mapping");
  }
  Node value;
  value.kind = Node::Kind::Mapping;
  value.at = here.at;
  mapping.entries.push_back({here.text, here.at, std::move(value)});
  arrive(mapping.entries.back().value, onwards(place, here.text));
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
    const Unscalable why = unscalable(node, value_.text);
    found_.error(value_.at, place.path, why.message, why.hint);
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
  const Part& first = parts.front();
  const auto refuse = [&](std::string message, std::string hint) {
    found.add({Severity::Error, first.at, {}, std::move(message), std::move(hint), first.width});
  };
  if (first.text == "extends")
    return refuse("which file a scenario is built on is not changed by a variant, nor by --set",
                  "write another file that extends the other one");
  if (first.text == "variants")
    return refuse("a variant is not changed by another, nor by --set",
                  "write the change into the variant itself");
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
