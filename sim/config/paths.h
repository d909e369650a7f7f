// sim/config/paths.h: where the files that a scenario names stand, as text: nothing is opened.
#pragma once

#include <string>
#include <string_view>

namespace sim::config {

bool is_absolute(std::string_view path);

// With the slash at its end; "" of what stands here.
std::string_view folder_of(std::string_view path);

// The path, which somebody wrote who is in the folder, from where the folder is named.
std::string path_in(std::string_view folder, std::string_view path);

// The same for all ways of writing one path: "a/./b/../c" is "a/c". As far as text can tell, which
// knows of no links.
std::string normal_path(std::string_view path);

}  // namespace sim::config
