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

    if (!s) // want "This test does not tell whether socket() failed: it returns -1 then"
        return -1;
    if (connect(s, (const struct sockaddr *)server, sizeof *server) == 1) { // want "returns 0 on success and -1 on failure, never 1"
        close(s);
        return -1;
    }
    return s;
}
// doc-end

int equal_to_zero_bad(void)
{
    int s;

    if ((s = socket(AF_INET, SOCK_DGRAM, 0)) == 0) // want "does not tell whether socket() failed"
        return -1;
    return s;
}

void condition_bad(int listener)
{
    int conn = accept(listener, NULL, NULL);

    if (conn) { // want "does not tell whether accept() failed"
        send(conn, "hello\n", 6, MSG_NOSIGNAL);
        close(conn);
    }
}

int positive_bad(int s, const struct sockaddr_in *addr)
{
    int rc = bind(s, (const struct sockaddr *)addr, sizeof *addr);

    if (rc > 0) // want "does not tell whether bind() failed"
        return -1;
    return s;
}

int not_one_bad(int s)
{
    if (listen(s, SOMAXCONN) != 1) // want "does not tell whether listen() failed"
        puts("listening");
    return s;
}

int look_up_bad(const char *host, struct addrinfo **list)
{
    struct addrinfo hints;

    memset(&hints, 0, sizeof hints);
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(host, "80", &hints, list) < 0) // want "negative on some systems and positive on others"
        return -1;
    return 0;
}

struct server {
    int listener;
};

/* The descriptor is stored where others find it. */
int escapes_bad(struct server *server)
{
    server->listener = socket(AF_INET, SOCK_STREAM, 0);
    if (server->listener == 0) // want "does not tell whether socket() failed"
        return -1;
    return 0;
}

/* The sign of the negation binds tighter than the comparison. */
int negated_bad(int s, const struct sockaddr *to, socklen_t size)
{
    if (!connect(s, to, size) == -1) // want "does not tell whether connect() failed"
        return -1;
    if (!listen(s, 5) < 0) // want "does not tell whether listen() failed"
        return -1;
    return 0;
}
