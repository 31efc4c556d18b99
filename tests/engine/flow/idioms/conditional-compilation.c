/* Conditionals of the preprocessor inside statements; judged as POSIX and as Windows. */
#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#define CLOSE(s) closesocket(s)
#else
#include <sys/socket.h>
#include <netinet/in.h>
#include <unistd.h>
#include <errno.h>
typedef int SOCKET;
#define INVALID_SOCKET (-1)
#define SOCKET_ERROR (-1)
#define CLOSE(s) close(s)
#endif
#include <stdio.h>

int right_split_test(struct sockaddr *sa, int length)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
#ifdef _WIN32
    if (s == INVALID_SOCKET) {
        printf("%d\n", WSAGetLastError());
#else
    if (s < 0) {
        perror("socket");
#endif
        return -1;
    }
    if (bind(s, sa, length) == SOCKET_ERROR) {
        CLOSE(s);
        return -1;
    }
    CLOSE(s);
    return 0;
}

int wrong_split_test(struct sockaddr *sa, int length)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
#ifdef _WIN32
    if (s == INVALID_SOCKET) {
        printf("%d\n", WSAGetLastError());
#else
    if (s < 0) {
        perror("socket");
#endif
        return -1;
    }
    if (bind(s, sa, length) == SOCKET_ERROR) {
        return -1; // lost s return
    }
    CLOSE(s);
    return 0;
}

int right_split_condition(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (
#ifdef _WIN32
        s == INVALID_SOCKET
#else
        s < 0
#endif
    )
        return -1;
#ifdef _WIN32
    closesocket(s);
#else
    close(s);
#endif
    return 0;
}

int wrong_split_condition(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (
#ifdef _WIN32
        s == INVALID_SOCKET
#else
        s < 0
#endif
    )
        return -1;
#ifndef _WIN32
    close(s);
#endif
    return 0; // windows: lost s return
}

int right_split_braces(struct sockaddr *sa, int length)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
#ifdef _WIN32
    if (connect(s, sa, length) == SOCKET_ERROR && WSAGetLastError() != WSAEWOULDBLOCK) {
#else
    if (connect(s, sa, length) < 0 && errno != EINPROGRESS) {
#endif
        CLOSE(s);
        return -1;
    }
    CLOSE(s);
    return 0;
}

int wrong_split_braces(struct sockaddr *sa, int length)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
#ifdef _WIN32
    if (connect(s, sa, length) == SOCKET_ERROR && WSAGetLastError() != WSAEWOULDBLOCK) {
        closesocket(s);
#else
    if (connect(s, sa, length) < 0 && errno != EINPROGRESS) {
#endif
        return -1; // posix: lost s return
    }
    CLOSE(s);
    return 0;
}

/* An else that only one platform has. */
int right_split_else(int use, const struct sockaddr *sa)
{
    SOCKET s = socket(AF_INET, SOCK_DGRAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    if (use)
        sendto(s, "x", 1, 0, sa, 16);
#ifdef _WIN32
    else
        printf("unused\n");
#endif
    CLOSE(s);
    return 0;
}

int wrong_split_else(int use, const struct sockaddr *sa)
{
    SOCKET s = socket(AF_INET, SOCK_DGRAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    if (use)
        sendto(s, "x", 1, 0, sa, 16);
#ifdef _WIN32
    else
#endif
    CLOSE(s);
    return 0; // windows: lost s return
}

/* One function, two signatures. */
#ifdef _WIN32
int right_two_heads(SOCKET listener)
#else
int right_two_heads(int listener)
#endif
{
    SOCKET conn = accept(listener, NULL, NULL);
    if (conn == INVALID_SOCKET)
        return -1;
    CLOSE(conn);
    return 0;
}

#ifdef _WIN32
int wrong_two_heads(SOCKET listener)
#else
int wrong_two_heads(int listener)
#endif
{
    SOCKET conn = accept(listener, NULL, NULL);
    if (conn == INVALID_SOCKET)
        return -1;
    return 0; // lost conn return
}
