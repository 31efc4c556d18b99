#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_client(const struct sockaddr_in *server)
{
    int s;

    if ((s = socket(AF_INET, SOCK_STREAM, 0) < 0)) // want "'s' gets 0 or 1 here"
        return -1;
    if (connect(s, (const struct sockaddr *)server, sizeof *server) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

void serve_bad(int listener)
{
    int conn;

    for (;;) {
        if ((conn = accept(listener, NULL, NULL) == -1)) { // want "the descriptor that accept() returned is lost: '==' binds more tightly"
            perror("accept");
            continue;
        }
        send(conn, "hello\n", 6, MSG_NOSIGNAL);
        close(conn);
    }
}

void echo_bad(int conn)
{
    char buffer[512];
    ssize_t n;

    while ((n = recv(conn, buffer, sizeof buffer, 0) > 0)) { // want "not what recv() returned: '>' binds more tightly"
        if (send(conn, buffer, (size_t)n, MSG_NOSIGNAL) < 0)
            break;
    }
}

int look_up_bad(const char *host, struct addrinfo **list)
{
    struct addrinfo hints;
    int error;

    memset(&hints, 0, sizeof hints);
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    if ((error = getaddrinfo(host, "80", &hints, list) != 0)) { // want "not what getaddrinfo() returned"
        fprintf(stderr, "%s: %s\n", host, gai_strerror(error));
        return -1;
    }
    return 0;
}

int single_parentheses_bad(void)
{
    int s;

    if (s = socket(AF_INET6, SOCK_DGRAM, 0) < 0) // want "'s' gets 0 or 1 here"
        return -1;
    return s;
}

int either_family_bad(void)
{
    int s;

    if ((s = socket(AF_INET6, SOCK_DGRAM, 0) < 0) && (s = socket(AF_INET, SOCK_DGRAM, 0)) < 0) // want "'s' gets 0 or 1 here"
        return -1;
    return s;
}

int declared_bad(void)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0) < 0; // want "'s' gets 0 or 1 here"

    return s;
}
