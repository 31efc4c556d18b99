#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

// doc-begin
static int send_all(int c, const char *data, size_t length)
{
    for (size_t sent = 0; sent < length;) {
        ssize_t n = send(c, data + sent, length - sent, MSG_NOSIGNAL);

        if (n < 0)
            return -1;
        sent += n;
    }
    return 0;
}

void serve(int listener, const char *page, size_t length)
{
    int c = accept(listener, NULL, NULL);

    if (c < 0)
        return;
    if (send_all(c, "HTTP/1.0 200 OK\r\n\r\n", 19) == 0)
        send_all(c, page, length);
    close(c);
}
// doc-end

/* It waits until all is taken. */
int tested_ok(const struct sockaddr *to, socklen_t size, const char *text, size_t length)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (connect(s, to, size) < 0) {
        close(s);
        return -1;
    }
    if (send(s, text, length, MSG_NOSIGNAL) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* A datagram goes as a whole; a last word has nobody left to tell; on purpose. */
void datagram_ok(int listener, const struct sockaddr *to, socklen_t size)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    int c = accept(listener, NULL, NULL);

    if (s >= 0) {
        if (connect(s, to, size) == 0)
            send(s, "x", 1, 0);
        close(s);
    }
    if (c < 0)
        return;
    (void)send(c, "hello\r\n", 7, MSG_NOSIGNAL);
    send(c, "bye\r\n", 5, MSG_NOSIGNAL);
    close(c);
}

int compared_ok(int s, const char *text, size_t length)
{
    ssize_t n = send(s, text, length, MSG_DONTWAIT);

    return n == (ssize_t)length;
}

void note(ssize_t n);
void keep_both(const int *pair);

/* The number goes elsewhere. */
void escaped_ok(int s)
{
    note(send(s, "x", 1, MSG_NOSIGNAL));
}

/* A file, or nobody knows. */
void unknown_ok(int fd, const char *text, size_t length)
{
    write(fd, text, length);
}

/* One byte wakes up whoever waits. */
int wake_ok(void)
{
    int pair[2];
    const char c = 1;

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) < 0)
        return -1;
    send(pair[0], &c, 1, 0);
    keep_both(pair);
    return pair[1];
}

/* A last word before both are closed. */
void last_word_ok(int listener)
{
    int c = accept(listener, NULL, NULL);

    if (c < 0)
        return;
    send(c, "bye\r\n", 5, MSG_NOSIGNAL);
    close(c), close(listener);
}
