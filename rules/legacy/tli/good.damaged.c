// not-compilable: the include is not whole
#include <sys/socket.h>
#include <tiuser

int damaged_ok(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
