/* Winsock lets a program go through the descriptors of a set: the set is its table of clients. */
#include <winsock2.h>

void right_set_as_table(SOCKET listener)
{
    fd_set all, ready;
    u_int i;
    FD_ZERO(&all);
    FD_SET(listener, &all);
    for (;;) {
        ready = all;
        select(0, &ready, NULL, NULL, NULL);
        for (i = 0; i < ready.fd_count; i++) {
            if (ready.fd_array[i] == listener) {
                SOCKET client = accept(listener, NULL, NULL);
                FD_SET(client, &all);
            } else {
                FD_CLR(ready.fd_array[i], &all);
                closesocket(ready.fd_array[i]);
            }
        }
    }
}

void wrong_not_in_set(SOCKET listener)
{
    fd_set all, ready;
    FD_ZERO(&all);
    FD_SET(listener, &all);
    for (;;) {
        SOCKET client;
        ready = all;
        select(0, &ready, NULL, NULL, NULL);
        client = accept(listener, NULL, NULL);
        if (client == INVALID_SOCKET)
            continue;
        send(client, "x", 1, 0);
    } // lost client scope
}
