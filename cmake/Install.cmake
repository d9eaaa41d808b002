# What `cmake --install` and the Debian packages hold: the program with its man page and completion and
# the scenarios (component program), and the public interface for `find_package(poach)`, headers and
# archives (component development).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
include("${CMAKE_CURRENT_LIST_DIR}/Version.cmake")
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME program)

# The facade and the layers that it stands on. Users link poach::poach; the others come along.
function(poach_layers_below target found)
  set(layers ${target})
  get_target_property(links ${target} LINK_LIBRARIES)
  foreach(link ${links})
    if(link MATCHES "^poach_" AND TARGET ${link})
      poach_layers_below(${link} below)
      list(APPEND layers ${below})
    endif()
  endforeach()
  list(REMOVE_DUPLICATES layers)
  set(${found} ${layers} PARENT_SCOPE)
endfunction()

poach_layers_below(poach_facade installed_layers)
foreach(target ${installed_layers})
  string(REPLACE "poach_" "" layer ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${layer})
  target_compile_features(${target} PUBLIC cxx_std_20)
endforeach()
set_target_properties(poach_facade PROPERTIES EXPORT_NAME poach)
install(TARGETS ${installed_layers} EXPORT poachTargets
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT development)

set(POACH_CMAKE_DIR "${CMAKE_INSTALL_LIBDIR}/cmake/poach")
install(EXPORT poachTargets NAMESPACE poach:: DESTINATION "${POACH_CMAKE_DIR}"
  COMPONENT development)
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/poachConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/generated/poachConfig.cmake" INSTALL_DESTINATION "${POACH_CMAKE_DIR}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/generated/poachConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/generated/poachConfig.cmake"
  "${PROJECT_BINARY_DIR}/generated/poachConfigVersion.cmake" DESTINATION "${POACH_CMAKE_DIR}"
  COMPONENT development)

install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/poach" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
  COMPONENT development FILES_MATCHING PATTERN "*.hpp")
install(FILES "${PROJECT_BINARY_DIR}/generated/poach/version.hpp"
  DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/poach" COMPONENT development)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/scenarios" DESTINATION "${CMAKE_INSTALL_DATADIR}/poach"
  USE_SOURCE_PERMISSIONS)
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
    execute_process(COMMAND ${CMAKE_CROSSCOMPILING_EMULATOR} \"$<TARGET_FILE:poach>\" completion bash
      OUTPUT_FILE \"${completion}\" RESULT_VARIABLE completion_failed)
    if(completion_failed)
      file(REMOVE \"${completion}\")
      message(WARNING \"'poach completion bash' failed: installing without completion\")
    endif()")
  install(FILES "${completion}" OPTIONAL
    DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
endif()

# Two packages, whose version names the release that they were built for: poach_0.1.0-1~debian12_...
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME poach)
set(CPACK_PACKAGE_CONTACT "The poach developers <poach@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
cmake_host_system_information(RESULT system QUERY DISTRIB_INFO)
set(CPACK_DEBIAN_PACKAGE_RELEASE "1~${system_ID}${system_VERSION_ID}")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME poach)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "Headers and archives of the library poach")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libpoach-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
# What poachConfig.cmake looks for.
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libfmt-dev, libyaml-cpp-dev, libzstd-dev, zlib1g-dev, \
libexpat1-dev, nettle-dev, nlohmann-json3-dev")
if(POACH_PARALLEL STREQUAL "tbb")
  string(APPEND CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS ", libtbb-dev")
endif()
include(CPack)
