# Included by tests/tests.cmake: scripts that run the program with real programs
# around it. What they need is fetched into build/fetched; where it cannot be
# had they are skipped, and say why.
set(FETCHED ${CMAKE_SOURCE_DIR}/build/fetched)

add_library(kill_at MODULE tests/world/faults/kill_at.cpp)
target_link_libraries(kill_at PRIVATE clashlint_options)
set_target_properties(kill_at PROPERTIES PREFIX "")
add_dependencies(clashlint_tests kill_at)

# world_test NAME ARGUMENTS…: of tests/world/NAME_test.
function(world_test name)
  add_test(NAME world/${name} COMMAND ${CMAKE_SOURCE_DIR}/tests/world/${name}_test $<TARGET_FILE:clashlint> ${ARGN})
  set_tests_properties(world/${name} PROPERTIES SKIP_RETURN_CODE 77 COST 150
    ENVIRONMENT CLASHLINT_FETCHED=${FETCHED})
endfunction()
world_test(completions)
world_test(fix_killed $<TARGET_FILE:kill_at>)
world_test(formats)
world_test(merge)
world_test(packages)
world_test(pre_commit ${FETCHED}/clashlint.whl)
world_test(prompt)
world_test(report)
world_test(templates)
set_tests_properties(world/pre_commit PROPERTIES DEPENDS world/packages)
