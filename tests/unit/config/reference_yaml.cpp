// tests/unit/config/reference_yaml.cpp: the declarations of the keys, written as a scenario.
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "sim/config/describe.h"
#include "sim/config/reading.h"
#include "tests/unit/config/reference_of.h"

namespace sim::config {
namespace {

// What the examples name, beside that which the declarations themselves show.
const std::map<std::string, std::string, std::less<>> beside = {
    {"clinic.resources", "chairs: 4"},
    {"visits", "talk: {steps: [{name: talk, takes: 30 min, needs: {nurses: 1}}]}"},
    {"courses", "maintenance: {visit: infusion, infusions: unlimited, every: 4 weeks}"},
};

template <class Way>
const Way* way_of(const Outline& outline) {
  for (const Shape& shape : outline.shapes)
    if (const auto* way = std::get_if<Way>(&shape)) return way;
  return nullptr;
}

struct Page {
  std::string text;
  std::vector<OneKey> groups;                // shown once, below
  std::set<std::string, std::less<>> shown;  // of groups and of mappings beside a scalar
  Diagnostics found;  // never looked at: files that examples name are not there
  std::vector<model::Provenance> provenance;
};

enum class Line : std::uint8_t { Live, CommentedOut };

// Where the keys of one section go.
struct Block {
  Page& page;
  std::string path;
  std::string indent;
  Line line = Line::Live;
  std::string_view required = "; required";  // what is said of keys without a default
};

class ReferenceSection final : public Section {
 public:
  enum class Begins : std::uint8_t { Plain, AsItem };
  explicit ReferenceSection(Block block, Begins begins = Begins::Plain)
      : block_(std::move(block)), dash_(begins == Begins::AsItem) {}


 protected:
  Found declare(const Declaration& declaration) override;
  void enter(const Case& which) override { case_ = which; }
  void leave() override { case_.reset(); }

 private:
  void write(Line line, const std::string& code, const std::string& comment);
  void write_value(Line line, const Declaration& declaration, const std::string& text);
  void write_inside(Line line, const Declaration& declaration);
  Block inside(Line line, std::string_view key) const;
  const Input* keep(const std::string& text);
  std::string case_in_words() const;

