# What `cmake --install` and the Debian package hold: the program with its man page and completion,
# the scenarios, and the libraries for `find_package(poach)`.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
include("${CMAKE_CURRENT_LIST_DIR}/Version.cmake")

# Every layer is poach::<layer> for those who link it, in this build and in an installed one.
get_property(all_targets DIRECTORY "${PROJECT_SOURCE_DIR}" PROPERTY BUILDSYSTEM_TARGETS)
foreach(target ${all_targets})
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "STATIC_LIBRARY" AND target MATCHES "^poach_")
    string(REPLACE "poach_" "" layer ${target})
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${layer})
    target_compile_features(${target} PUBLIC cxx_std_20)
    add_library(poach::${layer} ALIAS ${target})
    install(TARGETS ${target} EXPORT poachTargets ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
  endif()
endforeach()

set(POACH_CMAKE_DIR "${CMAKE_INSTALL_LIBDIR}/cmake/poach")
install(EXPORT poachTargets NAMESPACE poach:: DESTINATION "${POACH_CMAKE_DIR}")
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/poachConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/generated/poachConfig.cmake" INSTALL_DESTINATION "${POACH_CMAKE_DIR}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/generated/poachConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/generated/poachConfig.cmake"
  "${PROJECT_BINARY_DIR}/generated/poachConfigVersion.cmake" DESTINATION "${POACH_CMAKE_DIR}")

install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/poach" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
  FILES_MATCHING PATTERN "*.hpp")
install(FILES "${PROJECT_BINARY_DIR}/generated/poach/version.hpp"
  DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/poach")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/scenarios" DESTINATION "${CMAKE_INSTALL_DATADIR}/poach")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/CHANGELOG.md"
  DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(FILES "${PROJECT_SOURCE_DIR}/docs/man/poach.1"
  DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")

if(TARGET poach)
  install(TARGETS poach RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
  # The program writes its own completion, so the two cannot disagree.
  set(completion "${PROJECT_BINARY_DIR}/generated/completion/poach")
  install(CODE "
    file(MAKE_DIRECTORY \"${PROJECT_BINARY_DIR}/generated/completion\")
    execute_process(COMMAND \"$<TARGET_FILE:poach>\" completion bash
      OUTPUT_FILE \"${completion}\" RESULT_VARIABLE completion_failed)
    if(completion_failed)
      file(REMOVE \"${completion}\")
      message(WARNING \"'poach completion bash' failed: installing without completion\")
    endif()")
  install(FILES "${completion}" OPTIONAL
    DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME poach)
set(CPACK_PACKAGE_CONTACT "The poach developers <poach@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# For those who link the libraries rather than run the program.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libtbb-dev, libboost-graph-dev, libfmt-dev, libyaml-cpp-dev, \
libzstd-dev, zlib1g-dev, libexpat1-dev, nettle-dev, nlohmann-json3-dev")
include(CPack)
