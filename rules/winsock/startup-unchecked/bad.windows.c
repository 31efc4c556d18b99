#include <stdio.h>
#include <winsock2.h>

// doc-begin
int start_bad(void)
{
    WSADATA data;

    if (WSAStartup(MAKEWORD(2, 2), &data) == SOCKET_ERROR) { // want "This test does not see that WSAStartup() failed"
        fprintf(stderr, "WSAStartup: %d\n", WSAGetLastError()); // want "WSAGetLastError() does not tell why WSAStartup() failed"
        return -1;
    }
    return 0;
}
// doc-end

int ignored_bad(void)
{
    WSADATA data;

    WSAStartup(MAKEWORD(2, 2), &data); // want "Nothing tests whether WSAStartup() failed"
    return 0;
}

int overwritten_bad(SOCKET s)
{
    WSADATA data;
    int rc;

    rc = WSAStartup(MAKEWORD(2, 2), &data); // want "Nothing tests whether WSAStartup() failed"
    rc = listen(s, 5);
    return rc;
}

int negative_bad(void)
{
    WSADATA data;
    int rc = WSAStartup(MAKEWORD(2, 2), &data);

    if (rc < 0) // want "This test does not see that WSAStartup() failed"
        return rc;
    return 0;
}

int wrong_code_bad(void)
{
    WSADATA data;
    int rc = WSAStartup(MAKEWORD(2, 2), &data);

    if (rc != 0) {
        printf("failed: %d\n", WSAGetLastError()); // want "Use the result."
        return -1;
    }
    return 0;
}

int told_bad(void)
{
    WSADATA data;
    SOCKET s;

    if (WSAStartup(MAKEWORD(2, 2), &data) != 0) // want "The program goes on when WSAStartup() has failed"
        printf("no Winsock\n");
    s = socket(AF_INET, SOCK_STREAM, 0);
    return s == INVALID_SOCKET;
}
