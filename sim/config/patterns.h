// sim/config/patterns.h: how single values are written, as regular expressions of ECMAScript, for
// those who do not read scenarios with this program: editors.
//
// They are no stricter than what reads the text (sim/base/text.h), but for exponents of shares and
// spaces around the whole; tests/unit/config/patterns_test.cpp compares the two.
#pragma once

#include <string>
#include <string_view>

namespace sim::config::patterns {

inline const std::string digits = R"([0-9]+)";
inline const std::string plain = R"((?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+))";
inline const std::string whole_number = "[+-]?" + digits;
inline const std::string number = "[+-]?" + plain + "(?:[eE][+-]?[0-9]+)?";
inline const std::string fraction = digits + R"(\s*/\s*0*[1-9][0-9]*)";
inline const std::string share = R"(\+?0*(?:100(?:\.0+)?|[0-9]{1,2}(?:\.[0-9]+)?|\.[0-9]+)\s*%)";
inline const std::string growth = number + R"(\s*%\s*/\s*year)";
inline const std::string factor = R"(x\s*(?:)" + number + "|" + fraction + ")";

inline const std::string unit = "(?:ms|s|sec|seconds?|min|minutes?|h|hours?|d|days?|weeks?|years?)";
inline const std::string span =
    plain + R"(\s*)" + unit + R"((?:\s*)" + plain + R"(\s*)" + unit + ")*";
inline const std::string duration = R"(\+?)" + span;
inline const std::string signed_duration = "[+-]?" + span;

inline const std::string target = R"(.*\S\s*[<>]=\s*[+-]?[0-9.].*)";

inline const std::string clock = R"((?:[01]?[0-9]|2[0-4]):[0-5][0-9])";
inline const std::string hours = clock + R"(\s*-\s*)" + clock;
inline const std::string date = R"([0-9]{4}-[0-9]{2}-[0-9]{2})";
inline const std::string dates = date + R"((?:\s+to\s+)" + date + ")?";

// "mon", "mon-fri", "mon,wed-fri", of these names.
inline std::string spans_of(const std::string& names) {
  const std::string one = "(?:" + names + R"()(?:\s*-\s*(?:)" + names + "))?";
  return one + R"((?:\s*,\s*)" + one + ")*";
}

}  // namespace sim::config::patterns
