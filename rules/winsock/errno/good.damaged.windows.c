// not-compilable: the test cannot be read
#include <stdio.h>
#include <winsock2.h>

int damaged_ok(SOCKET s)
{
    if (listen(s, 1) ??
        perror("listen");
    return 0;
}
