// sim/report/page/html.h: a report as one file, which needs no network and no other file.
#pragma once

#include <string>

#include "sim/report/page/parts.h"

namespace sim::report::page {

// Whether this build has what reports are drawn with.
bool can_be_written();

// Equal pages give equal bytes. Expects: can_be_written().
std::string to_html(const Page& page);

}  // namespace sim::report::page
