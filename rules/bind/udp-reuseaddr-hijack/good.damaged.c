// not-compilable: the function is damaged on purpose; a group may be joined in the damage.
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

int damaged_ok(char *buffer, size_t size)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(5353)};
    int on = 1;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0) {
        if (join(s
            return -1;
        recv(s, buffer, size, 0);
    }
    close(s);
    return 0;
}
