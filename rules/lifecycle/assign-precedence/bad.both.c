#ifdef _WIN32
#include <winsock2.h>
#define close closesocket
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#define SOCKET int
#define INVALID_SOCKET (-1)
#endif

int open_client_bad(const struct sockaddr_in *server)
{
    SOCKET s;

    if ((s = socket(AF_INET, SOCK_STREAM, 0) == INVALID_SOCKET)) // want "'s' gets 0 or 1 here"
        return -1;
    if (connect(s, (const struct sockaddr *)server, sizeof *server) != 0) {
        close(s);
        return -1;
    }
    close(s);
    return 0;
}
