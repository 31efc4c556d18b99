#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/* Bad: a block in a loop of main() ends with each connection. */
int main(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    if (listener < 0 || listen(listener, 5) < 0)
        return 1;
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            continue;
        send(conn, "x", 1, MSG_NOSIGNAL);
    } // want "'conn' ends here while its descriptor is still open"
}
