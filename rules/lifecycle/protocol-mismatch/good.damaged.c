// not-compilable: a parenthesis is missing
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

int damaged_ok(void)
{
    return socket(AF_INET, (SOCK_STREAM, IPPROTO_UDP);
}
