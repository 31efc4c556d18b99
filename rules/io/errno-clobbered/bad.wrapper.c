#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#define BIND(s, address) bind(s, (const struct sockaddr *)&(address), sizeof(address))
#include <netinet/in.h>

void keep(int s);

/* By another name; the descriptor goes elsewhere. */
int macro_bad(struct sockaddr_in local)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    keep(s);
    if (BIND(s, local) < 0) {
        close(s);
        perror("bind"); // want "'perror()' is to tell why bind() failed"
        return -1;
    }
    return s;
}
