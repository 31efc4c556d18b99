#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MY_GROUP 0xe0000005

// doc-begin
int open_local(void)
{
    struct sockaddr_in addr;

    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_addr.s_addr = INADDR_LOOPBACK; // want "the address becomes 1.0.0.127"
    addr.sin_port = htons(8080);

    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

void number_bad(struct sockaddr_in *addr)
{
    addr->sin_addr.s_addr = 0x7f000001; // want "127.0.0.1 is given in that of the machine"
}

void group_bad(struct sockaddr_in *addr)
{
    addr->sin_addr.s_addr = MY_GROUP; // want "the address becomes 5.0.0.224"
}

void too_narrow_bad(struct sockaddr_in *addr)
{
    addr->sin_addr.s_addr = htons(INADDR_LOOPBACK); // want "half of the address is lost"
}

void broadcast_bad(struct sockaddr_in *addr)
{
    addr->sin_addr.s_addr = htons(INADDR_BROADCAST); // want "half of the address is lost"
}

void twice_bad(struct sockaddr_in *addr)
{
    addr->sin_addr.s_addr = htonl(inet_addr("10.0.0.1")); // want "is converted once more"
}

void twice_by_variable_bad(struct sockaddr_in *addr, const char *text)
{
    in_addr_t number = inet_addr(text);

    if (number == INADDR_NONE)
        return;
    addr->sin_addr.s_addr = htonl(number); // want "is converted once more"
}

struct sockaddr_in initialiser_bad(void)
{
    struct sockaddr_in addr = {
        .sin_family = AF_INET,
        .sin_addr = { .s_addr = INADDR_LOOPBACK }, // want "127.0.0.1 is given in that of the machine"
    };

    return addr;
}
