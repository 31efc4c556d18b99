/* Assignments and calls inside expressions; switches. */
#include <sys/socket.h>
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

int right_fall_through(int level, struct sockaddr *sa, socklen_t length)
{
    int a = -1, b = -1;
    if ((a = socket(AF_INET, SOCK_STREAM, 0)) < 0)
        return -1;
    if ((b = socket(AF_INET, SOCK_DGRAM, 0)) < 0) {
        level = 1;
    } else {
        level = 2;
    }
    switch (level) {
    case 2:
        close(b);
        /* fall through */
    case 1:
        close(a);
    }
    return 0;
}

int wrong_fall_through(int level, struct sockaddr *sa, socklen_t length)
{
    int a = -1, b = -1;
    if ((a = socket(AF_INET, SOCK_STREAM, 0)) < 0)
        return -1;
    if ((b = socket(AF_INET, SOCK_DGRAM, 0)) < 0) {
        level = 1;
    } else {
        level = 2;
    }
    switch (level) {
    case 2:
        close(b);
        break;
    case 1:
        close(a);
    }
    return 0; // lost a return
}

int right_switch_on_family(int family)
{
    int fd;
    switch (family) {
    case AF_INET:
        fd = socket(AF_INET, SOCK_STREAM, 0);
        break;
    case AF_INET6:
        fd = socket(AF_INET6, SOCK_STREAM, 0);
        break;
    default:
        return -1;
    }
    if (fd < 0)
        return -1;
    close(fd);
    return 0;
}

int wrong_switch_on_family(int family)
{
    int fd;
    switch (family) {
    case AF_INET:
        fd = socket(AF_INET, SOCK_STREAM, 0);
    case AF_INET6:
        fd = socket(AF_INET6, SOCK_STREAM, 0); // lost fd overwritten
        break;
    default:
        return -1;
    }
    if (fd < 0)
        return -1;
    close(fd);
    return 0;
}

int right_conditional(int six, struct sockaddr *sa, socklen_t length)
{
    int fd = six ? socket(AF_INET6, SOCK_STREAM, 0) : socket(AF_INET, SOCK_STREAM, 0);
    return fd < 0 ? -1 : connect(fd, sa, length) < 0 ? (close(fd), -1) : fd;
}

int wrong_conditional(int six, struct sockaddr *sa, socklen_t length)
{
    int fd = six ? socket(AF_INET6, SOCK_STREAM, 0) : socket(AF_INET, SOCK_STREAM, 0);
    return fd < 0 ? -1 : connect(fd, sa, length) < 0 ? -1 : fd; // lost fd return
}

int right_comma(struct sockaddr *sa, socklen_t length)
{
    int fd, rc;
    if (fd = socket(AF_INET, SOCK_STREAM, 0), fd < 0)
        return -1;
    rc = connect(fd, sa, length), close(fd);
    return rc;
}

int wrong_comma(struct sockaddr *sa, socklen_t length)
{
    int fd, rc;
    if (fd = socket(AF_INET, SOCK_STREAM, 0), fd < 0)
        return -1;
    rc = connect(fd, sa, length), errno = 0;
    return rc; // lost fd return
}

int right_short_circuit(struct sockaddr *sa, socklen_t length)
{
    int fd = -1;
    if ((fd = socket(AF_INET, SOCK_STREAM, 0)) < 0 || bind(fd, sa, length) < 0 || listen(fd, 5) < 0) {
        if (fd >= 0)
            close(fd);
        return -1;
    }
    return fd;
}

int wrong_short_circuit(struct sockaddr *sa, socklen_t length)
{
    int fd = -1;
    if ((fd = socket(AF_INET, SOCK_STREAM, 0)) < 0 || bind(fd, sa, length) < 0 || listen(fd, 5) < 0) {
        return -1; // lost fd return
    }
    return fd;
}

int right_positive_chain(struct sockaddr *sa, socklen_t length)
{
    int fd;
    if ((fd = socket(AF_INET, SOCK_STREAM, 0)) >= 0 && (bind(fd, sa, length) == 0 || (close(fd), fd = -1) >= 0))
        close(fd);
    return 0;
}

int wrong_positive_chain(struct sockaddr *sa, socklen_t length)
{
    int fd;
    if ((fd = socket(AF_INET, SOCK_STREAM, 0)) >= 0 && bind(fd, sa, length) == 0)
        close(fd);
    return 0; // lost fd return
}

#define TEMP_FAILURE_RETRY_OF(call) ({ long result_; do result_ = (call); while (result_ == -1 && errno == EINTR); result_; })

/* GNU: a block as an expression. */
int right_statement_expression(int listener)
{
    int conn = ({
        int fd;
        do
            fd = accept(listener, NULL, NULL);
        while (fd == -1 && errno == EINTR);
        fd;
    });
    if (conn < 0)
        return -1;
    close(conn);
    return 0;
}

int wrong_statement_expression(int listener)
{
    int conn = ({
        int fd;
        do
            fd = accept(listener, NULL, NULL);
        while (fd == -1 && errno == EINTR);
        fd;
    });
    if (conn < 0)
        return -1;
    return 0; // lost fd return
}

int right_closed_in_statement_expression(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    int rc = ({ close(fd); 0; });
    return rc;
}

int wrong_closed_in_statement_expression(int a)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    int rc = ({ if (a) close(fd); 0; });
    return rc; // lost fd return
}

/* A double negation and a test kept in a variable. */
int right_kept_test(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    const int valid = !!(fd >= 0);
    if (!valid)
        return -1;
    close(fd);
    return 0;
}

int wrong_kept_test(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    const int valid = !!(fd >= 0);
    if (valid)
        return -1; // lost fd return
    close(fd);
    return 0;
}

typedef int handle_t;

int right_minus_one_as_type(struct sockaddr *sa, socklen_t length)
{
    handle_t s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == (handle_t) -1)
        return -1;
    if (connect(s, sa, length) == -1) {
        close(s);
        return -1;
    }
    return s;
}

int wrong_minus_one_as_type(struct sockaddr *sa, socklen_t length)
{
    handle_t s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == (handle_t) -1)
        return -1;
    if (connect(s, sa, length) == -1)
        return -1; // lost s return
    return s;
}

int wrong_variable_in_parentheses(int left_t)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if ((left_t) - 1 < 0)
        return close(s);
    return -1; // lost s return
}

void note(int level, const char *format, ...);
void keep_number(int level, const char *name, int fd);

int wrong_printed(struct sockaddr *sa, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    note(2, "connect with #%d", s);
    if (connect(s, sa, length) == -1)
        return -1; // lost s return
    return s;
}

int right_given_with_a_name(struct sockaddr *sa, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    keep_number(2, "connect", s);
    if (connect(s, sa, length) == -1)
        return -1;
    return s;
}
