// not-compilable: the function is damaged on purpose; the port is fine all the same.
#include <netinet/in.h>
#include <sys/socket.h>

int damaged_ok(int s)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(18765)};

    if (s < 0
        return -1;
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}
