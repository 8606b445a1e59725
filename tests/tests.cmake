# Included by the project's CMakeLists.txt: the test program, the fuzz targets
# and what `ctest` runs of them.
enable_testing()

# --- The conformance vectors are kept packed.
set(CONFORMANCE_DIR ${CMAKE_BINARY_DIR}/conformance)
file(MAKE_DIRECTORY ${CONFORMANCE_DIR})
file(GLOB PACKED CONFIGURE_DEPENDS fixtures/conformance/*.jsonl.xz)
set(UNPACKED)
foreach(packed ${PACKED})
  get_filename_component(name ${packed} NAME_WLE)
  add_custom_command(OUTPUT ${CONFORMANCE_DIR}/${name} DEPENDS ${packed} VERBATIM
    COMMAND xz --decompress --stdout ${packed} > ${CONFORMANCE_DIR}/${name})
  list(APPEND UNPACKED ${CONFORMANCE_DIR}/${name})
endforeach()
add_custom_target(conformance_vectors DEPENDS ${UNPACKED})

# --- One program holds all tests; ctest runs it once for each source file.
file(GLOB_RECURSE TEST_SOURCES CONFIGURE_DEPENDS tests/*_test.cpp)
file(GLOB TEST_SUPPORT CONFIGURE_DEPENDS tests/main.cpp tests/support/*.cpp)
add_executable(clashlint_tests ${TEST_SOURCES} ${TEST_SUPPORT})
target_link_libraries(clashlint_tests PRIVATE clashlint_cli clashlint_options)
target_compile_definitions(clashlint_tests PRIVATE CLASHLINT_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
  CLASHLINT_CONFORMANCE_DIR="${CONFORMANCE_DIR}")
add_dependencies(clashlint_tests conformance_vectors)

# A filter that selects nothing would pass: it has to fail.
function(add_doctest_file name program source)
  add_test(NAME ${name} COMMAND ${program} --no-version=true --source-file=*/${source})
  set_tests_properties(${name} PROPERTIES FAIL_REGULAR_EXPRESSION "test cases: +0 \\|")
endfunction()

foreach(source ${TEST_SOURCES})
  file(RELATIVE_PATH relative ${CMAKE_SOURCE_DIR} ${source})
  string(REGEX REPLACE "^tests/(.*)_test\\.cpp$" "\\1" name ${relative})
  add_doctest_file(${name} clashlint_tests ${relative})
  if(CLASHLINT_CHECKED_BUILD)
    add_doctest_file(sanitized/${name} ${CLASHLINT_CHECKED_BUILD}/clashlint_tests ${relative})
  endif()
endforeach()

# --- Fuzz targets. Each starts from the small fixtures and seeds of its own (tests/fuzz/seeds/<target>),
# and keeps what it learns in the build folder.
file(GLOB FUZZ_SOURCES CONFIGURE_DEPENDS tests/fuzz/*_fuzz.cpp)
if(CLASHLINT_FUZZ)
  add_custom_target(fuzz_targets)
  foreach(source ${FUZZ_SOURCES})
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE clashlint_cli clashlint_options)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    target_compile_definitions(${name} PRIVATE CLASHLINT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    add_dependencies(fuzz_targets ${name})
  endforeach()
endif()
if(CLASHLINT_CHECKED_BUILD)
  foreach(source ${FUZZ_SOURCES})
    get_filename_component(name ${source} NAME_WE)
    set(work ${CLASHLINT_CHECKED_BUILD}/fuzz/${name})
    file(MAKE_DIRECTORY ${work}/corpus)
    set(seeds ${CMAKE_SOURCE_DIR}/fixtures/data ${CMAKE_SOURCE_DIR}/fixtures/profiles)
    if(IS_DIRECTORY ${CMAKE_SOURCE_DIR}/tests/fuzz/seeds/${name})
      list(APPEND seeds ${CMAKE_SOURCE_DIR}/tests/fuzz/seeds/${name})
    endif()
    add_test(NAME fuzz/${name} COMMAND ${CLASHLINT_CHECKED_BUILD}/${name}
      -max_total_time=${CLASHLINT_FUZZ_SECONDS} -timeout=10 -max_len=8192 -rss_limit_mb=2048 -print_final_stats=1
      -artifact_prefix=${work}/ ${work}/corpus ${seeds})
    # The longest first, so that two at a time end together.
    set_tests_properties(fuzz/${name} PROPERTIES COST 100 FAIL_REGULAR_EXPRESSION "executed_units: +0\n")
  endforeach()

  # --- The texts themselves.
  add_test(NAME format COMMAND ${CMAKE_SOURCE_DIR}/tests/support/check_format)
  add_test(NAME tidy COMMAND ${CMAKE_SOURCE_DIR}/tests/support/check_tidy ${CLASHLINT_CLANG}
    ${CLASHLINT_CHECKED_BUILD})
  set_tests_properties(tidy PROPERTIES COST 200)
endif()

include(tests/world/world.cmake)

add_custom_target(check COMMAND ${CMAKE_CTEST_COMMAND} --output-on-failure
  DEPENDS clashlint clashlint_tests USES_TERMINAL)
