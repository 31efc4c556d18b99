import type { Library } from './library.ts'

/** The functions that the programs of "The Linux Programming Interface" share. */
export const TLPI: Library = {
  name: 'The Linux Programming Interface',
  reference:
    'Kerrisk: The Linux Programming Interface; inet_sockets.c, unix_sockets.c, read_line.c, rdwrn.c, scm_functions.c of its source code',
  platforms: ['posix'],
  headers: [
    'inet_sockets.h',
    'unix_sockets.h',
    'read_line.h',
    'rdwrn.h',
    'scm_functions.h',
    // Headers of its programs that include one of those.
    'id_echo.h',
    'is_seqnum.h',
    'is_seqnum_v2.h',
    'us_xfr_v2.h',
    'scm_cred.h',
    'scm_multi.h',
    'scm_rights.h',
  ],
  models: [
    { name: 'inetConnect', makes: 'connected' },
    {
      name: 'inetListen',
      arguments: ['port', '-', 'writes'],
      makes: 'listening',
      type: 'stream',
      host: '0.0.0.0',
      options: ['SO_REUSEADDR'],
    },
    { name: 'inetBind', arguments: ['port', '-', 'writes'], makes: 'bound', host: '0.0.0.0' },
    { name: 'unixConnect', makes: 'connected', family: 'unix' },
    { name: 'unixBind', makes: 'bound', family: 'unix' },
    { name: 'readLine', arguments: ['uses', 'writes'] },
    { name: 'readn', arguments: ['uses', 'writes'] },
    { name: 'writen', arguments: ['uses'] },
    // What is sent is a copy: both stay with the caller.
    { name: 'sendfd', arguments: ['uses', 'uses'] },
    { name: 'recvfd', arguments: ['uses'] },
  ],
}

export const TLPI_ERRORS: Library = {
  name: 'The Linux Programming Interface, error functions',
  reference: 'Kerrisk: The Linux Programming Interface, listing 3-3; error_functions.c of its source code',
  platforms: ['posix'],
  headers: ['tlpi_hdr.h', 'error_functions.h'],
  endings: 'errExit err_exit errExitEN fatal usageErr cmdLineErr',
}
