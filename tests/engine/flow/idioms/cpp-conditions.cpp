// Variables that a C++ condition declares: they live as long as the statement, in a loop for one round.
#include <sys/socket.h>
#include <unistd.h>

int right_value_and_test(int family)
{
    if (int fd = ::socket(family, SOCK_STREAM, 0); fd < 0) {
        return -1;
    } else {
        ::close(fd);
    }
    return 0;
}

int wrong_value_and_test(int family)
{
    if (int fd = ::socket(family, SOCK_STREAM, 0); fd < 0) {
        return -1;
    } // lost fd scope
    return 0;
}

int right_declared_in_if(const char *name)
{
    if (int fd = open_device(name))
        return fd;
    if (int fd = socket(AF_INET, SOCK_STREAM, 0)) {
        close(fd);
        return 0;
    }
    return -1;
}

int wrong_declared_in_if(int family)
{
    if (int fd = socket(family, SOCK_STREAM, 0)) {
        send(fd, "x", 1, 0);
        return 0; // lost fd return
    }
    return -1;
}

int right_else_if(int family)
{
    if (family == 0) {
        return -1;
    } else if (const int fd = socket(family, SOCK_STREAM, 0); fd >= 0) {
        close(fd);
    } else if (family == 5) {
        return fd;
    }
    return 0;
}

int wrong_else_if(int family)
{
    if (family == 0) {
        return -1;
    } else if (const int fd = socket(family, SOCK_STREAM, 0); fd >= 0) {
        if (family == 3)
            return 1; // lost fd return
        close(fd);
    } else if (family == 5) {
        return fd;
    }
    return 0;
}

void right_declared_in_while(int listener)
{
    while (const auto conn = accept(listener, nullptr, nullptr)) {
        if (conn == -1)
            continue;
        close(conn);
    }
}

void wrong_declared_in_while(int listener)
{
    while (const auto conn = accept(listener, nullptr, nullptr)) {
        if (conn == -1)
            continue;
        if (send(conn, "x", 1, 0) < 0)
            continue; // lost conn scope
        if (send(conn, "y", 1, 0) < 0)
            break; // lost conn scope
        close(conn);
    }
}

int right_declared_in_switch(int family)
{
    switch (int fd = socket(family, SOCK_STREAM, 0); fd) {
    case -1:
        return -1;
    default:
        close(fd);
        break;
    }
    return 0;
}

int wrong_declared_in_switch(int family)
{
    switch (int fd = socket(family, SOCK_STREAM, 0)) {
    case -1:
        return -1;
    default:
        send(fd, "x", 1, 0);
        break;
    } // lost fd scope
    return 0;
}
