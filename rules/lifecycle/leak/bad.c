#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_client(const struct sockaddr_in *server)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (connect(s, (const struct sockaddr *)server, sizeof *server) < 0) {
        perror("connect");
        return -1; // want "'s' is still open when the function returns here"
    }
    return s;
}
// doc-end

/* One report for the descriptor, at the first of the returns that lose it. */
int open_listener_bad(const struct sockaddr_in *addr)
{
    int on = 1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0)
        return -1; // want "'s' is still open"
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0)
        return -1;
    if (listen(s, SOMAXCONN) < 0)
        return -1;
    return s;
}

/* Every address that cannot be reached costs a descriptor. */
int connect_any_bad(const struct sockaddr_in *addrs, int count)
{
    int s = -1;

    for (int i = 0; i < count; i++) {
        s = socket(AF_INET, SOCK_STREAM, 0); // want "'s' gets another value here"
        if (s < 0)
            return -1;
        if (connect(s, (const struct sockaddr *)&addrs[i], sizeof addrs[i]) == 0)
            return s;
    }
    if (s >= 0)
        close(s);
    return -1;
}

void skip_bad(int listener, int limit)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            break;
        if (conn > limit)
            continue; // want "'conn' ends here"
        close(conn);
    }
}

int pair_bad(void)
{
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0)
        return -1;
    close(ends[0]);
    return 0; // want "is still open when the function returns here"
}

/* What was asked is changed in between. */
int asked_anew_bad(int a, int b)
{
    int s = -1;

    if (a > 0 || b > 0) {
        s = socket(AF_INET, SOCK_DGRAM, 0);
        if (s < 0)
            return -1;
    }
    a = 0;
    if (a <= 0 && b <= 0)
        s = socket(AF_INET, SOCK_STREAM, 0); // want "'s' gets another value here"
    return s;
}

/* One of the two says nothing of the other. */
int one_of_two_bad(int a, int b)
{
    int s = -1;

    if (a > 0 || b > 0) {
        s = socket(AF_INET, SOCK_DGRAM, 0);
        if (s < 0)
            return -1;
    }
    if (a <= 0)
        s = socket(AF_INET, SOCK_STREAM, 0); // want "'s' gets another value here"
    return s;
}

/* Both are lost, and each is told. */
int two_at_one_place_bad(const struct sockaddr_in *peer)
{
    int first = socket(AF_INET, SOCK_STREAM, 0);
    int second = socket(AF_INET, SOCK_STREAM, 0);

    if (first >= 0 && second >= 0 && connect(first, (const struct sockaddr *)peer, sizeof *peer) < 0)
        return -1; // want "'first' is still open" want "'second' is still open"
    if (first >= 0)
        close(first);
    if (second >= 0)
        close(second);
    return 0;
}
