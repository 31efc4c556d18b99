#include <winsock2.h>

int serve_bad(SOCKET s, const struct sockaddr_in *addr)
{
    bind(s, (const struct sockaddr *)addr, sizeof *addr); // want "Nothing tests whether bind() failed"
    return 0;
}
