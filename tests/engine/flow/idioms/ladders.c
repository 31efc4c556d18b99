/* Error ladders: by goto, by nested if, by a block that runs once. */
#include <sys/socket.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int right_goto_ladder(struct sockaddr *sa, socklen_t length)
{
    int rc = -1;
    int listener, copy;

    listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0)
        goto out;
    copy = socket(AF_INET, SOCK_DGRAM, 0);
    if (copy < 0)
        goto out_listener;
    if (bind(listener, sa, length) < 0)
        goto out_copy;
    if (bind(copy, sa, length) < 0)
        goto out_copy;
    rc = 0;
out_copy:
    close(copy);
out_listener:
    close(listener);
out:
    return rc;
}

int wrong_goto_ladder(struct sockaddr *sa, socklen_t length)
{
    int rc = -1;
    int listener, copy;

    listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0)
        goto out;
    copy = socket(AF_INET, SOCK_DGRAM, 0);
    if (copy < 0)
        goto out;
    if (bind(listener, sa, length) < 0)
        goto out_copy;
    if (bind(copy, sa, length) < 0)
        goto out_copy;
    rc = 0;
out_copy:
    close(copy);
    close(listener);
out:
    return rc; // lost listener return
}

int right_goto_with_value(struct sockaddr *sa, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        return -1;
    if (bind(fd, sa, length) == -1)
        goto fail;
    if (listen(fd, 5) == -1)
        goto fail;
    return fd;
fail:
    close(fd);
    return -1;
}

int wrong_goto_with_value(struct sockaddr *sa, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        return -1;
    if (bind(fd, sa, length) == -1)
        goto fail;
    if (listen(fd, 5) == -1)
        return -1; // lost fd return
    return fd;
fail:
    close(fd);
    return -1;
}

int right_nested(struct sockaddr *sa, socklen_t length)
{
    int rc = -1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd >= 0) {
        if (bind(fd, sa, length) == 0) {
            if (listen(fd, 5) == 0) {
                rc = 0;
            } else {
                perror("listen");
            }
        } else {
            perror("bind");
        }
        close(fd);
    }
    return rc;
}

int wrong_nested(struct sockaddr *sa, socklen_t length)
{
    int rc = -1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd >= 0) {
        if (bind(fd, sa, length) == 0) {
            if (listen(fd, 5) == 0) {
                rc = 0;
            } else {
                perror("listen");
            }
            close(fd);
        } else {
            perror("bind");
        }
    }
    return rc; // lost fd return
}

int right_once(struct sockaddr *sa, socklen_t length)
{
    int rc = -1;
    int fd = -1;
    do {
        fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0)
            break;
        if (bind(fd, sa, length) < 0)
            break;
        if (listen(fd, 5) < 0)
            break;
        rc = 0;
    } while (0);
    if (fd >= 0)
        close(fd);
    return rc;
}

int wrong_once(struct sockaddr *sa, socklen_t length)
{
    int rc = -1;
    int fd = -1;
    do {
        fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0)
            break;
        if (bind(fd, sa, length) < 0)
            break;
        if (listen(fd, 5) < 0)
            break;
        rc = 0;
    } while (0);
    if (rc == 0)
        close(fd);
    return rc; // lost fd return
}

/* The clean-up comes first and the body jumps back to it. */
int right_backward_goto(struct sockaddr *sa, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int rc = 0;
    if (fd < 0)
        return -1;
    goto work;
done:
    close(fd);
    return rc;
work:
    if (bind(fd, sa, length) < 0) {
        rc = -1;
        goto done;
    }
    goto done;
}

int wrong_backward_goto(struct sockaddr *sa, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int rc = 0;
    if (fd < 0)
        return -1;
    goto work;
done:
    close(fd);
    return rc;
work:
    if (bind(fd, sa, length) < 0)
        return -1; // lost fd return
    goto done;
}

/* The clean-up of an earlier step is repeated by hand. */
int right_by_hand(int *first, int *second)
{
    int a, b;
    if ((a = socket(AF_INET, SOCK_STREAM, 0)) == -1)
        return -1;
    if ((b = socket(AF_INET6, SOCK_STREAM, 0)) == -1) {
        close(a);
        return -1;
    }
    *first = a;
    *second = b;
    return 0;
}

int wrong_by_hand(int *first, int *second)
{
    int a, b;
    if ((a = socket(AF_INET, SOCK_STREAM, 0)) == -1)
        return -1;
    if ((b = socket(AF_INET6, SOCK_STREAM, 0)) == -1) {
        return -1; // lost a return
    }
    *first = a;
    *second = b;
    return 0;
}

/* A void function that falls off its end. */
void right_fall_off(void)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return;
    close(fd);
}

void wrong_fall_off(void)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return;
    printf("%d\n", fd);
} // lost fd scope
