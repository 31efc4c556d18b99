#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_tcp(void)
{
    return socket(SOCK_STREAM, AF_INET, 0); // want "The arguments of socket() are in the wrong order"
}
// doc-end

int stream_udp_bad(void)
{
    return socket(AF_INET, SOCK_STREAM, IPPROTO_UDP); // want "A socket of the type SOCK_STREAM does not speak IPPROTO_UDP: socket() fails with EPROTONOSUPPORT. Use IPPROTO_TCP or 0."
}

int datagram_tcp_bad(void)
{
    return socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, IPPROTO_TCP); // want "Use IPPROTO_UDP or 0."
}

int family_as_protocol_bad(void)
{
    return socket(AF_INET, SOCK_STREAM, PF_INET); // want "'PF_INET' is no protocol"
}

int protocol_second_bad(void)
{
    return socket(AF_INET, 0, SOCK_STREAM); // want "'SOCK_STREAM' is no protocol"
}

int local_tcp_bad(void)
{
    return socket(AF_UNIX, SOCK_STREAM, IPPROTO_TCP); // want "Use 0."
}
