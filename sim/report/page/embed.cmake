# sim/report/page/embed.cmake: writes files into a source file, each as a function that gives its text.
#
# FILES holds function=path pairs, apart by "|"; a path that does not exist gives an empty text.
string(REPLACE "|" ";" FILES "${FILES}")
set(code "// Written by sim/report/page/embed.cmake.\n#include \"sim/report/page/assets.h\"\n\n")
string(APPEND code "namespace sim::report::page {\n")
foreach(pair IN LISTS FILES)
  string(FIND "${pair}" "=" equals)
  string(SUBSTRING "${pair}" 0 ${equals} name)
  math(EXPR after "${equals} + 1")
  string(SUBSTRING "${pair}" ${after} -1 path)
  set(text "")
  if(EXISTS "${path}")
    file(READ "${path}" text)
  endif()
  string(APPEND code "\nstd::string_view ${name}() {\n  return R\"embedded(${text})embedded\";\n}\n")
endforeach()
string(APPEND code "\n}  // namespace sim::report::page\n")
file(WRITE "${OUT}" "${code}")
