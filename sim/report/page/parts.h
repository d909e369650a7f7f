// sim/report/page/parts.h: what a report is made of, before it is HTML.
//
// Words and figures only: how they look is said in html.cpp, page.css and page.js.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/report/json_parts.h"

namespace sim::report::page {

struct Table {
  std::vector<std::string> headings;
  std::size_t names = 1;  // so many columns hold words; the others hold figures
  std::vector<std::vector<std::string>> rows = {};
};

// A picture and what says the same without it.
struct Chart {
  std::string id;       // in the page: "waiting-list"
  std::string finding;  // what it shows, as a title
  std::string note;     // what is drawn, and of what
  Json drawn;           // for page.js, which knows its "kind"
  Table table;          // the figures that are drawn
  enum class Width : std::uint8_t { Half, Whole } width = Width::Half;
};

struct Section {
  std::string id;
  std::string heading;
  std::vector<std::string> words = {};  // paragraphs
  std::vector<Chart> charts = {};
  std::optional<Table> table = {};   // below them
  std::optional<Table> folded = {};  // what few will want to see
  std::string folded_as = {};        // its name
};

// One of the figures that are asked for first.
struct Tile {
  std::string words;
  std::string mean;
  std::string half_width;  // "± 2.1", or empty
  std::string unit;
};

struct TargetLine {
  enum class Outcome : std::uint8_t { Met, Missed, Open };
  Outcome outcome;
  std::string verdict;  // "probably met"
  std::string target;   // as written
  std::string grounds;
};

// What is seen before anything is moved.
struct FirstScreen {
  std::string scenario;
  std::string question;
  std::string answer;  // one plain sentence
  std::vector<Tile> tiles;
  std::vector<TargetLine> targets = {};
  std::vector<std::string> warnings = {};
  std::string extent = {};  // replications, their length, the seed
};

// How somebody else comes to the same numbers.
struct Recipe {
  std::string command;
  std::vector<std::pair<std::string, std::string>> facts;  // "seed", "1"
  std::string scenario;                                    // as YAML with every default
};

struct Page {
  FirstScreen first;
  std::vector<Section> sections;
  Recipe recipe;
};

}  // namespace sim::report::page
