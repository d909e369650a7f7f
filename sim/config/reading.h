// sim/config/reading.h: the visitor that fills drafts from the tree of a scenario.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/config/document.h"
#include "sim/config/section.h"
#include "sim/config/written_out.h"
#include "sim/model/provenance.h"

namespace sim::config {

class Files;  // sim/config/files.h

// What reading a scenario adds to, and the files that it may name.
struct Reading {
  Diagnostics& found;
  std::vector<model::Provenance>& provenance;
  Files* files = nullptr;  // nullptr: none can be read
  Defaults defaults{};     // what was read where nothing is written
};

// A part of the tree that is to be read, and where what is said about it goes.
struct Input {
  const Node& node;
  Place place;
  Reading& reading;

  void error(std::string message, std::string hint = {}) const {
    reading.found.error(place.at, place.path, std::move(message), std::move(hint));
  }
  // "queue: priority" is not supported yet.
  void refuse(std::string_view what) const;
  // Expects: node.is_mapping() and node.is_sequence(), respectively.
  Input entry(const Entry& entry) const;
  Input item(std::size_t index) const;
  Input at(const Node& other) const { return {other, place, reading}; }
};

// As YAML on one line: "{uniform: [10 min, 20 min]}".
std::string inline_text(const Node& node);

// `"12"`, `a list`, `a mapping`: how messages name what they found.
std::string name_of_found(const Node& node);

// A value with its origin taken off: of {value: 5 %, source: "..."} the 5 %.
struct WithOrigin {
  const Node* value = nullptr;  // nullptr: it could not be read
  const Node* range = nullptr;  // a sequence of two, or nullptr
  model::Provenance origin;
};
WithOrigin take_origin(const Input& input);
// Whether it states anything beside the value.
bool is_stated(const model::Provenance& origin);

// The scalar's text, trimmed; nothing, and an error that says `what` was expected, for all else.
std::optional<std::string> scalar_text(const Input& input, std::string_view what);

class ReadingSection final : public Section {
 public:
  // A sequence gives the keys their values in the order in which they are declared.
  enum class Layout : std::uint8_t { ByName, ByNameOrPosition };

  // Expects: input.node is a mapping, or a sequence where the layout allows it.
  explicit ReadingSection(const Input& input, Layout layout = Layout::ByName);

  // Reports what is missing and what is unknown. To be called once, after the description.
  void finish();

 protected:
  Found declare(const Declaration& declaration) override;
  void enter(const Case& which) override { case_ = which; }
  void leave() override { case_.reset(); }

 private:
  struct Missing {
    std::string key;
    std::string hint;
  };
  const Input* take(std::string_view key);
  const Input* keep(const Node& node, Place place);
  std::vector<std::string> report_unknown();

  Input input_;
  std::optional<Case> case_;
  std::vector<std::string> known_;
  std::vector<bool> used_;  // by entry or item
  std::vector<Missing> missing_;
  std::deque<Input> inputs_;
};

// Whether the value is among the numbers of the scenario: of a mapping with keys these are.
inline bool is_listed(const Outline& outline, const Node& value) {
  return outline.origin == Origin::Listed && !(value.is_mapping() && has_keys(outline));
}

// Both ends must be values of the form.
template <class T>
void check_range(const Input& input, const Node& range, const Form<T>& form) {
  for (const Node& end : range.items)
    form.read(Input{end, {end.at, input.place.path}, input.reading});
}

// Reads one value, with its origin. Broken if it cannot be read.
template <class T>
Given<T> read_given(const Input& input, const Form<T>& form) {
  using Standing = typename Given<T>::Standing;
  Given<T> given;
  given.place = input.place;
  given.standing = Standing::Broken;
  if (input.node.kind == Node::Kind::Missing) return given;
  const Node* node = &input.node;
  if (form.outline.origin != Origin::None) {
    WithOrigin taken = take_origin(input);
    if (!taken.value) return given;
    node = taken.value;
    if (taken.range) check_range(input, *taken.range, form);
    if (node->is_scalar()) given.place.at = node->at;
    if (is_listed(form.outline, *node) || is_stated(taken.origin))
      input.reading.provenance.push_back(std::move(taken.origin));
  }
  std::optional<T> value = form.read(Input{*node, given.place, input.reading});
  if (!value) return given;
  given.value = std::move(*value);
  given.standing = Standing::Written;
  return given;
}

template <class T>
void Section::visit(const Declaration& declaration, Given<T>& into, const Form<T>& form) {
  using Standing = typename Given<T>::Standing;
  const Found found = declare(declaration);
  if (found.input) {
    into = read_given(*found.input, form);
    if (found.is_default && into.standing == Standing::Written) into.standing = Standing::Default;
  } else {
    into.standing = found.reported ? Standing::Broken : Standing::Missing;
    into.place = found.place;
  }
}

// A mapping with keys of its own.
template <class T>
Form<T> section_of(std::string_view what, void (*describe)(Section&, T&)) {
  const auto keys = [describe](Section& section) {
    T scratch;
    describe(section, scratch);
  };
  const auto read = [what, describe](const Input& input) -> std::optional<T> {
    if (!input.node.is_mapping()) {
      input.error("expected " + std::string(what) + ", found " + name_of_found(input.node));
      return {};
    }
    T draft;
    ReadingSection section(input);
    describe(section, draft);
    section.finish();
    return draft;
  };
  return {{std::string(what), Origin::None, {Keys{keys}}}, read};
}

inline constexpr const char* how_names_look =
    "begin each with a name of its own, as in NAME: {...}, and without a dash";
inline constexpr const char* how_lists_look =
    "write it in brackets, as in [{...}], or on lines that begin with a dash";

// A mapping from names that the author chooses, as in `name`. `what` is one of them: "a visit".
template <class T>
Form<std::map<std::string, Given<T>>> named(std::string_view what, Form<T> form,
                                            std::string_view name) {
  const std::string whole = "names, each with " + std::string(what);
  const auto read = [whole,
                     form](const Input& input) -> std::optional<std::map<std::string, Given<T>>> {
    if (!input.node.is_mapping()) {
      input.error("expected " + whole + ", found " + name_of_found(input.node), how_names_look);
      return {};
    }
    std::map<std::string, Given<T>> all;
    for (const Entry& entry : input.node.entries)
      all[entry.key] = read_given(input.entry(entry), form);
    return all;
  };
  return {{whole, Origin::None, {Names{inner(form.outline)}}, std::string(name)}, read};
}

// A list. `what` is one item: "a step".
template <class T>
Form<std::vector<Given<T>>> list_of(std::string_view what, Form<T> form) {
  const std::string whole = "a list, each item " + std::string(what);
  const auto read = [whole, form](const Input& input) -> std::optional<std::vector<Given<T>>> {
    if (!input.node.is_sequence()) {
      input.error("expected " + whole + ", found " + name_of_found(input.node), how_lists_look);
      return {};
    }
    std::vector<Given<T>> all;
    for (std::size_t i = 0; i < input.node.items.size(); ++i)
      all.push_back(read_given(input.item(i), form));
    return all;
  };
  return {{whole, Origin::None, {ListOf{inner(form.outline)}}}, read};
}

}  // namespace sim::config
