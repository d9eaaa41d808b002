# One static library per layer. A layer may include and link only the layers it names here;
# .ci/check_layers compares the #include lines with this table.
function(poach_layer name)
  cmake_parse_arguments(LAYER "" "" "DEPENDS;PRIVATE;SOURCES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/sim/${name}/*.cpp"
    "${PROJECT_SOURCE_DIR}/sim/${name}/*/*.cpp")
  # Of the files that begin with parallel_ one is built (POACH_PARALLEL).
  list(FILTER sources EXCLUDE REGEX "/base/parallel_")
  list(APPEND sources ${LAYER_SOURCES})
  if(NOT sources)
    return()
  endif()
  add_library(poach_${name} STATIC ${sources})
  target_include_directories(poach_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/sim>
    $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/generated>)
  foreach(dependency ${LAYER_DEPENDS})
    target_link_libraries(poach_${name} PUBLIC poach_${dependency})
  endforeach()
  target_link_libraries(poach_${name} PUBLIC ${POACH_FMT} PRIVATE ${LAYER_PRIVATE})
endfunction()

poach_layer(base PRIVATE ${POACH_TBB} Threads::Threads ${NETTLE_LIBRARY}
  SOURCES "${PROJECT_SOURCE_DIR}/sim/base/parallel_${POACH_PARALLEL}.cpp")
if(CMAKE_CXX_FLAGS MATCHES "-fsanitize=thread" AND POACH_PARALLEL STREQUAL "tbb")
  # The packaged TBB is not instrumented, so the half of it that its headers put into our one file
  # with TBB must not be either: that file declares to the sanitizer the order that TBB guarantees.
  set_source_files_properties("${PROJECT_SOURCE_DIR}/sim/base/parallel_tbb.cpp" PROPERTIES
    COMPILE_OPTIONS -fno-sanitize=thread COMPILE_DEFINITIONS POACH_THREAD_SANITIZER)
endif()
poach_layer(config DEPENDS base PRIVATE ${POACH_YAML} nlohmann_json::nlohmann_json)
poach_layer(tables DEPENDS base PRIVATE ${POACH_ZSTD} ZLIB::ZLIB nlohmann_json::nlohmann_json)
poach_layer(graph DEPENDS base PRIVATE EXPAT::EXPAT)
poach_layer(scenario DEPENDS config)
poach_layer(theory DEPENDS base)
poach_layer(rules DEPENDS scenario)
poach_layer(world DEPENDS graph scenario tables)
poach_layer(phases DEPENDS rules world)
poach_layer(record DEPENDS rules world tables)
poach_layer(run DEPENDS phases record)
poach_layer(facade DEPENDS run)
# The public interface: what programs include, here and once installed.
target_include_directories(poach_facade PUBLIC
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:include>)
add_library(poach::poach ALIAS poach_facade)

poach_layer(compare DEPENDS tables)
poach_layer(check DEPENDS compare run theory PRIVATE nlohmann_json::nlohmann_json)
poach_layer(report DEPENDS check compare scenario PRIVATE nlohmann_json::nlohmann_json)
include("${CMAKE_CURRENT_LIST_DIR}/Report.cmake")
poach_layer(explain DEPENDS compare run PRIVATE nlohmann_json::nlohmann_json)
poach_layer(sweep DEPENDS run tables config
  PRIVATE ${POACH_ZSTD} nlohmann_json::nlohmann_json)
if(TARGET poach_sweep AND MPI_CXX_FOUND)
  target_link_libraries(poach_sweep PRIVATE MPI::MPI_CXX)
  target_compile_definitions(poach_sweep PRIVATE POACH_HAS_MPI OMPI_SKIP_MPICXX MPICH_SKIP_MPICXX)
endif()

file(GLOB app_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/sim/app/*.cpp")
if(app_sources)
  add_executable(poach ${app_sources})
  target_link_libraries(poach PRIVATE poach_report poach_explain poach_sweep CLI11::CLI11)
  if(POACH_STATIC)
    target_link_options(poach PRIVATE -static)
  endif()
endif()
