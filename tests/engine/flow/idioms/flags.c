/* Variables that tell whether a descriptor is open. */
#include <sys/socket.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

int right_minus_one_sentinel(int a, struct sockaddr *sa, socklen_t length)
{
    int fd = -1, other = -1, rc = -1;
    if (a)
        goto out;
    fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        goto out;
    other = socket(AF_INET, SOCK_DGRAM, 0);
    if (other < 0)
        goto out;
    if (bind(fd, sa, length) < 0)
        goto out;
    rc = 0;
out:
    if (other >= 0)
        close(other);
    if (fd >= 0)
        close(fd);
    return rc;
}

int wrong_minus_one_sentinel(int a, struct sockaddr *sa, socklen_t length)
{
    int fd = -1, other = -1, rc = -1;
    if (a)
        goto out;
    fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        goto out;
    other = socket(AF_INET, SOCK_DGRAM, 0);
    if (other < 0)
        goto out;
    if (bind(fd, sa, length) < 0)
        goto out;
    rc = 0;
out:
    if (other >= 0)
        close(fd);
    return rc; // lost fd return, lost other return
}

int right_opened_flag(int want)
{
    int fd = -1;
    int opened = 0;
    if (want) {
        fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0)
            return -1;
        opened = 1;
    }
    printf("%d\n", want);
    if (opened)
        close(fd);
    return 0;
}

int wrong_opened_flag(int want)
{
    int fd = -1;
    int opened = 0;
    if (want) {
        fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0)
            return -1;
        opened = 1;
    }
    printf("%d\n", want);
    if (!opened)
        close(fd);
    return 0; // lost fd return
}

int right_boolean(void)
{
    bool ok = false;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd >= 0)
        ok = true;
    if (ok) {
        listen(fd, 5);
        close(fd);
    }
    return ok ? 0 : -1;
}

int wrong_boolean(void)
{
    bool ok = false;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd >= 0)
        ok = true;
    if (ok) {
        listen(fd, 5);
    }
    return ok ? 0 : -1; // lost fd return
}

/* The error code decides. */
int right_error_code(struct sockaddr *sa, socklen_t length)
{
    int error = 0;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, sa, length) < 0)
        error = 1;
    if (!error && listen(fd, 5) < 0)
        error = 2;
    if (error) {
        close(fd);
        return -error;
    }
    return fd;
}

int wrong_error_code(struct sockaddr *sa, socklen_t length)
{
    int error = 0;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, sa, length) < 0)
        error = 1;
    if (!error && listen(fd, 5) < 0)
        error = 2;
    if (error == 1) {
        close(fd);
    }
    if (error)
        return -error; // lost fd return
    return fd;
}

/* The same test twice. */
int right_same_test_twice(int datagram)
{
    int fd = -1;
    if (datagram) {
        fd = socket(AF_INET, SOCK_DGRAM, 0);
        if (fd < 0)
            return -1;
    }
    if (datagram)
        close(fd);
    return 0;
}

int wrong_same_test_twice(int datagram)
{
    int fd = -1;
    if (datagram) {
        fd = socket(AF_INET, SOCK_DGRAM, 0);
        if (fd < 0)
            return -1;
    }
    if (!datagram)
        close(fd);
    return 0; // lost fd return
}

/* Standard input when no socket was wanted. */
int right_default_descriptor(int want)
{
    int fd = 0;
    if (want) {
        fd = socket(AF_INET, SOCK_DGRAM, 0);
        if (fd < 0)
            return -1;
    }
    read(fd, &want, 1);
    if (fd > 0)
        close(fd);
    return 0;
}

int wrong_default_descriptor(int want)
{
    int fd = 0;
    if (want) {
        fd = socket(AF_INET, SOCK_DGRAM, 0);
        if (fd < 0)
            return -1;
    }
    read(fd, &want, 1);
    if (fd == 0)
        close(fd);
    return 0; // lost fd return
}
