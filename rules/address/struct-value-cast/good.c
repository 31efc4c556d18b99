#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int listen_here_ok(void)
{
    // doc-begin
    struct sockaddr_in addr;

    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);

    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    // doc-end
    return s;
}

int pointer_ok(int s, const struct sockaddr_in *server)
{
    return connect(s, (const struct sockaddr *)server, sizeof *server);
}

/* An array stands for the address of its first element, with or without '&'. */
int array_ok(int s)
{
    struct sockaddr_in servers[4] = {{0}};

    if (connect(s, (struct sockaddr *)servers, sizeof servers[0]) == 0)
        return 0;
    return connect(s, (struct sockaddr *)&servers, sizeof servers[0]);
}

/* A name that hides a pointer. */
typedef struct sockaddr_in *address_pointer;

int hidden_pointer_ok(int s, address_pointer where)
{
    return connect(s, (struct sockaddr *)where, sizeof *where);
}

/* Bytes that hold an address are no address structure. */
int bytes_ok(int s, socklen_t length)
{
    static char bytes[sizeof(struct sockaddr_storage)];

    return connect(s, (struct sockaddr *)bytes, length);
}

union address {
    struct sockaddr sa;
    struct sockaddr_un un;
};

int union_ok(int s, union address *any)
{
    return bind(s, (struct sockaddr *)&any->un, sizeof any->un);
}

/* The address of the pointer is what is wanted: the function fills it in. */
int lookup(const char *name, struct sockaddr **address);

int filled_in_ok(const char *name, struct sockaddr_in *p)
{
    return lookup(name, (struct sockaddr **)&p);
}

/* The descriptor goes elsewhere; the cast is right all the same. */
void keep(int s, const struct sockaddr *address);

void escapes_ok(int s)
{
    static struct sockaddr_in addr;

    keep(s, (const struct sockaddr *)&addr);
}

/* Nothing in this file says what the macro stands for. */
#ifdef SERVER_ADDRESS
int unknown_ok(int s)
{
    return connect(s, (struct sockaddr *)SERVER_ADDRESS, sizeof(struct sockaddr_in));
}
#endif
