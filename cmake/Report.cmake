# The charts of `poach report`: analysis/report bundled into one script, and the script and the
# style sheet as text inside the program. npm is needed while building only, and not at all if
# POACH_REPORT_SCRIPT names the report.js of another build. Without either the program writes pages
# that hold their tables and no charts.
set(POACH_REPORT AUTO CACHE STRING "Charts in reports: AUTO (when npm can get them), ON or OFF")
set_property(CACHE POACH_REPORT PROPERTY STRINGS AUTO ON OFF)
set(POACH_REPORT_SCRIPT "" CACHE FILEPATH "The bundled charts of another build (its report/report.js)")
find_program(NPM_PROGRAM npm)
find_program(NODE_PROGRAM NAMES node nodejs)
set(report_tools)
if(POACH_REPORT STREQUAL "OFF")
  # Nothing is looked for.
elseif(POACH_REPORT_SCRIPT)
  if(NOT EXISTS "${POACH_REPORT_SCRIPT}")
    message(FATAL_ERROR "there is no POACH_REPORT_SCRIPT ${POACH_REPORT_SCRIPT}")
  endif()
  set(report_tools "-DSCRIPT=${POACH_REPORT_SCRIPT}")
elseif(NPM_PROGRAM AND NODE_PROGRAM)
  set(report_tools "-DNPM=${NPM_PROGRAM}" "-DNODE=${NODE_PROGRAM}")
elseif(POACH_REPORT STREQUAL "ON")
  message(FATAL_ERROR "POACH_REPORT=ON needs npm and node, or POACH_REPORT_SCRIPT")
else()
  message(STATUS "poach: npm is missing, so reports have tables and no charts; for charts, install "
    "nodejs and npm and remove build/release")
endif()

set(report_source "${PROJECT_SOURCE_DIR}/analysis/report")
set(report_folder "${PROJECT_BINARY_DIR}/report")
set(report_assets "${report_folder}/report_assets.cpp")
file(GLOB report_files CONFIGURE_DEPENDS "${report_source}/*.mjs" "${report_source}/source/*.js"
  "${report_source}/package*.json" "${report_source}/style.css")
add_custom_command(OUTPUT "${report_assets}"
  COMMAND "${CMAKE_COMMAND}" "-DSOURCE=${report_source}" "-DFOLDER=${report_folder}"
    "-DREQUIRED=${POACH_REPORT}" ${report_tools}
    -P "${PROJECT_SOURCE_DIR}/cmake/bundle_report.cmake"
  DEPENDS ${report_files} ${POACH_REPORT_SCRIPT} "${PROJECT_SOURCE_DIR}/cmake/bundle_report.cmake"
    "${PROJECT_SOURCE_DIR}/cmake/report_assets.cpp.in"
  COMMENT "Bundling the charts of reports" VERBATIM)
target_sources(poach_report PRIVATE "${report_assets}")
