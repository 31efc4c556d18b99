#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_local(void)
{
    struct sockaddr_in addr;

    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    addr.sin_port = htons(8080);

    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

/* All bytes are equal: the order changes nothing. */
void palindromes_ok(struct sockaddr_in *addr)
{
    addr[0].sin_addr.s_addr = INADDR_ANY;
    addr[1].sin_addr.s_addr = INADDR_BROADCAST;
    addr[2].sin_addr.s_addr = INADDR_NONE;
    addr[3].sin_addr.s_addr = htons(INADDR_ANY);
    addr[4].sin_addr.s_addr = htonl(inet_addr("255.255.255.255"));
}

/* Reads the same from both ends. */
void symmetric_ok(struct sockaddr_in *addr)
{
    addr->sin_addr.s_addr = 0x7f00007f;
}

/* 127.0.0.1 as it goes over the wire, for little-endian machines only. */
void wire_order_ok(struct sockaddr_in *addr)
{
    addr->sin_addr.s_addr = 0x0100007f;
}

void text_ok(struct sockaddr_in *addr)
{
    addr->sin_addr.s_addr = inet_addr("127.0.0.1");
}

void in_place_ok(struct sockaddr_in *addr)
{
    addr->sin_addr.s_addr = INADDR_LOOPBACK;
    addr->sin_addr.s_addr = htonl(addr->sin_addr.s_addr);
}

/* The program may keep host order in its own structures. */
void own_agreement_ok(struct sockaddr_in *addr, const struct sockaddr_in *range)
{
    addr->sin_addr.s_addr = htonl(range->sin_addr.s_addr);
}

void parameter_ok(struct sockaddr_in *addr, in_addr_t address)
{
    addr->sin_addr.s_addr = address;
}

void copied_ok(struct sockaddr_in *to, const struct sockaddr_in *from)
{
    to->sin_addr = from->sin_addr;
}

void escaped_ok(struct sockaddr_in *addr)
{
    extern void change(in_addr_t *);
    in_addr_t address = INADDR_LOOPBACK;

    change(&address);
    addr->sin_addr.s_addr = address;
}
