import { describe, expect, test } from 'vitest'
import { type PlatformHints, supportedPlatforms } from '../../../engine/preprocess/platform-support.ts'
import { makeViews } from '../../../engine/preprocess/views.ts'

const supported = (text: string, hints?: PlatformHints): string =>
  supportedPlatforms(makeViews(text, { language: 'c' }), hints).join(' ')

describe('by headers', () => {
  test.each<[string, string]>([
    ['#include <sys/socket.h>\nint main(void) { return socket(AF_INET, SOCK_STREAM, 0); }', 'posix'],
    ['#include <unistd.h>\nint f(int fd) { return close(fd); }', 'posix'],
    ['#include "unp.h"\nint main(void) { Socket(AF_INET, SOCK_STREAM, 0); }', 'posix'],
    ['#include "tlpi_hdr.h"', 'posix'],
    ['#include <linux/if_packet.h>', 'posix'],
    ['#include <winsock2.h>\nint main(void) { SOCKET s; }', 'windows'],
    ['#include <WinSock2.h>', 'windows'],
    ['#include "winsock2.h"', 'windows'],
    ['#include <windows.h>\nint x;', 'windows'],
    ['#include "stdafx.h"\nint x;', 'windows'],
    // MinGW has unistd.h.
    ['#include <winsock2.h>\n#include <unistd.h>\nint x;', 'windows'],
    ['#include <winsock2.h>\n#include <sys/socket.h>\nint x;', 'posix'],
    ['#ifdef _WIN32\n#include <winsock2.h>\n#else\n#include <sys/socket.h>\n#endif\nint x;', 'posix windows'],
    [
      '#ifdef HAVE_WINSOCK2_H\n#include <winsock2.h>\n#endif\n#ifdef HAVE_SYS_SOCKET_H\n#include <sys/socket.h>\n#endif\nint x;',
      'posix windows',
    ],
    ['#ifdef HAVE_SYS_SOCKET_H\n#include <sys/socket.h>\n#endif\nint f(int fd) { return close(fd); }', 'posix'],
    // The whole file under one condition.
    ['#ifdef _WIN32\n#include <winsock2.h>\nint f(SOCKET s) { return closesocket(s); }\n#endif', 'windows'],
    ['#ifndef _WIN32\n#include <sys/socket.h>\nint f(int s) { return close(s); }\n#endif', 'posix'],
    // The other platform's headers come from the project.
    [
      '#include "net.h"\n#ifdef _WIN32\n#include <winsock2.h>\n#endif\nint f(SOCKET s) { return closesocket(s); }',
      'posix windows',
    ],
    ['#ifdef _WIN32\n#include <winsock2.h>\n#endif\nvoid f(void) { WSADATA d; WSAStartup(1, &d); }', 'windows'],
    ['#ifndef _WIN32\n#include <sys/socket.h>\n#endif\nvoid f(void) { fork(); }', 'posix'],
    ['#ifndef _WIN32\n#include <sys/socket.h>\n#endif\nint f(int s) { return shutdown(s, 2); }', 'posix windows'],
    // Names a project may have for its own files.
    ['#include "util.h"\n#include "regex.h"\n#include "process.h"\nvoid f(void) { WSACleanup(); }', 'windows'],
    ['#include <process.h>\nint x;', 'posix'],
    // In a comment or switched off.
    ['// #include <winsock2.h>\n#include <sys/socket.h>', 'posix'],
    ['#if 0\n#include <winsock2.h>\n#endif\n#include <sys/socket.h>', 'posix'],
  ])('%j', (text, expected) => {
    expect(supported(text)).toBe(expected)
  })
})

