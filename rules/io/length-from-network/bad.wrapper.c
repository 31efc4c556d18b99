#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <stdint.h>


void keep(int c);

/* By another name; the descriptor goes elsewhere. */
void macro_bad(int c)
{
    uint16_t length = 0;
    char text[256];

    keep(c);
    recv(c, &length, 2, MSG_WAITALL);
    recv(c, text, ntohs(length), MSG_WAITALL); // want "which has 256: nothing has compared them"
}
