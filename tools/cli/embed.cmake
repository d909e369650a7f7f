# tools/cli/embed.cmake: writes the shipped scenarios into a source file, so that the program has
# them wherever it is. Run as cmake -DFROM=FOLDER -DFILES=A,B -DOUT=FILE -P embed.cmake.
string(REPLACE "," ";" FILES "${FILES}")
set(code "// Written by tools/cli/embed.cmake.\n#include \"tools/cli/starters.h\"\n\n")
string(APPEND code "namespace cli {\n\nconst std::vector<ShippedScenario>& shipped_scenarios() {\n")
string(APPEND code "  static const std::vector<ShippedScenario> all = {\n")
foreach(file IN LISTS FILES)
  file(READ "${FROM}/${file}" text)
  string(APPEND code "      {\"${file}\", R\"yaml(${text})yaml\"},\n")
endforeach()
string(APPEND code "  };\n  return all;\n}\n\n}  // namespace cli\n")
file(WRITE "${OUT}" "${code}")
