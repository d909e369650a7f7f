// sim/config/extends.cpp: files read one after another, and laid one over the other.
#include "sim/config/extends.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "sim/config/distribution_kinds.h"
#include "sim/config/paths.h"
#include "sim/config/reading.h"

namespace sim::config {
namespace {

// --- the files

std::optional<Entry> take_extends(Node& file) {
  const auto there = std::find_if(file.entries.begin(), file.entries.end(),
                                  [](const Entry& each) { return each.key == "extends"; });
  if (there == file.entries.end()) return {};
  Entry taken = std::move(*there);
  file.entries.erase(there);
  return taken;
}

class Chain {
 public:
  Chain(Files& files, Diagnostics& found) : files_(files), found_(found) {}

  std::vector<Node> read(Node scenario);

 private:
  std::optional<Node> file_below(const Entry& extends);
  std::optional<Node> parsed(const std::string& path, const std::string& name,
                             const std::string& text);
  bool goes_on(const Entry& extends, const std::string& name);
  void error(const Entry& extends, std::string message, std::string hint) {
    const bool is_text = extends.value.is_scalar();
    found_.error(is_text ? extends.value.at : extends.key_at, "extends", std::move(message),
                 std::move(hint));
  }

  Files& files_;
  Diagnostics& found_;
  std::vector<std::string> names_;  // of the files so far
};

std::vector<Node> Chain::read(Node scenario) {
  std::vector<Node> chain;
  names_.push_back(found_.file(scenario.at.file)->name);
  for (std::optional<Node> next = std::move(scenario); next;) {
    const std::optional<Entry> extends = take_extends(*next);
    chain.push_back(*std::move(next));
    if (!extends) return chain;
    next = file_below(*extends);
  }
  return {};
}

// Whether the chain may have this file too.
bool Chain::goes_on(const Entry& extends, const std::string& name) {
  const auto same = [&name](const std::string& each) {
    return normal_path(each) == normal_path(name);
  };
  if (std::any_of(names_.begin(), names_.end(), same)) {
    error(extends, fmt::format("goes round in a circle: {}, {}", fmt::join(names_, ", "), name),
          "a scenario cannot be built on itself; take one of these extends away");
    return false;
  }
  if (names_.size() > most_below) {
    error(extends, fmt::format("goes on for more than {} files", most_below),
          "write what the last of them say into one");
    return false;
  }
  return true;
}

std::optional<Node> Chain::file_below(const Entry& extends) {
  if (extends.value.kind == Node::Kind::Missing) return {};
  if (!extends.value.is_scalar() || extends.value.text.empty()) {
    error(extends, "expected the path of a scenario, found " + name_of_found(extends.value),
          "write it as in extends: clinic.yaml");
    return {};
  }
  const std::string path = files_.path_from(extends.value.at.file, extends.value.text);
  const std::string name = files_.name_of(path);
  if (!goes_on(extends, name)) return {};
  const auto contents = files_.contents(path);
  if (const auto* unreadable = std::get_if<Unreadable>(&contents)) {
    error(extends, fmt::format("cannot read {}: {}", extends.value.text, unreadable->why),
          "write its path from the folder of this file, as in ../clinic.yaml");
    return {};
  }
  return parsed(path, name, std::get<std::string>(contents));
}

std::optional<Node> Chain::parsed(const std::string& path, const std::string& name,
                                  const std::string& text) {
  const std::uint32_t file = found_.add_file(name, text);
  files_.stands_at(file, path);
  names_.push_back(name);
  Node root = parse_document(text, file, found_);
  if (root.is_mapping()) return root;
  if (root.kind != Node::Kind::Missing) {
    found_.error({file, 0, 0}, {},
                 "expected the sections of a scenario, found " + name_of_found(root));
  }
  return {};
}

// --- one over the other

bool is_distribution(const Node& node) {
  static const std::vector<std::string> names = distribution_names();
  return node.entries.size() == 1 &&
         std::find(names.begin(), names.end(), node.entries.front().key) != names.end();
}

// Whether the two are one value each, that have nothing to do with each other.
bool takes_its_place(const Node& below, const Node& above) {
  if (!below.is_mapping() || !above.is_mapping() || above.find("value") != nullptr) return true;
  return is_distribution(above) && (is_distribution(below) || below.find("value") != nullptr);
}

bool says_remove(const Node& value) {
  return value.is_scalar() && !value.quoted && value.text == "remove";
}

class Merge {
 public:
  explicit Merge(Diagnostics& found) : found_(found) {}

  void lay(Node& below, Node above, const std::string& path);

 private:
  // A mapping that others are laid over; what is removed goes at the end.
  struct Below {
    std::vector<Entry>& entries;
    std::unordered_map<std::string, std::size_t> places;
    std::vector<bool> removed;
  };

  void lay_entry(Below& below, Entry above, const std::string& path);
  static void lay_variant(Entry& below, Entry above);

  Diagnostics& found_;
};

void Merge::lay(Node& below, Node above, const std::string& path) {
  if (takes_its_place(below, above)) {
    below = std::move(above);
    return;
  }
  below.at = above.at;
  Below mapping{below.entries, {}, std::vector<bool>(below.entries.size(), false)};
  for (std::size_t i = 0; i < below.entries.size(); ++i)
    mapping.places.emplace(below.entries[i].key, i);
  for (Entry& entry : above.entries)
    lay_entry(mapping, std::move(entry), path);
  for (std::size_t i = mapping.removed.size(); i-- > 0;)
    if (mapping.removed[i])
      below.entries.erase(below.entries.begin() + static_cast<std::ptrdiff_t>(i));
}

void Merge::lay_entry(Below& below, Entry above, const std::string& path) {
  const auto place = below.places.find(above.key);
  if (place == below.places.end()) {
    if (says_remove(above.value)) {
      found_.error(above.value.at, dotted(path, above.key),
                   "is not there to be removed: the file below does not have it",
                   "take this line away; a text is quoted, as in \"remove\"");
      return;
    }
    below.entries.push_back(std::move(above));
    return;
  }
  if (says_remove(above.value)) {
    below.removed[place->second] = true;
    return;
  }
  Entry& entry = below.entries[place->second];
  if (path == "variants") return lay_variant(entry, std::move(above));
  entry.key_at = above.key_at;
  lay(entry.value, std::move(above.value), dotted(path, above.key));
}

// Here `remove` and mappings are what the variant is to put at its paths.
void Merge::lay_variant(Entry& below, Entry above) {
  if (!below.value.is_mapping() || !above.value.is_mapping()) {
    below = std::move(above);
    return;
  }
  below.key_at = above.key_at;
  for (Entry& change : above.value.entries) {
    const auto same = std::find_if(below.value.entries.begin(), below.value.entries.end(),
                                   [&](const Entry& each) { return each.key == change.key; });
    if (same != below.value.entries.end()) below.value.entries.erase(same);
    below.value.entries.push_back(std::move(change));
  }
}

}  // namespace

std::vector<Node> read_chain(Node scenario, Files& files, Diagnostics& found) {
  return Chain(files, found).read(std::move(scenario));
}

Node built_on(Node below, Node above, Diagnostics& found) {
  Merge(found).lay(below, std::move(above), {});
  return below;
}

}  // namespace sim::config
