# The generated header poach/version.hpp: version, commit, compiler.
set(POACH_COMMIT "unknown")
# A .git of its own: sources unpacked inside another project's checkout are not a checkout.
if(EXISTS "${PROJECT_SOURCE_DIR}/.git")
  find_package(Git QUIET)
  if(Git_FOUND)
    # safe.directory: root may build a checkout that belongs to somebody else.
    execute_process(
      COMMAND "${GIT_EXECUTABLE}" -c "safe.directory=${PROJECT_SOURCE_DIR}" rev-parse --verify HEAD
      WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
      RESULT_VARIABLE git_failed OUTPUT_VARIABLE git_commit ERROR_QUIET
      OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(NOT git_failed)
      set(POACH_COMMIT "${git_commit}")
    endif()
    # Every commit, checkout and merge adds a line here: configure again, so that the commit is true.
    if(EXISTS "${PROJECT_SOURCE_DIR}/.git/logs/HEAD")
      set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
        "${PROJECT_SOURCE_DIR}/.git/logs/HEAD")
    endif()
  endif()
endif()
configure_file("${PROJECT_SOURCE_DIR}/cmake/version.hpp.in"
  "${PROJECT_BINARY_DIR}/generated/poach/version.hpp" @ONLY)
