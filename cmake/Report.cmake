# The charts of `poach report`: analysis/report bundled into one script, and the script and the
# style sheet as text inside the program. npm is needed while building only. Without it the program
# writes pages that hold their tables and no charts.
set(POACH_REPORT AUTO CACHE STRING "Charts in reports: AUTO (when npm can get them), ON or OFF")
set_property(CACHE POACH_REPORT PROPERTY STRINGS AUTO ON OFF)
if(POACH_REPORT STREQUAL "AUTO" OR POACH_REPORT)
  find_program(NPM_PROGRAM npm)
  find_program(NODE_PROGRAM NAMES node nodejs)
endif()
if(POACH_REPORT STREQUAL "ON" AND NOT (NPM_PROGRAM AND NODE_PROGRAM))
  message(FATAL_ERROR "POACH_REPORT=ON needs npm and node")
endif()

set(report_source "${PROJECT_SOURCE_DIR}/analysis/report")
set(report_folder "${PROJECT_BINARY_DIR}/report")
set(report_assets "${report_folder}/report_assets.cpp")
file(GLOB report_files CONFIGURE_DEPENDS "${report_source}/*.mjs" "${report_source}/source/*.js"
  "${report_source}/package*.json" "${report_source}/style.css")
set(report_tools)
if(NPM_PROGRAM AND NODE_PROGRAM AND NOT POACH_REPORT STREQUAL "OFF")
  set(report_tools "-DNPM=${NPM_PROGRAM}" "-DNODE=${NODE_PROGRAM}")
endif()
add_custom_command(OUTPUT "${report_assets}"
  COMMAND "${CMAKE_COMMAND}" "-DSOURCE=${report_source}" "-DFOLDER=${report_folder}"
    "-DREQUIRED=${POACH_REPORT}" ${report_tools}
    -P "${PROJECT_SOURCE_DIR}/cmake/bundle_report.cmake"
  DEPENDS ${report_files} "${PROJECT_SOURCE_DIR}/cmake/bundle_report.cmake"
    "${PROJECT_SOURCE_DIR}/cmake/report_assets.cpp.in"
  COMMENT "Bundling the charts of reports" VERBATIM)
target_sources(poach_report PRIVATE "${report_assets}")
