#include "server.h"
#include <netinet/in.h>
#include <unistd.h>

int open_server(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(80)};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, SOMAXCONN) < 0) {
        close(s);
        return -1;
    }
    return s;
}
