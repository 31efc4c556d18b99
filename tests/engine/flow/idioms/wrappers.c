/* Functions of the program's own around the socket calls. */
#include <sys/socket.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void die(const char *text)
{
    perror(text);
    exit(1);
}

static void fatal(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    die("fatal");
}

static int socket_or_exit(int family)
{
    int fd = socket(family, SOCK_STREAM, 0);
    if (fd < 0)
        die("socket");
    return fd;
}

static int socket_or_minus_one(int family)
{
    int fd = socket(family, SOCK_STREAM, 0);
    if (fd < 0)
        perror("socket");
    return fd;
}

static int socket_through_pointer(int family, int *result)
{
    int fd = socket(family, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    *result = fd;
    return 0;
}

static void close_it(int fd)
{
    close(fd);
}

static void close_and_forget(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

int right_exits(struct sockaddr *sa, socklen_t length)
{
    int fd = socket_or_exit(AF_INET);
    if (bind(fd, sa, length) < 0)
        die("bind");
    if (listen(fd, 5) < 0)
        fatal("listen on %d", fd);
    close_it(fd);
    return 0;
}

int wrong_exits(struct sockaddr *sa, socklen_t length)
{
    int fd = socket_or_exit(AF_INET);
    if (bind(fd, sa, length) < 0)
        return -1; // lost fd return
    if (listen(fd, 5) < 0)
        fatal("listen on %d", fd);
    close_it(fd);
    return 0;
}

int right_minus_one(struct sockaddr *sa, socklen_t length)
{
    int fd = socket_or_minus_one(AF_INET);
    if (fd < 0)
        return -1;
    if (bind(fd, sa, length) < 0) {
        close_it(fd);
        return -1;
    }
    close_it(fd);
    return 0;
}

int wrong_minus_one(struct sockaddr *sa, socklen_t length)
{
    int fd = socket_or_minus_one(AF_INET);
    if (fd < 0)
        return -1;
    if (bind(fd, sa, length) < 0) {
        return -1; // lost fd return
    }
    close_it(fd);
    return 0;
}

int right_through_pointer(struct sockaddr *sa, socklen_t length)
{
    int fd;
    if (socket_through_pointer(AF_INET, &fd) < 0)
        return -1;
    if (bind(fd, sa, length) < 0) {
        close_and_forget(&fd);
        return -1;
    }
    close_and_forget(&fd);
    return 0;
}

int wrong_through_pointer(struct sockaddr *sa, socklen_t length)
{
    int fd;
    if (socket_through_pointer(AF_INET, &fd) < 0)
        return -1;
    if (bind(fd, sa, length) < 0) {
        return -1; // lost fd return
    }
    close_and_forget(&fd);
    return 0;
}

/* Closing the same variable twice does no harm when the first call forgets it. */
int right_forgotten_by_callee(int stop)
{
    int fd = socket_or_minus_one(AF_INET);
    if (stop)
        close_and_forget(&fd);
    if (fd >= 0)
        close(fd);
    return 0;
}

int wrong_forgotten_by_callee(int stop)
{
    int fd = socket_or_minus_one(AF_INET);
    if (stop)
        fd = -1; // lost fd overwritten
    if (fd >= 0)
        close(fd);
    return 0;
}

/* A helper that only looks at the descriptor takes nothing away. */
static int greet(int fd)
{
    return send(fd, "hello", 5, 0) == 5 ? 0 : -1;
}

int right_helper_borrows(struct sockaddr *sa, socklen_t length)
{
    int fd = socket_or_exit(AF_INET);
    int rc = -1;
    if (connect(fd, sa, length) == 0 && greet(fd) == 0)
        rc = 0;
    close(fd);
    return rc;
}

int wrong_helper_borrows(struct sockaddr *sa, socklen_t length)
{
    int fd = socket_or_exit(AF_INET);
    if (connect(fd, sa, length) < 0 || greet(fd) < 0)
        return -1; // lost fd return
    close(fd);
    return 0;
}

/* One function opens, another closes the members of one structure. */
struct endpoint {
    int control;
    int data;
};

static int endpoint_open(struct endpoint *e)
{
    e->control = socket(AF_INET, SOCK_STREAM, 0);
    if (e->control < 0)
        return -1;
    e->data = socket(AF_INET, SOCK_STREAM, 0);
    if (e->data < 0) {
        close(e->control);
        return -1;
    }
    return 0;
}

static void endpoint_close(struct endpoint *e)
{
    close(e->control);
    close(e->data);
}

int right_endpoint(void)
{
    struct endpoint e;
    if (endpoint_open(&e) < 0)
        return -1;
    listen(e.control, 5);
    endpoint_close(&e);
    return 0;
}

int wrong_endpoint(void)
{
    struct endpoint e;
    if (endpoint_open(&e) < 0)
        return -1;
    listen(e.control, 5);
    close(e.control);
    return 0; // lost e.data return
}
