#include <string.h>
#include <winsock2.h>

SOCKET text_bad(const char *text)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    send(s, text, strlen(text), 0); // want "Nothing looks at what send() returns"
    return s;
}
