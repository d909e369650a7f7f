// sim/config/section.h: how the keys of a scenario are declared: once, for every purpose.
//
// A section of the scenario is described by a function that declares its keys:
//
//   void describe(Section& section, CourseDraft& course) {
//     section.required("visit", course.visit, name_of("visit"), "what happens at each infusion");
//     section.optional("drop_out", course.drop_out, share(), by_default("0 %"), "...");
//   }
//
// Section is the visitor of such functions. The one that reads (sim/config/reading.h) fills the
// draft and reports what is missing, unknown or not supported yet; one that writes a JSON Schema or
// a reference needs the declarations only.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/config/outline.h"

namespace sim::config {

struct Input;  // sim/config/reading.h

// Where something stands, for what is said about it.
struct Place {
  SourcePosition at;
  std::string path;         // dotted
  SourcePosition key_at{};  // of a mapping's value; line 0 for all else
};

// Where its name stands, for what is said about that.
inline Place at_key(Place place) {
  if (place.key_at.line > 0) place.at = place.key_at;
  return place;
}

// A value of a draft. What is Broken has been reported and is passed over in silence by `resolve`,
// so that one mistake gives one message.
template <class T>
struct Given {
  enum class Standing : std::uint8_t { Missing, Broken, Default, Written };

  Standing standing = Standing::Missing;
  T value{};
  Place place;  // of the value; of the section where it is missing or a default

  bool missing() const { return standing == Standing::Missing; }
  bool broken() const { return standing == Standing::Broken; }
  bool written() const { return standing == Standing::Written; }
  explicit operator bool() const { return written() || standing == Standing::Default; }
  const T& operator*() const { return value; }
  const T* operator->() const { return &value; }
};

template <class T>
using Named = std::map<std::string, Given<T>>;
template <class T>
using List = std::vector<Given<T>>;

// How a value of type T is written and read. Nothing is returned for what cannot be read, which has
// been reported then.
template <class T>
struct Form {
  Outline outline;
  std::function<std::optional<T>(const Input&)> read;
};

// What holds for an optional key that is not written.
struct Fallback {
  std::string_view text;
  bool is_value = false;  // the text is read as if it had been written
  bool is_listed = true;  // among the numbers of the scenario, where such values are
  bool excludes = false;  // it does not go with a key declared before it, or with a default
};
constexpr Fallback by_default(std::string_view text) { return {text, true}; }
// A section whose own keys have defaults.
constexpr Fallback all_defaults() { return {{}, true}; }
// In words: what depends on other keys, or means that there is none.
constexpr Fallback otherwise(std::string_view text) { return {text, false}; }
// The same, of a key for which another one may stand.
constexpr Fallback instead(std::string_view text) { return {text, false, false}; }
// Of a key that does not go with one declared before it, or with the default of one.
constexpr Fallback excluding(Fallback fallback) {
  fallback.excludes = true;
  return fallback;
}

struct Declaration {
  std::string_view key;
  const Outline& value;
  std::optional<Fallback> fallback;  // none: the key is required
  std::string_view meaning;          // one line
};

// Keys that belong to one choice of another key, as in "model: hazard".
struct Case {
  std::string_view label;
  std::optional<bool> applies;    // nothing where the choice could not be read
  std::string_view way_out = {};  // for who writes them where it does not apply
};

class Section {
 public:
  Section() = default;
  Section(const Section&) = delete;
  Section(Section&&) = delete;
  Section& operator=(const Section&) = delete;
  Section& operator=(Section&&) = delete;
  virtual ~Section() = default;

  template <class T>
  void required(std::string_view key, Given<T>& into, const Form<T>& form,
                std::string_view meaning) {
    visit({key, form.outline, std::nullopt, meaning}, into, form);
  }
  template <class T>
  void optional(std::string_view key, Given<T>& into, const Form<T>& form, Fallback fallback,
                std::string_view meaning) {
    visit({key, form.outline, fallback, meaning}, into, form);
  }
  // A key for those who only describe the scenario: what reads it does so in its own way.
  void mention(std::string_view key, const Outline& value, std::string_view meaning) {
    declare({key, value, std::nullopt, meaning});
  }

  template <class Keys>
  void in_case(const Case& which, const Keys& keys) {
    enter(which);
    keys();
    leave();
  }

 protected:
  // What is there under a declared key.
  struct Found {
    const Input* input = nullptr;  // nullptr: nothing to read
    bool is_default = false;
    bool reported = false;  // there should be something to read, and that has been or will be said
    Place place;
  };
  virtual Found declare(const Declaration& declaration) = 0;
  virtual void enter(const Case& which) = 0;
  virtual void leave() = 0;

 private:
  template <class T>
  void visit(const Declaration& declaration, Given<T>& into, const Form<T>& form);
};

}  // namespace sim::config
