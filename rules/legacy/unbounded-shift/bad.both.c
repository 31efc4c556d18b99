#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
typedef int SOCKET;
#endif

static int attempt;

int connect_again_bad(SOCKET s, const struct sockaddr *peer, int length)
{
    if (connect(s, peer, length) == 0)
        return 0;
    attempt++;
    return 1 << attempt; // want "Nothing keeps 'attempt' small"
}
