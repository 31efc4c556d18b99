#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_client(const struct sockaddr_in *server)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == -1)
        return -1;
    if (connect(s, (const struct sockaddr *)server, sizeof *server) == -1) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

int success_ok(int s, const struct sockaddr_in *addr)
{
    if (!bind(s, (const struct sockaddr *)addr, sizeof *addr) && listen(s, SOMAXCONN) == 0)
        return s;
    return -1;
}

int status_ok(int s)
{
    int rc = listen(s, SOMAXCONN);

    if (rc)
        return -1;
    return s;
}

/* Only a program that has closed its standard input gets descriptor 0. */
int above_zero_ok(void)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s <= 0)
        return -1;
    return s;
}

/* The end of the data is no failure. */
int end_ok(int conn, char *buffer, size_t size)
{
    ssize_t n = recv(conn, buffer, size, 0);

    if (n == 0)
        return 0;
    return n < 0 ? -1 : 1;
}

/* Zero stands for "none yet" here, and the failure is tested for. */
int none_yet_ok(int use)
{
    int s = 0;

    if (use) {
        s = socket(AF_INET, SOCK_DGRAM, 0);
        if (s < 0)
            return -1;
    }
    if (s)
        close(s);
    return 0;
}

int both_tests_ok(void)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s == 0 || s == -1)
        return -1;
    return s;
}

int look_up_ok(const char *host, const struct addrinfo *hints, struct addrinfo **list)
{
    int error = getaddrinfo(host, "80", hints, list);

    if (error != 0)
        return -1;
    return 0;
}

int negated_ok(int s, const struct sockaddr *to, socklen_t size)
{
    if (!connect(s, to, size) == 0)
        return -1;
    return !(listen(s, 5) == -1);
}
