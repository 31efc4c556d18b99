#include <winsock2.h>

#define START(data) WSAStartup(MAKEWORD(2, 2), data)

static int start(WSADATA *data)
{
    return WSAStartup(MAKEWORD(2, 2), data);
}

void through_macro_bad(void)
{
    WSADATA data;

    START(&data); // want "Nothing tests whether WSAStartup() failed"
}

/* What a function of the project returns is its own affair. */
void through_function_ok(void)
{
    WSADATA data;

    start(&data);
}
