# Socklint in a CMake build (3.21 or later, with Ninja or make):
#
#   include(cmake/Socklint.cmake)
#   socklint(TARGETS server client net)
#
# makes a target `socklint`: `cmake --build build --target socklint` checks what has changed, each target by itself and in
# parallel, and then reports on all of them as one program. It fails when there is a finding at warning or above.
#
#   socklint([NAME name] TARGETS target… [FLAGS flag…] [REPORT flag…])
#
# FLAGS are for the checks (`--preset strict`), REPORT for the report (`--format sarif=socklint.sarif`). The command is
# taken from SOCKLINT_COMMAND, which may be a list (`npx;socklint`), else from the PATH.

include_guard(GLOBAL)

function(socklint)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "TARGETS;FLAGS;REPORT")
  if(NOT arg_TARGETS)
    message(FATAL_ERROR "socklint: which targets? socklint(TARGETS server client)")
  endif()
  if(NOT arg_NAME)
    set(arg_NAME socklint)
  endif()
  if(NOT SOCKLINT_COMMAND)
    find_program(SOCKLINT_COMMAND NAMES socklint DOC "The command of Socklint")
    if(NOT SOCKLINT_COMMAND)
      message(FATAL_ERROR "socklint: not found; install it (npm install --global socklint) or set SOCKLINT_COMMAND")
    endif()
  endif()
  if(CMAKE_EXPORT_COMPILE_COMMANDS)
    set(database --compile-commands "${CMAKE_BINARY_DIR}/compile_commands.json")
  endif()

  set(all_facts "")
  foreach(target IN LISTS arg_TARGETS)
    get_target_property(folder ${target} SOURCE_DIR)
    get_target_property(sources ${target} SOURCES)
    set(files "")
    foreach(source IN LISTS sources)
      # What generator expressions stand for is not known yet.
      if(source MATCHES "\\.([cC]|cc|cpp|cxx|c\\+\\+)$" AND NOT source MATCHES "\\$<")
        cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY "${folder}" NORMALIZE)
        # Findings name files from the top of the project.
        cmake_path(RELATIVE_PATH source BASE_DIRECTORY "${CMAKE_SOURCE_DIR}")
        list(APPEND files "${source}")
      endif()
    endforeach()
    if(NOT files)
      continue()
    endif()
    set(facts "${CMAKE_BINARY_DIR}/socklint/${arg_NAME}/${target}.facts")
    list(TRANSFORM files PREPEND "${CMAKE_SOURCE_DIR}/" OUTPUT_VARIABLE paths)
    list(JOIN files "\n" lines)
    file(CONFIGURE OUTPUT "${facts}.rsp" CONTENT "${lines}\n" @ONLY)
    add_custom_command(
      OUTPUT "${facts}"
      COMMAND ${SOCKLINT_COMMAND} facts ${database} ${arg_FLAGS} --depfile "${facts}.d" --output-file "${facts}" "@${facts}.rsp"
      DEPENDS ${paths} "${facts}.rsp"
      DEPFILE "${facts}.d"
      WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
      COMMENT "Socklint: ${target}"
      VERBATIM)
    list(APPEND all_facts "${facts}")
  endforeach()

  add_custom_target(${arg_NAME}
    COMMAND ${SOCKLINT_COMMAND} merge ${arg_REPORT} ${all_facts}
    DEPENDS ${all_facts}
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
    COMMENT "Socklint: ${arg_NAME}"
    VERBATIM)
endfunction()