describe('by names', () => {
  test.each<[string, string]>([
    ['', 'posix'],
    ['int x;', 'posix'],
    ['#include <stdio.h>\nint main(void) { socket(AF_INET, SOCK_STREAM, 0); }', 'posix'],
    ['void f(void) { SOCKET s = INVALID_SOCKET; closesocket(s); }', 'windows'],
    ['void f(void) { WSADATA d; WSAStartup(MAKEWORD(2, 2), &d); WSACleanup(); }', 'windows'],
    ['void f(void) { bind(s, (SOCKADDR*)&a, sizeof(a)); }', 'windows'],
    ['DWORD WINAPI worker(LPVOID p) { return 0; }', 'windows'],
    ['void f(int fd) { char b[9]; read(fd, b, 9); close(fd); }', 'posix'],
    ['void f(void) { if (fork() == 0) exit(0); }', 'posix'],
    // The file makes Winsock names portable.
    ['typedef int SOCKET;\n#define closesocket close\nvoid f(SOCKET s) { closesocket(s); }', 'posix'],
    ['typedef int SOCKET;\n#define INVALID_SOCKET (-1)\nvoid f(void) { SOCKET s = INVALID_SOCKET; fork(); }', 'posix'],
    // In comments and literals.
    ['/* SOCKET s; WSAStartup(); */ char *t = "closesocket(s)";', 'posix'],
    ['#define MAYBE WSAStartup\nint x;', 'posix'],
    // The project's own header, and conditions in the body.
    [
      '#include "curl_setup.h"\nint f(curl_socket_t s) {\n#ifdef USE_WINSOCK\nreturn WSAGetLastError();\n#else\nreturn errno;\n#endif\n}',
      'posix windows',
    ],
    [
      '#include "platform.h"\nint f(SOCKET s) {\n#ifdef _WIN32\nioctlsocket(s, FIONBIO, &on);\n#else\nfcntl(s, F_SETFL, O_NONBLOCK);\n#endif\nreturn closesocket(s);\n}',
      'posix windows',
    ],
    ['void f(void) {\n#ifdef _WIN32\nWSACleanup();\n#endif\n}', 'posix windows'],
    ['#include "x.h"\n#ifdef _WIN32\nvoid f(void) { WSACleanup(); }\n#endif', 'windows'],
    ['#include "x.h"\n#ifndef _WIN32\nvoid f(void) { fork(); }\n#endif', 'posix'],
    // A condition about something else says nothing of Windows.
    ['#ifdef __linux__\nint x;\n#endif\nint y;', 'posix'],
    ['#ifdef DEBUG\nint x;\n#endif\nint y;', 'posix'],
    // Code of its own for Windows, whatever POSIX names (here behind a test of their own) its view still has.
    [
      '#include "net.h"\nvoid f(void) {\n#ifdef _WIN32\n  WSADATA d; WSAStartup(1, &d);\n#endif\n#ifdef SIGPIPE\n  signal(SIGPIPE, h);\n#endif\n  struct sockaddr_un u; use(&u);\n}',
      'posix windows',
    ],
    [
      '#include "net.h"\n#ifndef MY_HAVE_WINDOWS\n#include <sys/socket.h>\n#endif\nvoid f(void) {\n#ifdef MY_HAVE_WINDOWS\n  WSACleanup();\n#endif\n  struct sockaddr_un u; use(&u);\n}',
      'posix windows',
    ],
  ])('%j', (text, expected) => {
    expect(supported(text)).toBe(expected)
  })
})

describe('by path, where the text says nothing', () => {
  test.each([
    ['src/win32/net.c', 'windows'],
    ['src/windows/net.c', 'windows'],
    ['net_win.c', 'windows'],
    ['net-win32.cpp', 'windows'],
    ['src/unix/net.c', 'posix'],
    ['window.c', 'posix'],
    ['src/winner/net.c', 'posix'],
  ])('%s', (path, expected) => {
    expect(supported('int x;', { path })).toBe(expected)
    expect(supported('#include <sys/socket.h>', { path })).toBe('posix')
  })
})

test('a server with a Winsock and a POSIX half is for both, a client with WSAStartup alone for Windows', () => {
  const both = [
    '#ifdef WIN32',
    '#include <winsock2.h>',
    '#else',
    '#include <sys/types.h>',
    '#include <sys/socket.h>',
    '#include <unistd.h>',
    '#define SOCKET_ERROR (-1)',
    'typedef unsigned int SOCKET;',
    '#endif',
    'int main() {',
    '#ifdef WIN32',
    'WSADATA d;',
    'WSAStartup(2, &d);',
    '#endif',
    'SOCKET s = socket(AF_INET, SOCK_STREAM, 0);',
    '#ifdef WIN32',
    'closesocket(s);',
    '#else',
    'close(s);',
    '#endif',
    '}',
  ].join('\n')
  expect(supported(both)).toBe('posix windows')
  expect(
    supported(
      'int _tmain(int argc, _TCHAR* argv[])\n{\n\u00a0\u00a0SOCKET s;\n\u00a0\u00a0WSADATA d;\n\u00a0\u00a0WSAStartup(2, &d);\n}',
    ),
  ).toBe('windows')
})
