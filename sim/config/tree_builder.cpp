// sim/config/tree_builder.cpp: yaml-cpp's events gathered into a tree.
#include "sim/config/tree_builder.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <yaml-cpp/mark.h>

namespace sim::config {
namespace {

constexpr std::size_t deepest = 64;
constexpr std::size_t most_mistakes = 100;  // after so many, what is left is not worth reading

// What yaml-cpp takes for an empty value although something is written there.
std::optional<std::string_view> written_null(std::string_view rest_of_line) {
  for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
    if (begins_with(rest_of_line, word)) return word;
  }
  return {};
}

}  // namespace

void TreeBuilder::report(SourcePosition at, std::string path, std::string message,
                         std::string hint) {
  mistakes_.push_back({Severity::Error, at, std::move(path), std::move(message), std::move(hint)});
  if (mistakes_.size() < most_mistakes) return;
  mistakes_.push_back(
      {Severity::Error, at, {}, "too many mistakes, what follows was not read", {}});
  throw GaveUp{};
}

void TreeBuilder::pass_on(Diagnostics& found) {
  for (Diagnostic& each : mistakes_) {
    found.add(std::move(each));
  }
  mistakes_.clear();
}

void TreeBuilder::forget_guesses() {
  const auto outermost =
      std::find_if(open_.begin(), open_.end(), [](const Open& each) { return each.bracket; });
  if (outermost == open_.end()) return;
  const auto guess = [&](const Diagnostic& each) { return !(each.at < outermost->node.at); };
  mistakes_.erase(std::remove_if(mistakes_.begin(), mistakes_.end(), guess), mistakes_.end());
}

std::optional<SourcePosition> TreeBuilder::open_bracket() const {
  const auto innermost =
      std::find_if(open_.rbegin(), open_.rend(), [](const Open& each) { return each.bracket; });
  if (innermost != open_.rend()) return innermost->node.at;
  return {};
}

// Where the tree is being added to.
std::string TreeBuilder::path() const {
  std::string path;
  for (const Open& each : open_) {
    if (each.key) path = dotted(path, each.key->text);
    if (each.node.is_sequence()) path = dotted(path, std::to_string(each.node.items.size()));
  }
  return path;
}

void TreeBuilder::check_properties(const YAML::Mark& mark, const std::string& tag,
                                   YAML::anchor_t anchor) {
  if (anchor != YAML::NullAnchor) {
    report(source_.position(mark), path(), "anchors (&) are not supported",
           "write the value out where it is needed, or quote text that begins with &");
  } else if ((tag != "?" && tag != "!") || begins_with(source_.rest_of_line(mark), "!")) {
    report(source_.position(mark), path(), "tags (!) are not supported",
           "leave the tag out, or quote text that begins with !");
  }
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) {
  Node missing;
  missing.at = source_.position(mark);
  report(missing.at, path(), "aliases (*) are not supported",
         "write the value out, or quote text that begins with *");
  accept(std::move(missing));
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
  check_properties(mark, tag, anchor);
  Node scalar;
  scalar.kind = Node::Kind::Scalar;
  scalar.at = source_.position(mark);
  scalar.text = value;
  scalar.quoted = tag == "!";
  if (!expects_key()) return accept(std::move(scalar));
  std::string_view next = source_.rest_of_line(mark);
  next =
      scalar.quoted ? std::string_view{} : trim(next.substr(std::min(value.size(), next.size())));
  accept_key(std::move(scalar), begins_with(next, ",") || begins_with(next, "}"));
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  check_properties(mark, "?", anchor);
  if (!expects_key()) return accept_nothing();
  Node key;
  key.at = source_.position(mark);
  if (const auto word = written_null(source_.rest_of_line(mark))) {
    key.kind = Node::Kind::Scalar;
    key.text = *word;
  } else {
    report(key.at, path(), "a key is missing here");
  }
  accept_key(std::move(key), false);
}

