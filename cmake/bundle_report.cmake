# cmake -DSOURCE=analysis/report -DFOLDER=... -DREQUIRED=AUTO|ON|OFF [-DNPM=... -DNODE=... | -DSCRIPT=...]
# Writes FOLDER/report_assets.cpp, and FOLDER/report_licenses.txt with the licences of what is bundled.
file(MAKE_DIRECTORY "${FOLDER}")
file(REMOVE "${FOLDER}/report.js" "${FOLDER}/report_licenses.txt")

# npm works in the build tree; the sources stay as they are.
function(bundle)
  file(COPY "${SOURCE}/" DESTINATION "${FOLDER}/bundle" PATTERN node_modules EXCLUDE)
  set(failed 0)
  if("${SOURCE}/package-lock.json" IS_NEWER_THAN "${FOLDER}/bundle/node_modules/.package-lock.json")
    execute_process(
      COMMAND "${CMAKE_COMMAND}" -E env npm_config_fetch_retries=1
        npm_config_fetch_retry_mintimeout=1000
        npm_config_fetch_timeout=30000 npm_config_update_notifier=false
        "${NPM}" ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error
      WORKING_DIRECTORY "${FOLDER}/bundle" RESULT_VARIABLE failed
      OUTPUT_VARIABLE output ERROR_VARIABLE output)
  endif()
  if(NOT failed)
    execute_process(COMMAND "${NODE}" build.mjs "${FOLDER}" WORKING_DIRECTORY "${FOLDER}/bundle"
      RESULT_VARIABLE failed OUTPUT_VARIABLE output ERROR_VARIABLE output)
  endif()
  if(failed AND REQUIRED STREQUAL "ON")
    message(FATAL_ERROR "the charts of reports could not be bundled:\n${output}")
  elseif(failed)
    file(REMOVE "${FOLDER}/report.js")
    message(WARNING "reports will have tables and no charts; npm says:\n${output}")
  endif()
endfunction()

# The script of another build comes with the licences that lie beside it.
function(copy_bundle)
  configure_file("${SCRIPT}" "${FOLDER}/report.js" COPYONLY)
  get_filename_component(place "${SCRIPT}" DIRECTORY)
  if(EXISTS "${place}/report_licenses.txt")
    configure_file("${place}/report_licenses.txt" "${FOLDER}/report_licenses.txt" COPYONLY)
  endif()
endfunction()

if(SCRIPT)
  copy_bundle()
elseif(NPM)
  bundle()
endif()
file(READ "${SOURCE}/style.css" STYLE_TEXT)
set(SCRIPT_TEXT "")
if(EXISTS "${FOLDER}/report.js")
  file(READ "${FOLDER}/report.js" SCRIPT_TEXT)
endif()
configure_file("${CMAKE_CURRENT_LIST_DIR}/report_assets.cpp.in" "${FOLDER}/report_assets.cpp" @ONLY)
