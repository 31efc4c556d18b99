/* An int is right for Winsock, and has the size of a socklen_t elsewhere. */
#ifdef _WIN32
#include <winsock2.h>
typedef SOCKET descriptor;
typedef int length;
#else
#include <sys/socket.h>
typedef int descriptor;
typedef socklen_t length;
#endif

descriptor named_ok(descriptor listener, struct sockaddr *client)
{
    length size = 128;

    return accept(listener, client, &size);
}

descriptor int_ok(descriptor listener, struct sockaddr *client)
{
    int size = 128;

    return accept(listener, client, (void *)&size);
}