void TreeBuilder::open(Node::Kind kind, const YAML::Mark& mark, YAML::EmitterStyle::value style) {
  const SourcePosition at = source_.position(mark);
  if (open_.size() == deepest) {
    forget_guesses();
    mistakes_.push_back(
        {Severity::Error, at, {}, fmt::format("nested more than {} deep", deepest), {}});
    throw GaveUp{};
  }
  if (expects_key()) {
    report(at, path(), "a key must be text, not a list or a mapping",
           "quote text that begins with a bracket");
  }
  const std::string_view first = source_.rest_of_line(mark).substr(0, 1);
  open_.push_back(
      {{}, style == YAML::EmitterStyle::Flow, first == "[" || first == "{", {}, {}, {}});
  open_.back().node.kind = kind;
  open_.back().node.at = at;
}

void TreeBuilder::close() {
  if (!open_.back().valueless.empty()) report_valueless(open_.back());
  Node node = std::move(open_.back().node);
  open_.pop_back();
  if (expects_key()) {
    open_.back().key = Key{{}, node.at, false, false};
  } else {
    accept(std::move(node));
  }
}

void TreeBuilder::accept_key(Node node, bool cut_by_comma) {
  Open& mapping = open_.back();
  bool kept = node.is_scalar();
  if (node.text == "<<" && !node.quoted) {
    report(node.at, path(), "merge keys (<<) are not supported", "write the entries out");
    kept = false;
  }
  if (kept) {
    const auto [first, is_new] = mapping.lines.emplace(node.text, node.at.line);
    if (!is_new) {
      report(node.at, dotted(path(), node.text),
             fmt::format("given twice, first on line {}", first->second));
    }
    kept = is_new;
  }
  mapping.key = Key{std::move(node.text), node.at, kept, cut_by_comma, node.quoted};
}

void TreeBuilder::accept(Node node) {
  if (open_.empty()) {
    root_ = std::move(node);
    return;
  }
  if (expects_key()) return accept_key(std::move(node), false);
  Open& into = open_.back();
  if (into.node.is_sequence()) {
    into.node.items.push_back(std::move(node));
    return;
  }
  if (into.key->kept) {
    into.node.entries.push_back(
        {std::move(into.key->text), into.key->at, std::move(node), into.key->quoted});
  }
  into.key.reset();
}

// The value of a key or a list item is not there. yaml-cpp's mark is then that of whatever comes
// next, so the place is the key's or the list's.
void TreeBuilder::accept_nothing() {
  Node missing;
  if (open_.empty()) {
    report(source_.whole(), {}, "there is nothing in it");
    return accept(std::move(missing));
  }
  Open& into = open_.back();
  missing.at = into.key ? into.key->at : into.node.at;
  if (!into.key) {
    report(missing.at, path(),
           fmt::format("item {} of the list is empty", into.node.items.size() + 1));
  } else if (into.flow && into.key->kept) {
    into.valueless.push_back({into.node.entries.size(), into.key->cut_by_comma});
  } else if (into.key->kept) {
    report(missing.at, path(), "has no value",
           "write it after the colon, or indented below; or take the key away");
  }
  accept(std::move(missing));
}

// Once for the mapping: in {mon,wed,fri: 08:00-12:00} two keys have no value, by one mistake.
void TreeBuilder::report_valueless(const Open& mapping) {
  const std::vector<Entry>& entries = mapping.node.entries;
  const Valueless& first = mapping.valueless.front();
  const std::size_t after = mapping.valueless.back().entry + 1;
  std::string keys;
  bool all_cut = true;
  for (const Valueless& each : mapping.valueless) {
    keys += fmt::format("{}\"{}\"", keys.empty() ? "" : ", ", entries[each.entry].key);
    all_cut = all_cut && each.cut_by_comma;
  }
  std::string hint = "write it after the colon, or take the key away";
  if (const std::size_t colon = entries[first.entry].key.find(':'); colon != std::string::npos) {
    hint = "write a space after the colon";
  } else if (all_cut && after < entries.size() && after - first.entry == mapping.valueless.size() &&
             entries[after].value.is_scalar()) {
    std::string whole;
    for (std::size_t i = first.entry; i <= after; ++i) {
      whole += (whole.empty() ? "" : ",") + entries[i].key;
    }
    hint = fmt::format("commas separate entries here; quote what is one key: {{\"{}\": {}}}", whole,
                       entries[after].value.text);
  }
  const bool one = mapping.valueless.size() == 1;
  std::string where = path();
  report(entries[first.entry].key_at, std::move(where),
         fmt::format("{} {} no value", keys, one ? "has" : "have"), std::move(hint));
}

}  // namespace sim::config
