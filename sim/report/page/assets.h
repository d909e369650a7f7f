// sim/report/page/assets.h: the files that are put into every report; embedded when this is built.
#pragma once

#include <string_view>

namespace sim::report::page {

// Apache ECharts, minified; empty in a build that did not find it, which can write no reports.
std::string_view chart_library();

std::string_view style();   // page.css
std::string_view script();  // page.js

}  // namespace sim::report::page
