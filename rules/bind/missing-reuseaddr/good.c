#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
int open_listener_ok(void)
{
    struct sockaddr_in addr;
    int on = 1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, SOMAXCONN) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

/* Binds and listens, for the other functions of this file: what it is given says whether it is right. */
static int serve(int s, unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};

    return bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 ? -1 : listen(s, 16);
}

int shared_port_ok(void)
{
    int on = 1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on); // drop -> want "'s' is bound without SO_REUSEADDR"
    if (serve(s, 8080) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* Off on purpose. */
int switched_off_ok(void)
{
    int off = 0;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &off, sizeof off); // drop -> want "'s' is bound without SO_REUSEADDR"
    if (serve(s, 8080) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* The system chooses a free port. */
int any_port_ok(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (serve(s, 0) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* A path has no TIME_WAIT. */
int local_ok(const char *path)
{
    struct sockaddr_un addr = {.sun_family = AF_UNIX};
    int s = socket(AF_UNIX, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    strncpy(addr.sun_path, path, sizeof addr.sun_path - 1);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, 16) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* Nor has UDP. */
int datagram_ok(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(5060)};
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* A client that takes a fixed port does not listen. */
int client_ok(const struct sockaddr_in *server)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(8081)};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 ||
        connect(s, (const struct sockaddr *)server, sizeof *server) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* A setting of the user. */
int chosen_ok(int reuse)
{
    int on = 1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (reuse)
        setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (serve(s, 8080) < 0) {
        close(s);
        return -1;
    }
    return s;
}

int reuse_wanted(void);

static void configure(int s)
{
    int on = 1;

    if (reuse_wanted())
        setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
}

int chosen_in_helper_ok(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    configure(s); // drop -> want "'s' is bound without SO_REUSEADDR"
    if (serve(s, 8080) < 0) {
        close(s);
        return -1;
    }
    return s;
}

void prepare(int s);

/* Whoever gets it may set it. */
int escaped_ok(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    prepare(s); // drop -> want "'s' is bound without SO_REUSEADDR"
    if (serve(s, 8080) < 0) {
        close(s);
        return -1;
    }
    return s;
}

struct option_row {
    int level, name, value;
};

/* Options from a table. */
int table_ok(const struct option_row *rows, int count)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    for (int i = 0; i < count; i++)
        setsockopt(s, rows[i].level, rows[i].name, &rows[i].value, sizeof rows[i].value);
    if (serve(s, 8080) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* Made by somebody else, such as systemd. */
int inherited_ok(void)
{
    return serve(3, 8080);
}

/* Set too late: bind/option-after-bind says so. */
int too_late_ok(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(8080)};
    int on = 1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (listen(s, 16) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* The first port that is free. */
int next_port_ok(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    unsigned short port;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    for (port = 6000; port < 6100; port++) {
        addr.sin_port = htons(port);
        if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0)
            break;
    }
    if (port == 6100 || listen(s, 16) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* A helper may choose the port. */
int helper_chooses_ok(unsigned short port)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (serve(s, port) < 0) {
        close(s);
        return -1;
    }
    return s;
}
