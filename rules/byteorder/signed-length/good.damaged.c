// not-compilable: somebody is typing here.
#include <arpa/inet.h>
#include <sys/socket.h>

int damaged_ok(int s, const unsigned *field)
{
    char body[512];
    int n = ntohl(*field);

    if (n < 0 || 
        return -1;
    if (n > 512)
        return -1;
    return recv(s, body, n, 0);
}
