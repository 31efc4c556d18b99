// not-compilable: the function is damaged on purpose; what it does about EACCES may hide in the damage.
#include <netinet/in.h>
#include <sys/socket.h>

int damaged_ok(int s)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(80)};

    if (denied(s
        return -1;
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}
