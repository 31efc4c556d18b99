#include "server.h"
#include <stdlib.h>
#include <unistd.h>

/* Rights are given up in another file than the one that binds. */
int main(void)
{
    int s = open_server();

    if (s < 0 || setuid(65534) < 0)
        return EXIT_FAILURE;
    for (;;) {
        int connection = accept(s, NULL, NULL);

        if (connection >= 0)
            close(connection);
    }
}
