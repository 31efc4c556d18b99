#ifdef _WIN32
#include <stdlib.h>
#include <winsock2.h>
#else
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
typedef int SOCKET;
#endif

int everywhere_bad(SOCKET s, const char *text)
{
    struct sockaddr_in addr = {0};

    addr.sin_family = AF_INET;
    addr.sin_port = htons((unsigned short)atoi(text)); // want "Nothing tests what atoi() made of the text"
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

/* Windows has a parser of its own. */
int own_parser_bad(SOCKET s, const char *text)
{
    struct sockaddr_in addr = {0};

    addr.sin_family = AF_INET;
#ifdef _WIN32
    addr.sin_port = htons((u_short)_atoi64(text)); // want-windows "Nothing tests what _atoi64() made of the text"
#else
    addr.sin_port = htons((unsigned short)atoll(text)); // want-posix "Nothing tests what atoll() made of the text"
#endif
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}
