/* Tables whose elements a variable names: who marks an element as free has to close what it held. */
#include <poll.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

void right_select_loop(int listener)
{
    int client[64], i, conn;
    char buffer[64];
    fd_set set;
    for (i = 0; i < 64; i++)
        client[i] = -1;
    for (;;) {
        if (FD_ISSET(listener, &set)) {
            conn = accept(listener, NULL, NULL);
            if (conn < 0)
                continue;
            for (i = 0; i < 64; i++)
                if (client[i] < 0) {
                    client[i] = conn;
                    break;
                }
            if (i == 64)
                exit(1);
        }
        for (i = 0; i < 64; i++) {
            int fd = client[i];
            if (fd < 0)
                continue;
            if (recv(fd, buffer, sizeof buffer, 0) <= 0) {
                close(fd);
                client[i] = -1;
            }
        }
    }
}

void wrong_select_loop(int listener)
{
    int client[64], i, conn;
    char buffer[64];
    fd_set set;
    for (i = 0; i < 64; i++)
        client[i] = -1;
    for (;;) {
        if (FD_ISSET(listener, &set)) {
            conn = accept(listener, NULL, NULL);
            if (conn < 0)
                continue;
            for (i = 0; i < 64; i++)
                if (client[i] < 0) {
                    client[i] = conn;
                    break;
                }
            if (i == 64)
                exit(1);
        }
        for (i = 0; i < 64; i++) {
            int fd = client[i];
            if (fd < 0)
                continue;
            if (recv(fd, buffer, sizeof buffer, 0) <= 0)
                client[i] = -1; // lost fd overwritten
        }
    }
}

/* The set says who has something to say; the table keeps the connections. */
void right_set_and_table(int listener)
{
    int client[64], i, conn;
    char buffer[64];
    fd_set all, ready;
    for (i = 0; i < 64; i++)
        client[i] = -1;
    FD_ZERO(&all);
    FD_SET(listener, &all);
    for (;;) {
        ready = all;
        select(64, &ready, NULL, NULL, NULL);
        if (FD_ISSET(listener, &ready)) {
            conn = accept(listener, NULL, NULL);
            if (conn < 0)
                continue;
            for (i = 0; i < 64; i++)
                if (client[i] < 0) {
                    client[i] = conn;
                    break;
                }
            if (i == 64)
                exit(1);
            FD_SET(conn, &all);
        }
        for (i = 0; i < 64; i++) {
            int fd = client[i];
            if (fd < 0)
                continue;
            if (FD_ISSET(fd, &ready) && recv(fd, buffer, sizeof buffer, 0) <= 0) {
                close(fd);
                FD_CLR(fd, &all);
                client[i] = -1;
            }
        }
    }
}

void wrong_set_and_table(int listener)
{
    int client[64], i, conn;
    char buffer[64];
    fd_set all, ready;
    for (i = 0; i < 64; i++)
        client[i] = -1;
    FD_ZERO(&all);
    FD_SET(listener, &all);
    for (;;) {
        ready = all;
        select(64, &ready, NULL, NULL, NULL);
        if (FD_ISSET(listener, &ready)) {
            conn = accept(listener, NULL, NULL);
            if (conn < 0)
                continue;
            for (i = 0; i < 64; i++)
                if (client[i] < 0) {
                    client[i] = conn;
                    break;
                }
            if (i == 64)
                exit(1);
            FD_SET(conn, &all);
        }
        for (i = 0; i < 64; i++) {
            int fd = client[i];
            if (fd < 0)
                continue;
            if (FD_ISSET(fd, &ready) && recv(fd, buffer, sizeof buffer, 0) <= 0) {
                FD_CLR(fd, &all);
                client[i] = -1; // lost fd overwritten
            }
        }
    }
}

void right_poll_loop(int listener)
{
    struct pollfd table[64];
    char buffer[64];
    int i;
    for (;;) {
        poll(table, 64, -1);
        for (i = 1; i < 64; i++)
            if (table[i].fd < 0) {
                table[i].fd = accept(listener, NULL, NULL);
                break;
            }
        for (i = 1; i < 64; i++)
            if (table[i].fd >= 0 && read(table[i].fd, buffer, sizeof buffer) <= 0) {
                close(table[i].fd);
                table[i].fd = -1;
            }
    }
}

void wrong_poll_loop(int listener)
{
    struct pollfd table[64];
    char buffer[64];
    int i;
    for (;;) {
        poll(table, 64, -1);
        for (i = 1; i < 64; i++)
            if (table[i].fd < 0) {
                table[i].fd = accept(listener, NULL, NULL);
                break;
            }
        for (i = 1; i < 64; i++)
            if (table[i].fd >= 0 && read(table[i].fd, buffer, sizeof buffer) <= 0)
                table[i].fd = -1; // lost table[i].fd overwritten
    }
}

/* poll() skips negative descriptors: an element of its table may rest while another table keeps the connection. */
struct peer {
    int fd;
    int rests;
};

void right_rests(int listener)
{
    struct pollfd watched[64];
    struct peer peers[64];
    char buffer[64];
    int i;
    for (;;) {
        poll(watched, 64, -1);
        for (i = 1; i < 64; i++)
            if (watched[i].fd < 0) {
                int conn = accept(listener, NULL, NULL);
                if (conn < 0)
                    break;
                watched[i].fd = conn;
                peers[i].fd = conn;
                break;
            }
        for (i = 1; i < 64; i++)
            if (watched[i].fd >= 0 && read(watched[i].fd, buffer, sizeof buffer) < 0)
                watched[i].fd = -1;
    }
}

/* Somebody else may close it. */
void drop(int *fds, int index);

void right_closed_elsewhere(int listener)
{
    int fds[8], i;
    char buffer[64];
    for (i = 0; i < 8; i++)
        fds[i] = accept(listener, NULL, NULL);
    for (i = 0; i < 8; i++)
        if (recv(fds[i], buffer, sizeof buffer, 0) <= 0) {
            drop(fds, i);
            fds[i] = -1;
        }
}

static int everybody[64];

static void leave(int index)
{
    close(everybody[index]);
}

void right_closed_by_index(int listener)
{
    int i;
    char buffer[64];
    for (i = 0; i < 64; i++)
        everybody[i] = accept(listener, NULL, NULL);
    for (i = 0; i < 64; i++)
        if (recv(everybody[i], buffer, sizeof buffer, 0) <= 0) {
            leave(i);
            everybody[i] = -1;
        }
}

/* The variable names another element than before. */
void right_moved(int listener)
{
    int fds[8], i, last = 7;
    char buffer[64];
    for (i = 0; i < 8; i++)
        fds[i] = accept(listener, NULL, NULL);
    for (i = 0; i < last; i++)
        if (recv(fds[i], buffer, sizeof buffer, 0) <= 0) {
            close(fds[i]);
            fds[i] = fds[last];
            fds[last] = -1;
            last--;
        }
}
