// not-compilable: a parenthesis is missing
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

int damaged_ok(int s)
{
    if (listen(s, 16) < 0) {
        keep((errno);
        close(s);
        perror("listen");
        return -1;
    }
    return 0;
}
