#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 8080

// doc-begin
int listen_on_port(void)
{
    struct sockaddr_in addr;

    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    addr.sin_port = 8080; // want "the port becomes 36895"

    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, 16) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

void macro_bad(struct sockaddr_in *addr)
{
    addr->sin_port = PORT; // want "8080 is in that of the machine"
}

void variable_bad(struct sockaddr_in6 *addr)
{
    const int base = 7000;
    unsigned short port = (unsigned short)(base + 1);

    addr->sin6_port = port; // want "7001 is in that of the machine"
}

void read_bad(struct sockaddr_in *addr, const char *text)
{
    int number = atoi(text);

    if (number < 1 || number > 65535)
        return;
    addr->sin_port = (in_port_t)number; // want "what atoi() returned is in that of the machine"
}

void either_bad(struct sockaddr_in *addr, int secure)
{
    addr->sin_port = secure ? 443 : 80; // want "is in that of the machine"
}

struct sockaddr_in initialiser_bad(void)
{
    struct sockaddr_in addr = {
        .sin_family = AF_INET,
        .sin_port = 5000, // want "5000 is in that of the machine"
    };

    return addr;
}

/* Converted and put back. */
void converted_back_bad(struct sockaddr_in *addr)
{
    unsigned short port = htons(80);

    addr->sin_port = ntohs(port); // want "80 is in that of the machine"
}
