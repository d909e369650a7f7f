// sim/config/tree_builder.h: yaml-cpp's events gathered into a tree, and what they must not hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <yaml-cpp/eventhandler.h>

#include "sim/base/diagnostic.h"
#include "sim/config/document.h"
#include "sim/config/source.h"

namespace sim::config {

// Thrown to leave yaml-cpp's recursion when going on makes no sense; the reason has been reported.
struct GaveUp {};

// Reports what YAML allows and a scenario does not, and what yaml-cpp passes over in silence: empty
// values and duplicate keys.
class TreeBuilder final : public YAML::EventHandler {
 public:
  explicit TreeBuilder(Source& source) : source_(source) {}

  Node take_root() { return std::move(root_); }
  // The innermost [ or { that is still open.
  std::optional<SourcePosition> open_bracket() const;

  // What is wrong so far is kept here, and given to `found` at the end.
  void pass_on(Diagnostics& found);
  // Forgets what is wrong from the outermost open bracket on: where a bracket is not closed,
  // yaml-cpp takes it for the beginning of a key, and what follows is its guess.
  void forget_guesses();

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    check_properties(mark, tag, anchor);
    open(Node::Kind::Sequence, mark, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    check_properties(mark, tag, anchor);
    open(Node::Kind::Mapping, mark, style);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Key {
    std::string text;
    SourcePosition at;
    bool kept;          // not where a mistake in it has been reported
    bool cut_by_comma;  // in {a, b: 1} the a
    bool quoted = false;
  };
  struct Valueless {
    std::size_t entry;
    bool cut_by_comma;
  };
  // A sequence or mapping whose end has not come yet.
  struct Open {
    Node node;
    bool flow;               // written in brackets
    bool bracket;            // begins with one; the mapping in [a: 1] does not
    std::optional<Key> key;  // of a mapping: the value comes next
    std::unordered_map<std::string, std::uint32_t> lines;  // of the keys so far
    std::vector<Valueless> valueless;                      // in brackets only
  };

  // Throws GaveUp after too many.
  void report(SourcePosition at, std::string path, std::string message, std::string hint = {});
  void check_properties(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor);
  std::string path() const;
  bool expects_key() const {
    return !open_.empty() && open_.back().node.is_mapping() && !open_.back().key;
  }

  void open(Node::Kind kind, const YAML::Mark& mark, YAML::EmitterStyle::value style);
  void close();
  void accept(Node node);
  void accept_key(Node node, bool cut_by_comma);
  void accept_nothing();
  void report_valueless(const Open& mapping);

  Source& source_;
  std::vector<Diagnostic> mistakes_;
  std::vector<Open> open_;
  Node root_;
};

}  // namespace sim::config
