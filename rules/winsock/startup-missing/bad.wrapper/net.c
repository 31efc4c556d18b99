#include <winsock2.h>

SOCKET open_stream(void)
{
    return socket(AF_INET, SOCK_STREAM, 0); // want "No part of this program calls WSAStartup()"
}

/* The same program fails at the other one first. */
SOCKET open_datagram(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
