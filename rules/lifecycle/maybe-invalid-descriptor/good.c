#include <assert.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_client(const struct sockaddr_in *server)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (connect(s, (const struct sockaddr *)server, sizeof *server) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

static int must_socket(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0) {
        perror("socket");
        exit(1);
    }
    return s;
}

int never_fails_ok(const struct sockaddr_in *addr)
{
    int s = must_socket();

    int rc = bind(s, (const struct sockaddr *)addr, sizeof *addr);
    close(s);
    return rc;
}

int same_condition_ok(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0 || bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0) {
        if (s >= 0)
            close(s);
        return -1;
    }
    return s;
}

int asserted_ok(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    assert(s != -1);
    int rc = bind(s, (const struct sockaddr *)addr, sizeof *addr);
    close(s);
    return rc;
}

int flag_ok(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int ok = s >= 0;

    if (ok && bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0) {
        close(s);
        ok = 0;
    }
    return ok ? s : -1;
}

/* The clean-up closes whatever there is. */
int cleanup_ok(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    close(s);
    return 0;
}

/* Code that is not in sight may have ended the program. */
int foreign_ok(const struct sockaddr_in *addr, void (*fail)(const char *))
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        fail("socket");
    int rc = bind(s, (const struct sockaddr *)addr, sizeof *addr);
    close(s);
    return rc;
}

void loop_ok(int listener)
{
    int conn;

    while ((conn = accept(listener, NULL, NULL)) >= 0) {
        send(conn, "hi\n", 3, MSG_NOSIGNAL);
        close(conn);
    }
}