  Block block_;
  bool dash_;
  std::optional<Case> case_;
  std::deque<Node> nodes_;
  std::deque<Input> inputs_;
  Reading reading_{block_.page.found, block_.page.provenance, nullptr};
};

std::string comment_of(const Declaration& declaration, std::string_view required) {
  const auto& fallback = declaration.fallback;
  std::string comment = fmt::format("{}; {}", declaration.meaning, declaration.value.what);
  if (!fallback) return comment.append(required);
  if (!fallback->text.empty()) comment += fmt::format("; default: {}", fallback->text);
  return comment;
}

std::string ReferenceSection::case_in_words() const {
  return case_ ? fmt::format("; only {}", case_->label) : std::string();
}

void ReferenceSection::write(Line line, const std::string& code, const std::string& comment) {
  const std::string start = dash_ ? "- " : "";
  if (dash_) block_.indent += "  ";
  const std::string indent = block_.indent.substr(0, block_.indent.size() - start.size());
  dash_ = false;
  block_.page.text += fmt::format("{}{}{}{}{}{}\n", line == Line::Live ? "" : "# ", indent, start,
                                  code, comment.empty() ? "" : "  # ", comment);
}

Block ReferenceSection::inside(Line line, std::string_view key) const {
  return {block_.page, dotted(block_.path, key), block_.indent + "  ", line};
}

// The nested lines of a mapping, of names with one each, or of a list with one item.
void ReferenceSection::write_inside(Line line, const Declaration& declaration) {
  const Outline& value = declaration.value;
  Block below = inside(line, declaration.key);
  if (const Keys* keys = way_of<Keys>(value)) {
    ReferenceSection section(below);
    keys->declare(section);
  } else if (const ListOf* list = way_of<ListOf>(value)) {
    ReferenceSection section(below, Begins::AsItem);
    way_of<Keys>(*list->item)->declare(section);
  } else if (const Names* names = way_of<Names>(value)) {
    ReferenceSection entries(below);
    const Outline& each = *names->value;
    if (const Keys* own = way_of<Keys>(each)) {
      entries.write(line, value.example + ":", {});
      ReferenceSection section(entries.inside(line, value.example));
      own->declare(section);
    } else {
      entries.write(line, fmt::format("{}: {}", value.example, each.example), {});
    }
    const auto more = beside.find(below.path);
    if (more != beside.end()) entries.write(line, more->second, {});
  }
}

bool is_name_example(const Outline& value) {
  return way_of<Names>(value) && value.shapes.size() == 1 && !value.example.empty() &&
         value.example.front() != '{';
}

void ReferenceSection::write_value(Line line, const Declaration& declaration,
                                   const std::string& text) {
  const Outline& value = declaration.value;
  const std::string key = std::string(declaration.key) + ":";
  if (text.empty() || is_name_example(value)) {
    write(line, key, comment_of(declaration, block_.required) + case_in_words());
    return write_inside(line, declaration);
  }
  write(line, fmt::format("{} {}", key, text),
        comment_of(declaration, block_.required) + case_in_words());
  Page& page = block_.page;
  if (const OneKey* one = way_of<OneKey>(value); one && page.shown.emplace(one->what).second)
    page.groups.push_back(*one);
  if (way_of<Keys>(value) && page.shown.emplace(declaration.key).second) {
    write(Line::CommentedOut, key, "or in full");
    write_inside(Line::CommentedOut, declaration);
  }
}

const Input* ReferenceSection::keep(const std::string& text) {
  Node& node = nodes_.emplace_back();
  node.kind = Node::Kind::Scalar;
  node.text = text;
  return &inputs_.emplace_back(Input{node, {}, reading_});
}

std::string example_of(const Outline& value) {
  const auto* list = way_of<ListOf>(value);
  const bool of_scalars = list && !way_of<Keys>(*list->item);
  return value.example.empty() && of_scalars ? fmt::format("[{}]", list->item->example)
                                             : value.example;
}

// What is shown is read too, because it says which cases apply.
ReferenceSection::Found ReferenceSection::declare(const Declaration& declaration) {
  const auto& fallback = declaration.fallback;
  const bool has_default = fallback && fallback->is_value && !fallback->text.empty();
  const std::string text =
      has_default ? std::string(fallback->text) : example_of(declaration.value);
  const bool goes = !(fallback && fallback->excludes) && (!case_ || case_->applies.value_or(false));
  write_value(goes ? block_.line : Line::CommentedOut, declaration, text);
  if (!goes) return {};
  const bool is_plain =
      !text.empty() && !is_name_example(declaration.value) && text.find_first_of("[{") != 0;
  if (is_plain) return {keep(text), true, false, {}};
  return {nullptr, false, true, {}};
}

constexpr std::string_view opening =
    R"(# Every key of a scenario, with its default, or with an example where it has none.
#
# Look things up here, and copy what you need: hardly any scenario says all of it. Keys that do not go
# with the others are commented out: take "# " away from the line. The tables of scenarios/README.md
# say the same by section. Written by a test from the declarations in sim/config; to renew it:
#
#   CHAIRTIME_UPDATE_GOLDEN=1 tools/test -R Reference
#
#   tools/chairtime run scenarios/reference.yaml
)";

}  // namespace

std::string reference_yaml() {
  Page page;
  page.text = opening;
  ReferenceSection section(Block{page, {}, {}});
  Draft scratch;
  describe(section, scratch);
  page.text +=
      "\n# --- Where a line above says so, one of these may stand, as in {uniform: [10 min, 20 "
      "min]}.\n";
  for (std::size_t i = 0; i < page.groups.size(); ++i) {
    const OneKey group = page.groups[i];
    page.text += fmt::format("#\n# {}:\n", group.what);
    ReferenceSection inside(Block{page, {}, "  ", Line::CommentedOut, {}});
    group.declare(inside);
  }
  return page.text;
}

}  // namespace sim::config
