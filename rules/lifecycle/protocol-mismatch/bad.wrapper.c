#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#define NEW_SOCKET(type) socket(AF_INET, type, IPPROTO_TCP)

int through_macro_bad(void)
{
    return NEW_SOCKET(SOCK_DGRAM); // want "does not speak IPPROTO_TCP"
}

int through_macro_ok(void)
{
    return NEW_SOCKET(SOCK_STREAM);
}
