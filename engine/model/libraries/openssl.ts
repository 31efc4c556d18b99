import type { Library } from './library.ts'

/**
 * OpenSSL and wolfSSL. Whether a BIO closes its socket (BIO_CLOSE) or not, it can be asked for it again, as an SSL can:
 * many a program closes what SSL_get_fd() gives.
 */
export const OPENSSL: Library = {
  name: 'OpenSSL',
  reference: 'OpenSSL manual pages SSL_set_fd(3), SSL_get_fd(3), BIO_s_socket(3), BIO_s_fd(3)',
  headers: 'any',
  rows: [
    { names: 'BIO_new_socket BIO_new_fd BIO_new_dgram', effect: 'take', failure: 'null', parameters: 'descriptor -' },
  ],
  models: [
    ...['SSL_set_fd', 'SSL_set_rfd', 'SSL_set_wfd', 'wolfSSL_set_fd'].map((name) => ({
      name,
      arguments: ['-', 'keeps'] as const,
    })),
  ],
}
