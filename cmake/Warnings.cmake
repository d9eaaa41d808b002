# The floating-point contract: no fused multiply-add and no fast-math, so that gcc and clang, Debug
# and Release, and every x86-64 processor compute the same bits (docs/architecture.md, determinism).
add_compile_options(-ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # gcc 12 sees uninitialised parts in optionals and moved strings where there are none.
  add_compile_options(-Wno-maybe-uninitialized -Wno-restrict)
endif()
if(POACH_WARNINGS_AS_ERRORS)
  add_compile_options(-Werror)
endif()
