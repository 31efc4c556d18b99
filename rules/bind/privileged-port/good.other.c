#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* The program says what it lacks. */
int told_ok(int s)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(80)};

    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0)
        return 0;
    if (errno == EACCES) // drop -> want "Port 80 is below 1024"
        fprintf(stderr, "run me with CAP_NET_" "BIND_SERVICE\n");
    return -1;
}

int any_port_ok(int s)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = 0};

    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

int high_port_ok(int s)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(8080)};

    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

/* The port of the other end. */
int client_ok(int s)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(80)};

    return connect(s, (struct sockaddr *)&addr, sizeof addr);
}

/* A setting. */
int configured_ok(int s, unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};

    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

void keep(int s);

/* The descriptor escapes, and what is bound is another port. */
int escaped_ok(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(8081)};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    keep(s);
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}
