// tools/cli/folder_trouble.h: what is said when results cannot be kept or read.
#pragma once

#include <stdexcept>

namespace cli {

// A file or folder of results is not as it should be; what() names it and says how.
class FolderTrouble : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace cli
