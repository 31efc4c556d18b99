// not-compilable: the function is damaged on purpose; the test may hide in the damage.
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>

int damaged_ok(int s, const char *text)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    int port = atoi(text);

    if (too_great(port
        return -1;
    addr.sin_port = htons(port);
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}
