# Included by the project's CMakeLists.txt: what is installed, and the .deb and
# the wheel that are made of it.
include(GNUInstallDirs)

if(SKBUILD)
  set(PROGRAMS_DIR ${SKBUILD_SCRIPTS_DIR})
  set(SHARE_DIR ${SKBUILD_DATA_DIR}/share)
else()
  set(PROGRAMS_DIR ${CMAKE_INSTALL_BINDIR})
  set(SHARE_DIR ${CMAKE_INSTALL_DATAROOTDIR})
endif()
set(DOC_DIR ${SHARE_DIR}/doc/clashlint)
set(CLASHLINT_ZSH_DIR zsh/site-functions CACHE STRING "Where zsh looks for completions, below share/")

install(TARGETS clashlint RUNTIME DESTINATION ${PROGRAMS_DIR})

# --- Texts that the program itself writes, so that they are never older than it.
set(TEXTS_DIR ${CMAKE_BINARY_DIR}/texts)
file(MAKE_DIRECTORY ${TEXTS_DIR})
set(TEXTS)
function(written_text name)
  add_custom_command(OUTPUT ${TEXTS_DIR}/${name} DEPENDS clashlint VERBATIM
    COMMAND clashlint ${ARGN} > ${TEXTS_DIR}/${name})
  set(TEXTS ${TEXTS} ${TEXTS_DIR}/${name} PARENT_SCOPE)
endfunction()
written_text(clashlint.bash completions bash)
written_text(_clashlint completions zsh)
written_text(clashlint.fish completions fish)
written_text(clashlint-checks.7 checks --format man)
install(FILES ${TEXTS_DIR}/clashlint.bash RENAME clashlint DESTINATION ${SHARE_DIR}/bash-completion/completions)
install(FILES ${TEXTS_DIR}/_clashlint DESTINATION ${SHARE_DIR}/${CLASHLINT_ZSH_DIR})
install(FILES ${TEXTS_DIR}/clashlint.fish DESTINATION ${SHARE_DIR}/fish/vendor_completions.d)

# --- Pages and the changelog, packed without names and times: the same bytes each time.
file(GLOB MAN_PAGES CONFIGURE_DEPENDS man/*.1)
find_program(GZIP gzip REQUIRED)
function(packed_text source name folder)
  add_custom_command(OUTPUT ${TEXTS_DIR}/${name}.gz DEPENDS ${source} VERBATIM
    COMMAND ${GZIP} -9nc ${source} > ${TEXTS_DIR}/${name}.gz)
  install(FILES ${TEXTS_DIR}/${name}.gz DESTINATION ${folder})
  set(TEXTS ${TEXTS} ${TEXTS_DIR}/${name}.gz PARENT_SCOPE)
endfunction()
foreach(page ${MAN_PAGES})
  get_filename_component(name ${page} NAME)
  packed_text(${page} ${name} ${SHARE_DIR}/man/man1)
endforeach()
packed_text(${TEXTS_DIR}/clashlint-checks.7 clashlint-checks.7 ${SHARE_DIR}/man/man7)
if(NOT SKBUILD)
  packed_text(${CMAKE_SOURCE_DIR}/cli/packages/deb/changelog changelog.Debian ${DOC_DIR})
  install(FILES ${CMAKE_SOURCE_DIR}/cli/packages/deb/copyright DESTINATION ${DOC_DIR})
endif()
install(FILES man/config.schema.json man/check.schema.json DESTINATION ${SHARE_DIR}/clashlint)
add_custom_target(clashlint_texts ALL DEPENDS ${TEXTS})

# --- The licences of everything that ends up inside the program: headers always, libraries where
# they are linked in. Debian keeps the texts of each package.
set(INSIDE libcli11-dev nlohmann-json3-dev libprotozero-dev)
if(CLASHLINT_STATIC)
  list(APPEND INSIDE libyaml-dev libre2-dev libpcre2-dev libmaxminddb-dev libzstd-dev libutf8proc-dev libmd-dev
    libpsl-dev libidn2-dev libunistring-dev libedit-dev libbsd-dev libncurses-dev libfmt-dev libc6-dev gcc-12-base)
endif()
foreach(package ${INSIDE})
  set(text /usr/share/doc/${package}/copyright)
  if(EXISTS ${text})
    install(FILES ${text} DESTINATION ${DOC_DIR}/licences RENAME ${package})
  elseif(CLASHLINT_STATIC)
    message(FATAL_ERROR "the licence of ${package} is to be packed and is not in ${text}")
  endif()
endforeach()

# --- The .deb, for the release that it is built on: it depends on that one's libraries.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME clashlint)
set(CPACK_PACKAGE_CONTACT "clashlint developers <clashlint@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "offline linter and rule analyser for Clash profiles")
set(CPACK_PACKAGE_DESCRIPTION "It reads a profile of the mihomo dialect with every file that it refers to,
and says offline which rule and outbound wins for a connection, which
rules can never win and what takes their traffic, and what keeps the
profile from loading.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
  GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
