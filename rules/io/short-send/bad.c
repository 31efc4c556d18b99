#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <fcntl.h>

// doc-begin
void serve(int listener, const char *page, size_t length)
{
    int c = accept(listener, NULL, NULL);

    if (c < 0)
        return;
    send(c, "HTTP/1.0 200 OK\r\n\r\n", 19, MSG_NOSIGNAL); // want "Nothing looks at what send() returns: that the peer of 'c' is gone"
    send(c, page, length, MSG_NOSIGNAL);
    close(c);
}
// doc-end

int unread_bad(const char *text, size_t length)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    ssize_t n;

    if (s < 0)
        return -1;
    n = write(s, text, length); // want "Nothing looks at what write() returns"
    return s;
}

int part_bad(const char *text, size_t length)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (s < 0)
        return -1;
    if (send(s, text, length, MSG_NOSIGNAL) < 0) { // want "'s' does not block, so that send() takes only what there is room for"
        close(s);
        return -1;
    }
    return s;
}
