// tests/support/strict_xml.h: a reader of the little XML that is written here, which refuses
// everything else: no text, no CDATA, no entities but numbered ones, no attribute twice.
#pragma once

#include <cstddef>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sim::tests {

struct XmlElement {
  std::string name;
  std::map<std::string, std::string> attributes = {};
  std::vector<XmlElement> children = {};
};

// Throws std::invalid_argument where the text is not of that form.
class StrictXml {
 public:
  static XmlElement read(std::string_view text) {
    StrictXml reader(text);
    reader.skip("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    reader.space();
    XmlElement root = reader.element();
    reader.space();
    if (!reader.rest_.empty()) reader.fail("the end");
    return root;
  }

 private:
  explicit StrictXml(std::string_view text) : rest_(text) {}

  [[noreturn]] void fail(const std::string& wanted) const {
    throw std::invalid_argument("no " + wanted + " at: " + std::string(rest_.substr(0, 80)));
  }
  bool begins(std::string_view with) const { return rest_.substr(0, with.size()) == with; }
  void skip(std::string_view wanted) {
    if (!begins(wanted)) fail(std::string(wanted));
    rest_.remove_prefix(wanted.size());
  }
  // Comments too.
  void space() {
    while (true) {
      while (begins(" ") || begins("\n"))
        rest_.remove_prefix(1);
      if (!begins("<!--")) return;
      const std::size_t dashes = rest_.find("--", 4);
      if (dashes == std::string_view::npos || rest_.substr(dashes, 3) != "-->")
        fail("end of the comment");
      rest_.remove_prefix(dashes + 3);
    }
  }
  std::string name() {
    const std::size_t length = rest_.find_first_not_of(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:._-");
    const std::string found(rest_.substr(0, length));
    if (found.empty() || std::string_view("0123456789.-").find(found[0]) != std::string_view::npos)
      fail("name");
    rest_.remove_prefix(found.size());
    return found;
  }
  char character() {
    const auto code = static_cast<unsigned char>(rest_.empty() ? 0 : rest_.front());
    if (code < 0x20 || code == '<') fail("character");
    if (code != '&') {
      rest_.remove_prefix(1);
      return static_cast<char>(code);
    }
    skip("&#");
    const std::size_t end = rest_.find(';');
    const int number = std::stoi(std::string(rest_.substr(0, end)));
    if (number >= 128 || (number < 0x20 && number != 9 && number != 10 && number != 13))
      fail("number of a character");
    rest_.remove_prefix(end + 1);
    return static_cast<char>(number);
  }
  std::string quoted() {
    std::string value;
    for (skip("\""); !begins("\"");)
      value += character();
    skip("\"");
    return value;
  }
  XmlElement element() {
    XmlElement read;
    skip("<");
    read.name = name();
    while (begins(" ")) {
      skip(" ");
      const std::string key = name();
      skip("=");
      if (!read.attributes.emplace(key, quoted()).second) fail("other attribute than " + key);
    }
    if (begins("/>")) {
      skip("/>");
      return read;
    }
    skip(">");
    for (space(); !begins("</"); space())
      read.children.push_back(element());
    skip("</" + read.name + ">");
    return read;
  }

  std::string_view rest_;
};

}  // namespace sim::tests
