/* Variables that are closed before anything was assigned to them. */
#include <sys/socket.h>
#include <netdb.h>
#include <stdio.h>
#include <unistd.h>

int open_any(void);
void report_error(const char *text);
int shut(int fd)
{
    return close(fd);
}

int right_value_before_the_jumps(struct sockaddr *sa, socklen_t length, unsigned flags)
{
    int status = -1;
    int fd = -1;

    if (flags & 4)
        goto out;
    if ((fd = socket(AF_INET, SOCK_DGRAM, 0)) == -1)
        goto out;
    if (bind(fd, sa, length) == -1)
        goto out;
    status = 0;
out:
    if (status && fd != -1)
        close(fd);
    return status ? -1 : fd;
}

int wrong_jump_before_the_value(struct sockaddr *sa, socklen_t length, unsigned flags)
{
    int status = -1;
    int fd;

    if (flags & 4) {
        report_error("flags");
        goto out;
    }
    if ((fd = socket(AF_INET, SOCK_DGRAM, 0)) == -1)
        goto out;
    if (bind(fd, sa, length) == -1)
        goto out;
    status = 0;
out:
    if (status)
        close(fd); // unset fd
    return status ? -1 : fd;
}

int wrong_closed_by_a_function(int mode)
{
    int fd;

    if (mode == 1)
        fd = open_any();
    return shut(fd); // unset fd via shut
}

int right_flag_says_so(int mode)
{
    int fd, have = 0;

    if (mode == 1) {
        fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0)
            return -1;
        have = 1;
    }
    if (have)
        close(fd);
    return have;
}

int right_out_parameter(int (*open_into)(int *))
{
    int fd;

    if (open_into(&fd) < 0)
        return -1;
    return close(fd);
}

int right_macro_assigns(void)
{
    int fd;

    OPEN_INTO(fd, "127.0.0.1");
    return close(fd);
}

int right_loop_runs(int n)
{
    int fd;

    while (n-- > 0) {
        fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd >= 0)
            break;
    }
    return close(fd);
}

int right_every_case(int kind)
{
    int fd;

    switch (kind) {
    case 1:
        fd = socket(AF_INET, SOCK_STREAM, 0);
        break;
    case 2:
        fd = socket(AF_INET, SOCK_DGRAM, 0);
        break;
    }
    return close(fd);
}

int right_ends_first(int kind)
{
    int fd;

    if (kind == 1)
        fd = socket(AF_INET, SOCK_STREAM, 0);
    else
        report_error("kind");
    return close(fd);
}

int right_list_in_one_branch(const char *host, int often)
{
    struct addrinfo *list;

    if (often) {
        if (getaddrinfo(host, NULL, NULL, &list) != 0)
            return -1;
        freeaddrinfo(list);
    }
    return 0;
}

int wrong_list_in_one_branch(int s, const char *host, int often)
{
    struct addrinfo *list;
    int size;
    socklen_t length = sizeof size;

    if (often) {
        if (getaddrinfo(host, NULL, NULL, &list) != 0)
            return -1;
    }
    if (getsockopt(s, SOL_SOCKET, SO_SNDBUF, &size, &length) < 0) {
        freeaddrinfo(list); // unset list
        return -1;
    }
    if (often)
        freeaddrinfo(list);
    return size;
}
