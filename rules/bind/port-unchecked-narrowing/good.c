#include <netinet/in.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int connect_to_ok(int s, struct sockaddr_in *server, const char *text)
{
    char *end;
    long port = strtol(text, &end, 10);

    if (end == text || *end != '\0' || port < 1 || port > 65535)
        return -1;
    server->sin_family = AF_INET;
    server->sin_port = htons((uint16_t)port);
    return connect(s, (struct sockaddr *)server, sizeof *server);
}
// doc-end

void usage(void);

/* Whether usage() returns is not known here. */
int usage_ok(int s, const char *text)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    int port = atoi(text);

    if (port <= 0 || port > 65535)
        usage();
    addr.sin_port = htons(port);
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

#define MAX_PORT 49151

int named_bound_ok(int s, const char *text)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    int port = atoi(text);

    if (port < 1024 || port > MAX_PORT)
        return -1;
    addr.sin_port = htons(port);
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

void check_port(int number);

/* Another function looks at it. */
int asked_ok(int s, const char *text)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    int port = atoi(text);

    check_port(port); // drop -> want "Nothing tests"
    addr.sin_port = htons(port);
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

int parse_port(const char *text, int *port);

int parsed_ok(int s, const char *text)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    int port = atoi(text);

    if (port == 0 && parse_port(text, &port) < 0)
        return -1;
    addr.sin_port = htons(port);
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

/* The type of the caller holds nothing else. */
int given_ok(int s, uint16_t port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};

    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

/* The program's own text. */
int own_text_ok(int s)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(atoi("8080"))};

    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

#define SERVICE "8080"

int own_macro_ok(int s)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(atoi(SERVICE))};

    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

/* Cut on purpose. */
int masked_ok(int s, const char *text)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    unsigned long port = strtoul(text, NULL, 0);

    addr.sin_port = htons(port & 0x3fff);
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

/* No port. */
struct header {
    uint16_t id, flags;
};

ssize_t other_number_ok(int s, const char *text)
{
    struct header header = {.id = htons(atoi(text)), .flags = 0};

    return send(s, &header, sizeof header, 0);
}

void watch(int s);

/* The descriptor goes elsewhere; the number does not. */
int escaped_ok(int s, const char *text)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    long port = strtol(text, NULL, 10);

    watch(s);
    if (port < 1 || port > 0xffff)
        return -1;
    addr.sin_port = htons((uint16_t)port);
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}
