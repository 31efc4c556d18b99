#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 8080
#define WIRE_PORT htons(8080)

// doc-begin
int listen_on_port(void)
{
    struct sockaddr_in addr;

    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    addr.sin_port = htons(8080);

    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, 16) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

void any_port_ok(struct sockaddr_in *addr)
{
    addr->sin_port = 0;
}

void macro_ok(struct sockaddr_in *addr)
{
    addr->sin_port = WIRE_PORT;
}

void variable_ok(struct sockaddr_in *addr)
{
    in_port_t port = htons(PORT);

    addr->sin_port = port;
}

void copied_ok(struct sockaddr_in *to, const struct sockaddr_in *from)
{
    to->sin_port = from->sin_port;
}

void service_ok(struct sockaddr_in *addr)
{
    struct servent *service = getservbyname("http", "tcp");

    if (service != NULL)
        addr->sin_port = service->s_port;
}

/* The caller may have converted it. */
void parameter_ok(struct sockaddr_in *addr, in_port_t port)
{
    addr->sin_port = port;
}

void in_place_ok(struct sockaddr_in *addr, const char *text)
{
    addr->sin_port = atoi(text);
    addr->sin_port = htons(addr->sin_port);
}

/* The bytes as they go over the wire. */
void hexadecimal_ok(struct sockaddr_in *addr)
{
    addr->sin_port = 0x901f;
}

void by_hand_ok(struct sockaddr_in *addr)
{
    const unsigned port = 8080;

    addr->sin_port = (port << 8 | port >> 8) & 0xffff;
}

/* 514 is 0x0202: the same in both orders. */
void same_bytes_ok(struct sockaddr_in *addr)
{
    addr->sin_port = 514;
}

/* A name for htons() of somebody's own. */
void unknown_function_ok(struct sockaddr_in *addr)
{
    extern in_port_t to_wire(int);

    addr->sin_port = to_wire(8080);
}

/* 40007 as the bytes go over the wire. */
#define HEXADECIMAL_PORT 0x479c

void in_hexadecimal_ok(struct sockaddr_in *addr)
{
    addr->sin_port = HEXADECIMAL_PORT;
}

/* The wrong one of two functions that do the same. */
void other_name_ok(struct sockaddr_in *addr, in_port_t port)
{
    addr->sin_port = ntohs(port);
}

int escaped_ok(struct sockaddr_in *addr, void (*change)(struct sockaddr_in *))
{
    struct sockaddr_in own;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    memcpy(&own, addr, sizeof own);
    change(&own);
    if (connect(s, (struct sockaddr *)&own, sizeof own) < 0) {
        close(s);
        return -1;
    }
    return s;
}
