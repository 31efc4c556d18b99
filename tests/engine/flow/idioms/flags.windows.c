/* Windows: whether WSAStartup() was done, and INVALID_SOCKET as "none". */
#include <winsock2.h>
#include <ws2tcpip.h>
#include <stdio.h>

int right_startup_flag(const struct sockaddr *sa, int length)
{
    WSADATA wsaData;
    int wsaDataInit = 0;
    SOCKET s = INVALID_SOCKET;
    int rc = 1;

    if (WSAStartup(MAKEWORD(2, 2), &wsaData) != 0)
        goto out;
    wsaDataInit = 1;
    s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (s == INVALID_SOCKET)
        goto out;
    if (connect(s, sa, length) == SOCKET_ERROR)
        goto out;
    rc = 0;
out:
    if (s != INVALID_SOCKET)
        closesocket(s);
    if (wsaDataInit)
        WSACleanup();
    return rc;
}

int wrong_startup_flag(const struct sockaddr *sa, int length)
{
    WSADATA wsaData;
    int wsaDataInit = 0;
    SOCKET s = INVALID_SOCKET;
    int rc = 1;

    if (WSAStartup(MAKEWORD(2, 2), &wsaData) != 0)
        goto out;
    wsaDataInit = 1;
    s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (s == INVALID_SOCKET)
        goto out;
    if (connect(s, sa, length) == SOCKET_ERROR)
        goto out;
    rc = 0;
    closesocket(s);
out:
    if (wsaDataInit)
        WSACleanup();
    return rc; // lost s return
}

DWORD WINAPI right_worker(LPVOID argument)
{
    SOCKET s = (SOCKET)argument;
    char buffer[64];
    recv(s, buffer, sizeof buffer, 0);
    closesocket(s);
    return 0;
}

void right_create_thread(SOCKET listener)
{
    for (;;) {
        SOCKET conn = accept(listener, NULL, NULL);
        if (conn == INVALID_SOCKET)
            break;
        HANDLE thread = CreateThread(NULL, 0, right_worker, (LPVOID)conn, 0, NULL);
        if (thread == NULL) {
            closesocket(conn);
            continue;
        }
        CloseHandle(thread);
    }
}

void wrong_create_thread(SOCKET listener)
{
    for (;;) {
        SOCKET conn = accept(listener, NULL, NULL);
        if (conn == INVALID_SOCKET)
            break;
        HANDLE thread = CreateThread(NULL, 0, right_worker, (LPVOID)conn, 0, NULL);
        if (thread == NULL) {
            printf("%lu\n", GetLastError());
            continue; // lost conn scope
        }
        CloseHandle(thread);
    }
}

/* The wide macros of Winsock samples. */
int right_sample_ladder(struct addrinfo *result)
{
    SOCKET ListenSocket = INVALID_SOCKET;
    int iResult;
    ListenSocket = socket(result->ai_family, result->ai_socktype, result->ai_protocol);
    if (ListenSocket == INVALID_SOCKET) {
        freeaddrinfo(result);
        WSACleanup();
        return 1;
    }
    iResult = bind(ListenSocket, result->ai_addr, (int)result->ai_addrlen);
    if (iResult == SOCKET_ERROR) {
        freeaddrinfo(result);
        closesocket(ListenSocket);
        WSACleanup();
        return 1;
    }
    iResult = listen(ListenSocket, SOMAXCONN);
    if (iResult == SOCKET_ERROR) {
        closesocket(ListenSocket);
        WSACleanup();
        return 1;
    }
    closesocket(ListenSocket);
    return 0;
}

int wrong_sample_ladder(struct addrinfo *result)
{
    SOCKET ListenSocket = INVALID_SOCKET;
    int iResult;
    ListenSocket = socket(result->ai_family, result->ai_socktype, result->ai_protocol);
    if (ListenSocket == INVALID_SOCKET) {
        freeaddrinfo(result);
        WSACleanup();
        return 1;
    }
    iResult = bind(ListenSocket, result->ai_addr, (int)result->ai_addrlen);
    if (iResult == SOCKET_ERROR) {
        freeaddrinfo(result);
        WSACleanup();
        return 1; // lost ListenSocket return
    }
    iResult = listen(ListenSocket, SOMAXCONN);
    if (iResult == SOCKET_ERROR) {
        closesocket(ListenSocket);
        WSACleanup();
        return 1;
    }
    closesocket(ListenSocket);
    return 0;
}
