// not-compilable: unp.h belongs to a book and is not installed.
#include "unp.h"

void stevens_bad(SA *to, socklen_t length)
{
    int s = Socket(AF_INET, SOCK_STREAM, 0);

    Fcntl(s, F_SETFL, O_NONBLOCK);
    Connect(s, to, length); // want "Connect() ends the program at any error"
    close(s);
}

static int make_socket(void)
{
    return socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
}

int made_elsewhere_bad(SA *to, socklen_t length)
{
    int s = make_socket();

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0) { // want "'s' is non-blocking"
        close(s);
        return -1;
    }
    return s;
}
