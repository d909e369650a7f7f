// sim/config/compile.cpp: the four stages in order.
#include "sim/config/compile.h"

#include <utility>

#include "sim/config/describe.h"
#include "sim/config/document.h"
#include "sim/config/overlay.h"
#include "sim/config/resolve.h"

namespace sim::config {

std::optional<model::Model> compile(std::string_view text, std::string_view file_name,
                                    const std::vector<std::string>& overrides, Diagnostics& found,
                                    const FileReader& files) {
  const std::uint32_t file = found.add_file(std::string(file_name), std::string(text));
  Node root = parse_document(text, file, found);
  if (root.kind == Node::Kind::Missing) return {};
  for (const std::string& change : overrides)
    set_path(root, change, found.add_file("--set", change), found);
  std::vector<model::Provenance> provenance;
  Files data(files, file_name, found);
  Reading reading{found, provenance, &data};
  const Draft draft = read_scenario(root, reading);
  return resolve(draft, std::move(provenance), found);
}

}  // namespace sim::config
